/** Requests to services of other accounts, and their answers. [nats-server client.go processServiceImport] */

import { sha256 } from "#runtime";
import { binaryText } from "../../wire/bytes.ts";
import type { MessageFrame } from "../../wire/frame.ts";
import type { Publisher } from "../subscription.ts";
import type { ServerState } from "../state.ts";
import { TRACE_DEST, TRACE_DISABLED } from "../tracing/headers.ts";
import type { Account } from "./account.ts";
import { CLIENT_INFO_HEADER, type ClientInfo, clientInfo, isSession, rttNs } from "./client_info.ts";
import { nameHash } from "./event_id.ts";
import { goJsonText, readdressed, replyOf, subjectOf, withHeader } from "./frames.ts";
import { type Failure, tellBadRequest, tellFailure, tellLatency } from "./latency.ts";
import { Passage } from "./passage.ts";
import type { PlannedService, PlannedServiceImport } from "./plan_types.ts";
import type { PendingResponse } from "./responses.ts";
import { sampled } from "./sampling.ts";

/**
 * How many services a message may come through. A service is never come through twice, so this is only about the
 * depth of the stack.
 */
export const MAX_SERVICES = 128;

/** Acknowledgements of streams go back as they are: what pulls from afar relies on it. */
const ACK_PREFIX = "$JS.ACK.";

/** A service that an account imports. */
export interface ServiceLink {
  /** What was planned. */
  readonly planned: PlannedServiceImport;
  /** Who imports. */
  readonly importer: Account;
  /** Whose service it is. */
  readonly exporter: Account;
  /** What the service is exported as. */
  readonly service: PlannedService;
}

/** The way of a message from one account to another. */
interface Crossing {
  /** The subject it came under. */
  readonly from: string;
  /** The subject it goes under. */
  readonly to: string;
  /** The account it goes to. */
  readonly account: Account;
  /** The service it goes to, or the answer of. */
  readonly service: PlannedService;
  /** Whether the import lets the service know who asks. */
  readonly share: boolean;
  /** What the service is told of who asks. */
  readonly info: ClientInfo | null;
  /** Whether a trace goes on into the account. */
  readonly allowTrace: boolean;
}

/** What a service is told of who asks. */
interface Told {
  /** As an object. */
  readonly info: ClientInfo;
  /** As the text of a header, one character for each byte. */
  readonly text: string;
}

/** Takes messages of one account to services of others, and answers back. */
export class ServiceCalls {
  readonly #state: ServerState;
  /** Marks the reply subjects of measured requests. [nats-server newServiceReply] */
  #measured: string | undefined;
  /** What was last told of each client: the same again, mostly. */
  readonly #lastTold = new WeakMap<Publisher, Told & { about: readonly unknown[] }>();

  /** Takes the server. */
  constructor(state: ServerState) {
    this.#state = state;
  }

