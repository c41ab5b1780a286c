/** What a server refuses to clients, and the texts it refuses with. */

import { binaryBytes, binaryOf, utf8 } from "../wire/bytes.ts";
import type { ConnectOptions } from "../wire/connect.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { quoteGo } from "./server_quote.ts";
import type { SubscribeOutcome } from "./server_types.ts";

/** What is said to a SUB that was not accepted. */
export const SUBSCRIBE_ERRORS: Readonly<
  Record<Exclude<SubscribeOutcome, "accepted">, (subject: string, queue: string | undefined) => string>
> = {
  denied: (subject, queue) => {
    const text = `Permissions Violation for Subscription to ${quoteGo(subject)}`;
    return queue === undefined ? text : `${text} using queue ${quoteGo(queue)}`;
  },
  tooManyTokens: (subject) =>
    `Permissions Violation for Subscription to ${quoteGo(subject)}, too many tokens`,
  tooManySubscriptions: () => "maximum subscriptions exceeded",
  invalidSubject: () => "Invalid Subject",
};

const GATEWAY_PREFIX = utf8("_GR_.");
const CONSENSUS_PREFIX = utf8("$NRG.");
const SERVICE_REPLY_PREFIX = utf8("_R_.");
const ACK_PREFIX = utf8("$JS.ACK.");

/** Tells whether only gateways publish there, and no client. [nats-server hasGWRoutedReplyPrefix] */
export function isGatewaySubject({ line, subjectStart, subjectEnd }: MessageFrame): boolean {
  return startsWith(line, subjectStart, subjectEnd, GATEWAY_PREFIX, 1);
}

/** Tells whether only the consensus of a cluster publishes there, and no client. [nats-server clientNRGPrefix] */
export function isConsensusSubject({ line, subjectStart, subjectEnd }: MessageFrame): boolean {
  return startsWith(line, subjectStart, subjectEnd, CONSENSUS_PREFIX, 0);
}

/** Tells whether a reply sent there would pass for the server's own. [nats-server isReservedReply] */
export function isReservedReply({ line, replyStart, replyEnd }: MessageFrame): boolean {
  return startsWith(line, replyStart, replyEnd, SERVICE_REPLY_PREFIX, 0) ||
    startsWith(line, replyStart, replyEnd, ACK_PREFIX, 1) ||
    startsWith(line, replyStart, replyEnd, GATEWAY_PREFIX, 1);
}

/** What is said to a publisher that may not publish this. */
export function publishError({ line, subjectStart, subjectEnd }: MessageFrame): string {
  return `Permissions Violation for Publish to ${quoteGo(binaryOf(line, subjectStart, subjectEnd))}`;
}

/** What is said to a publisher that asks for replies where it may not. */
export function replyError({ line, replyStart, replyEnd }: MessageFrame): string {
  return `Permissions Violation for Publish with Reply of ${quoteGo(binaryOf(line, replyStart, replyEnd))}`;
}

/** The message that tells a requester that nobody got its request. [nats-server processInboundClientMsg, 2.12] */
export function noResponders(frame: MessageFrame, sid: Uint8Array): Uint8Array {
  const { line } = frame;
  const subject = binaryOf(line, frame.subjectStart, frame.subjectEnd);
  const headers = `NATS/1.0 503\r\nNats-Subject: ${subject}\r\n\r\n`;
  const reply = binaryOf(line, frame.replyStart, frame.replyEnd);
  const sidText = binaryOf(sid, 0, sid.length);
  return binaryBytes(`HMSG ${reply} ${sidText} ${headers.length} ${headers.length}\r\n${headers}\r\n`);
}

/** Whose login failed, for the log: never the secret itself. [nats-server client.go getAuthUser] */
export function loginOf(options: Readonly<ConnectOptions>): string {
  if (options.nkey !== "") return `Nkey ${quoteGo(options.nkey)}`;
  if (options.user !== "") return `User ${quoteGo(options.user)}`;
  return "";
}

/** Begins with the prefix, with at least `more` bytes after it. */
function startsWith(
  bytes: Uint8Array,
  start: number,
  end: number,
  prefix: Uint8Array,
  more: number,
): boolean {
  if (bytes[start] !== prefix[0] || end - start < prefix.length + more) return false;
  for (let at = 1; at < prefix.length; at++) if (bytes[start + at] !== prefix[at]) return false;
  return true;
}
