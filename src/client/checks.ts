/** What is refused before it leaves: subjects and queue names that would break the protocol or reach nobody. */

import { InvalidArgumentError, InvalidSubjectError, type NatsErrorOptions } from "../errors.ts";
import { hasWhitespaceOrNul, isValidQueue, isValidSubject } from "../subject/validate.ts";
import { utf8 } from "../wire/bytes.ts";
import { copyHeaders, type MsgHdrs, MsgHdrsImpl } from "../wire/headers.ts";
import { MAX_SIZE_DIGITS } from "../wire/limits.ts";
import type { Payload, PublishOptions, SubscriptionOptions } from "./types.ts";

/**
 * Options as programs in JavaScript may give them: a null says as much as undefined, but for `tls`.
 *
 * @throws {InvalidArgumentError} when they are no object, but an address for example.
 */
export function withoutNulls<Options extends object>(options: Options | null): Options {
  if (typeof options !== "object") {
    throw InvalidArgumentError.format("options", "must be an object");
  }
  const nulls = Object.entries(options ?? {}).filter(([name, value]) => value === null && name !== "tls");
  if (options !== null && nulls.length === 0) return options;
  return { ...options, ...Object.fromEntries(nulls.map(([name]) => [name, undefined])) } as Options;
}

/**
 * Checks a subject to publish to. Wildcards pass: they are ordinary letters there, and JetStream's own API has
 * subjects that end in `>`.
 *
 * @throws {InvalidSubjectError} when it is empty or has empty tokens, blanks or control characters.
 */
export function checkPublishSubject(subject: string): void {
  // A subject that is missing altogether is told as an empty one, as in nats.js.
  if (!canPublishTo(subject)) throw new InvalidSubjectError(subject ?? "", { operation: "publish" });
}

const SPACE = 0x20;
const DOT = 0x2e;

/** False for a subject that is empty or has empty tokens, blanks or control characters. */
export function canPublishTo(subject: string): boolean {
  if (typeof subject !== "string") return false;
  // A dot at the start or the end, or behind another dot, makes an empty token.
  let before = DOT;
  for (let at = 0; at < subject.length; at++) {
    const letter = subject.charCodeAt(at);
    if (letter <= SPACE || (letter === DOT && before === DOT)) return false;
    before = letter;
  }
  return before !== DOT;
}

/**
 * Checks what to subscribe to.
 *
 * @throws {InvalidSubjectError} for the subject; {InvalidArgumentError} for the queue group or a number.
 */
export function checkSubscription(subject: string, options: SubscriptionOptions): void {
  if (typeof subject !== "string" || hasWhitespaceOrNul(subject) || !isValidSubject(subject)) {
    throw new InvalidSubjectError(subject, { operation: "subscribe" });
  }
  const { queue, max, timeout, callback } = options;
  if (callback && typeof callback !== "function") {
    throw InvalidArgumentError.format("callback", "must be a function");
  }
  if (queue !== undefined && queue !== "" && !isValidQueue(queue)) {
    throw InvalidArgumentError.format(
      "queue",
      `is not a name that NATS can carry: ${JSON.stringify(queue)}`,
      {
        operation: "subscribe",
        subject,
      },
    );
  }
  checkMax(max);
  if (timeout !== undefined && (typeof timeout !== "number" || !(timeout >= 0))) {
    throw InvalidArgumentError.format("timeout", "must be a number, and not negative");
  }
  checkPending(options);
}

const PENDING_POLICIES = ["dropNewest", "dropOldest", "pause"];

function checkPending(options: SubscriptionOptions): void {
  for (const name of ["pendingMsgs", "pendingBytes"] as const) {
    const value = options[name];
    if (value !== undefined && (typeof value !== "number" || !(value >= 1))) {
      throw InvalidArgumentError.format(name, "must be a number of at least 1");
    }
  }
  const { pendingPolicy } = options;
  if (pendingPolicy !== undefined && !PENDING_POLICIES.includes(pendingPolicy)) {
    throw InvalidArgumentError.format("pendingPolicy", `must be one of ${PENDING_POLICIES.join(", ")}`);
  }
}

/** UNSUB carries nine digits, and a server takes anything else for an end at once. [nats-server util.go parseSize] */
const MAX_MAX = 10 ** MAX_SIZE_DIGITS - 1;

/**
 * Checks after how many messages a subscription is to end.
 *
 * @throws {InvalidArgumentError} when that is no integer, negative, or more than the protocol carries.
 */
export function checkMax(max: number | undefined): void {
  if (max === undefined || (Number.isInteger(max) && max >= 0 && max <= MAX_MAX)) return;
  throw InvalidArgumentError.format("max", `must be an integer from 0 to ${MAX_MAX}`);
}

/** What an error is to say of the call, and of its subject where it has one. */
export function about(operation: string, subject?: string): NatsErrorOptions {
  return subject === undefined ? { operation } : { operation, subject };
}

/** What names a server in errors. */
interface At {
  /** The server connected to, as `host:port`. */
  getServer(): string;
}

/**
 * Checks what is to be published against what the server takes at most; -1 for no limit.
 *
 * @throws {TypeError} when it is neither text nor bytes.
 * @throws {InvalidArgumentError} `MAX_PAYLOAD` when it is too large.
 */
export function checkPayload(
  subject: string,
  headers: Uint8Array | null,
  payload: Payload,
  limit: number,
  at: At,
): void {
  if (typeof payload !== "string" && !(payload instanceof Uint8Array)) {
    throw new TypeError("payload types can be strings or Uint8Array");
  }
  if (limit < 0) return;
  const headerSize = headers === null ? 0 : headers.length;
  // A character takes three bytes at most: only texts near the limit are measured exactly.
  if (typeof payload === "string" && 3 * payload.length + headerSize > limit) payload = utf8(payload);
  const size = payload.length + headerSize;
  if (size <= limit) return;
  throw InvalidArgumentError.format(
    "payload",
    `max_payload size exceeded: ${size} bytes, and the server takes ${limit}`,
    { code: "MAX_PAYLOAD", operation: "publish", subject, server: at.getServer() },
  );
}

/** The error for headers where the server has none. */
export function headersNotSupported(subject: string, at: At): InvalidArgumentError {
  return InvalidArgumentError.format("headers", "are not available on this server", {
    code: "HEADERS_NOT_SUPPORTED",
    operation: "publish",
    subject,
    server: at.getServer(),
  });
}

/** The headers to send: those given, or a copy of them with what the trace options add. (ADR-41) */
export function withTrace(options: PublishOptions): MsgHdrs | undefined {
  const { traceDestination, traceOnly } = options;
  const headers = options.headers ?? undefined;
  if (headers !== undefined && typeof headers[Symbol.iterator] !== "function") {
    throw InvalidArgumentError.format("headers", "must be made by headers(), not a plain object");
  }
  if (!traceDestination && traceOnly !== true) return headers;
  const traced = headers === undefined ? new MsgHdrsImpl() : copyHeaders(headers);
  if (traceOnly === true) traced.set("Nats-Trace-Only", "true");
  if (traceDestination) traced.set("Nats-Trace-Dest", traceDestination);
  return traced;
}