  /** Takes a request to its service; true where somebody got it. */
  request(link: ServiceLink, frame: MessageFrame, publisher: Publisher): boolean {
    const { planned, importer, exporter, service } = link;
    const from = asPassage(importer, publisher);
    if (isRound(from, service)) return false;
    const subject = subjectOf(frame);
    const pending = this.#expect(link, frame, from);
    const reply = pending?.from ?? replyOf(frame);
    const to = this.#mapped(
      exporter,
      planned.transform?.apply(subject, Math.random) ?? (planned.keepsSubject ? subject : planned.to),
    );
    const share = from.services.length > 0 ? from.share : planned.share;
    const told = this.#told(link, from, share);
    const info = told?.info ?? null;
    let made = readdressed(frame, to, reply);
    if (told !== null) made = withHeader(made, CLIENT_INFO_HEADER, told.text);
    const { allowTrace } = service;
    const way = { from: subject, to, account: exporter, service, share: planned.share, info, allowTrace };
    const delivered = this.#cross(from, made, way);
    const isOver = !delivered || from.trace?.only === true;
    if (isOver && pending !== null) this.#settle(pending, delivered ? null : "notDelivered");
    return delivered;
  }

  /** Takes an answer back to who asked; true where somebody got it. */
  respond(pending: PendingResponse, frame: MessageFrame, publisher: Publisher): boolean {
    const { requester, exporter, service, type, share } = pending;
    const from = asPassage(exporter, publisher);
    if (isRound(from, service)) return false;
    // Where an answer asks for an answer, the way goes on in both directions.
    const answer = replyOf(frame) === "" ? null : this.#owe(requester, {
      to: replyOf(frame),
      requester: exporter,
      exporter: requester,
      service,
      type,
      share,
      measurement: null,
    }, "");
    tellLatency(pending, from.origin, this.#state);
    const to = this.#mapped(requester, pending.to);
    const way = {
      from: subjectOf(frame),
      to,
      account: requester,
      service,
      share,
      info: null,
      allowTrace: false,
    };
    const delivered = this.#cross(from, readdressed(frame, to, answer?.from ?? ""), way);
    if (!delivered && answer !== null) this.#settle(answer, "notDelivered");
    const isLast = type === "singleton" || frame.bodyEnd === frame.bodyStart;
    if (!delivered || isLast) this.#settle(pending, delivered ? null : "notDelivered");
    else pending.atMs = this.#state.options.clock.now();
    return delivered;
  }

  /** An answer did not come in time. */
  timeOut(pending: PendingResponse): void {
    this.#settle(pending, "timeout");
  }

  /** Nobody takes the answer any more. */
  lose(pending: PendingResponse): void {
    this.#settle(pending, "interestLost");
  }

  /** Expects the answer to a request; null where none can come. */
  #expect(link: ServiceLink, frame: MessageFrame, from: Passage): PendingResponse | null {
    const { planned, importer, exporter, service } = link;
    const { latency } = service;
    const headers = latency === null ? null : sampled(latency, frame, Math.random);
    const reply = replyOf(frame);
    if (reply === "") {
      if (latency !== null && headers !== null) {
        tellBadRequest(exporter, latency.subject, from.origin, planned.share, headers, this.#state);
      }
      return null;
    }
    if (reply.startsWith(ACK_PREFIX)) return null;
    return this.#owe(exporter, {
      to: reply,
      requester: importer,
      exporter,
      service,
      type: service.responseType,
      share: planned.share,
      measurement: headers === null ? null : { requester: from.origin, headers, done: false },
    }, headers === null ? "" : this.#measuredEnd());
  }

  /** Made with the first: hashing loads Node's crypto on Deno. */
  #measuredEnd(): string {
    return this.#measured ??= `.${nameHash(sha256(this.#state.info.server_name))}.T`;
  }

  #owe(
    account: Account,
    expected: Omit<PendingResponse, "from" | "atMs">,
    suffix: string,
  ): PendingResponse | null {
    const { links } = account;
    if (links === null) return null;
    const pending = links.responses.expect(expected, suffix);
    expected.requester.links?.awaited.add(pending);
    return pending;
  }

  /** Strikes an answer off; where it was measured and did not come, the failure is told. */
  #settle(pending: PendingResponse, failure: Failure | null): void {
    if (pending.exporter.links?.responses.remove(pending) !== true) return;
    pending.requester.links?.awaited.remove(pending);
    if (failure !== null) tellFailure(pending, failure, this.#state);
  }

  /** Mappings of an account are for what comes from others too. */
  #mapped(account: Account, subject: string): string {
    const mapped = account.mappings?.map(subject, Math.random);
    return mapped === undefined ? subject : mapped ?? "";
  }

  /** What the service is told; further services are told what the first one was. */
  #told({ planned, importer, exporter }: ServiceLink, from: Passage, share: boolean): Told | null {
    const server = { server: this.#state.info.server_name };
    if (from.services.length > 0 && from.info !== null) {
      const isMore = !share && (planned.share || exporter.isSystem);
      return tell({ ...from.info, svc: importer.name, ...(isMore ? server : {}) });
    }
    const isMore = !share && exporter.isSystem;
    const known = this.#lastTold.get(from.origin);
    const about = [rttNs(from.origin), share, isMore, ...identityOf(from.origin)];
    if (known?.about.every((value, at) => value === about[at]) === true) return known;
    const info = clientInfo(from.origin, share, this.#state);
    if (info === null) return null;
    const told = { ...tell(isMore ? { ...info, ...server } : info), about };
    this.#lastTold.set(from.origin, told);
    return told;
  }

  #cross(
    { origin, services, trace }: Passage,
    frame: MessageFrame,
    { from, to, account, service, share, info, allowTrace }: Crossing,
  ): boolean {
    let carried = frame;
    if (trace !== null) {
      trace.serviceImport(account.name, from, to);
      if (!allowTrace && trace.only) return false;
      carried = withHeader(frame, TRACE_DEST, allowTrace ? this.#traceReply(account) : TRACE_DISABLED);
    }
    const luggage = { services: [...services, service], info, share, trace: allowTrace ? trace : null };
    return this.#state.router.route(new Passage(account, origin, luggage), carried);
  }

  /** Where servers further on would send their part of a trace; there are none behind this one. */
  #traceReply(account: Account): string {
    return account.links?.responses.newReply() ?? "";
  }
}

/** What changes where a client becomes somebody else. */
function identityOf(publisher: Publisher): readonly unknown[] {
  return isSession(publisher) ? [publisher.account, publisher.user, publisher.connection.options] : [];
}

function tell(info: ClientInfo): Told {
  return { info, text: binaryText(goJsonText(info)) };
}

function asPassage(account: Account, publisher: Publisher): Passage {
  return publisher instanceof Passage ? publisher : new Passage(account, publisher, {});
}

/** What came through a service before does not come through it again. */
function isRound({ services }: Passage, service: PlannedService): boolean {
  return services.includes(service) || services.length >= MAX_SERVICES;
}
