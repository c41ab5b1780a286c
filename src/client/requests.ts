/** Requests on their way: one subscription takes the answers of all of them. */

import type { Interest } from "../conn/client_types.ts";
import {
  type NatsErrorOptions,
  NoRespondersError,
  type PermissionViolationError,
  RequestError,
  TimeoutError,
} from "../errors.ts";
import { textOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { statusOf } from "../wire/headers.ts";
import { createInbox } from "./inbox.ts";
import { messageOf, type MsgOrigin, type Responder } from "./msg.ts";
import type { Msg } from "./types.ts";

/** Why a request ended without an answer: makes the error when, and where, somebody wants it. */
export type Failure = (where?: NatsErrorOptions) => Error;

/** A request that waits. */
export interface PendingRequest {
  /** The subject it went to. */
  readonly subject: string;
  /** When it has waited long enough. */
  deadlineMs: number;
  /** Which of the connection's publishes it is; set once it was published. */
  ordinal: number;
  /** An answer came; true when no more is wanted. */
  onReply(msg: Msg): boolean;
  /** No answer comes any more. */
  onFailure(failure: Failure): void;
}

/** What the requests need of their connection. */
export interface RequestsHost extends Responder {
  /** The time. */
  now(): number;
  /** Calls back after so many milliseconds, unless cancelled. */
  after(ms: number, call: () => void): () => void;
}

/** True for the message by which a server says that nobody subscribes to the subject. */
function saysNoResponders(frame: MessageFrame): boolean {
  return frame.bodyEnd === frame.headerEnd && frame.headerEnd > frame.bodyStart &&
    statusOf(frame.body, frame.bodyStart, frame.headerEnd) === 503;
}

/** The failure of a request to `subject` that nobody subscribes to. */
export function noResponders(subject: string): Failure {
  return (where) => {
    const cause = new NoRespondersError(subject, where);
    return new RequestError(cause.message, { ...where, subject, code: "NO_RESPONDERS", cause });
  };
}

/** The failure of a request whose subject, or that of its answers, the server does not allow. */
export function denied(error: PermissionViolationError): Failure {
  const { subject } = error;
  return (where) =>
    new RequestError(error.message, { ...where, subject, code: "PERMISSION_VIOLATION", cause: error });
}

/** The failure of a request to `subject` that has waited long enough. */
export function timedOut(subject: string): Failure {
  return (where) => new TimeoutError({ ...where, subject, waitedFor: `no answer from '${subject}' in time` });
}

/** The requests whose answers come by the shared subscription `<inbox>.*`. */
export class Requests implements Interest, MsgOrigin {
  /** The id of the shared subscription. */
  readonly sid: number;
  /** The subject of the shared subscription. */
  readonly subject: string;
  /** There is none. */
  readonly queue: undefined = undefined;
  /** There is none. */
  max: undefined = undefined;
  /** Answers received. */
  received = 0;

  /** The connection it is of. */
  readonly host: RequestsHost;
  readonly #inbox: string;
  readonly #pending = new Map<string, PendingRequest>();
  #tokens = 0;
  #alarmMs = Infinity;
  #cancelAlarm: (() => void) | undefined;

  /** Takes the subscription id, and what inboxes start with. */
  constructor(host: RequestsHost, sid: number, inboxPrefix: string | undefined) {
    this.host = host;
    this.sid = sid;
    this.#inbox = `${createInbox(inboxPrefix)}.`;
    this.subject = `${this.#inbox}*`;
  }

  /** Adds a request; gives the subject its answers are to be sent to. */
  add(request: PendingRequest): string {
    const token = (this.#tokens++).toString(36);
    this.#pending.set(token, request);
    this.#watch(request.deadlineMs);
    return this.#inbox + token;
  }

  /** Forgets a request that wants no more answers. */
  remove(reply: string): void {
    this.#pending.delete(reply.slice(this.#inbox.length));
  }

  /** Takes an answer. */
  onMessage(frame: MessageFrame): void {
    const token = textOf(frame.line, frame.subjectStart + this.#inbox.length, frame.subjectEnd);
    const request = this.#pending.get(token);
    if (request === undefined) return;
    if (saysNoResponders(frame)) {
      this.#pending.delete(token);
      request.onFailure(noResponders(request.subject));
      return;
    }
    const reply = frame.replyStart === frame.replyEnd
      ? ""
      : textOf(frame.line, frame.replyStart, frame.replyEnd);
    if (request.onReply(messageOf(frame, this.#inbox + token, reply, this))) {
      this.#pending.delete(token);
    }
  }

  /** Never called: the shared subscription has no maximum. */
  onMax(): void {}

  /** Ends all requests, or some. */
  fail(failure: Failure, which?: (request: PendingRequest) => boolean): void {
    for (const [token, request] of this.#pending) {
      if (which !== undefined && !which(request)) continue;
      this.#pending.delete(token);
      request.onFailure(failure);
    }
    if (this.#pending.size === 0) this.#stopAlarm();
  }

  /** Ends the requests that the server does not allow. */
  deny(error: PermissionViolationError): void {
    if (error.operation === "publish") {
      this.fail(denied(error), (request) => request.subject === error.subject);
    } else if (error.subject === this.subject) this.fail(denied(error));
  }

  /**
   * One alarm serves all requests. It is set for the earliest deadline when that is new, and mostly it is not:
   * a request is answered long before, and the next one has a later deadline.
   */
  #watch(deadlineMs: number): void {
    if (deadlineMs >= this.#alarmMs) return;
    this.#cancelAlarm?.();
    this.#alarmMs = deadlineMs;
    this.#cancelAlarm = this.host.after(deadlineMs - this.host.now(), () => this.#expire());
  }

  #expire(): void {
    this.#stopAlarm();
    const now = this.host.now();
    let earliestMs = Infinity;
    for (const [token, request] of this.#pending) {
      if (request.deadlineMs <= now) {
        this.#pending.delete(token);
        request.onFailure(timedOut(request.subject));
      } else {
        earliestMs = Math.min(earliestMs, request.deadlineMs);
      }
    }
    this.#watch(earliestMs);
  }

  #stopAlarm(): void {
    this.#cancelAlarm?.();
    this.#cancelAlarm = undefined;
    this.#alarmMs = Infinity;
  }
}
