/** Requests: what is asked of a connection, by the shared subscription for answers or by one of their own. */

import type { Interest } from "../conn/client_types.ts";
import { InvalidArgumentError, type PermissionViolationError, RequestError } from "../errors.ts";
import { type ObservedConnection, requests, traceRequest } from "../observe/channels.ts";
import { onAbort } from "./abort.ts";
import { Empty } from "./helpers.ts";
import { createInbox } from "./inbox.ts";
import { LoneRequests, type LoneRequestsHost } from "./lone_requests.ts";
import { type GatherOptions, RequestMany, type RequestManyHost } from "./request_many.ts";
import { type Failure, type PendingRequest, Requests, type RequestsHost } from "./requests.ts";
import type { Msg, Payload, RequestManyOptions, RequestOptions, Subscription } from "./types.ts";

/** Milliseconds a request waits unless told. */
const REQUEST_TIMEOUT_MS = 1000;

/** Milliseconds between two answers for the strategy `stall` unless told. (ADR-47) */
const STALL_MS = 300;

const STRATEGIES: readonly string[] = ["timer", "count", "stall", "sentinel"];

/** What asking needs of its connection. */
export interface AskingHost extends RequestsHost, LoneRequestsHost, RequestManyHost, ObservedConnection {
  /** What inboxes start with. */
  readonly inboxPrefix: string | undefined;
  /** How many publishes were taken so far. */
  readonly publishedMsgs: number;
  /** Up to which of them they were handed to a transport. */
  readonly handedMsgs: number;
  /** Throws when nothing may be asked any more. */
  checkAsking(subject: string): void;
  /** A new subscription id. */
  newSid(): number;
  /** Adds or drops the shared subscription. */
  setInterest(interest: Interest, wanted: boolean): void;
}

/** The requests of one connection. */
export class Asking {
  readonly #host: AskingHost;
  /** Both are made with their first request. */
  #lone: LoneRequests | undefined;
  #mux: Requests | undefined;

  /** Takes the connection. */
  constructor(host: AskingHost) {
    this.#host = host;
  }

  /** Publishes a request and waits for the first answer. */
  request(subject: string, payload: Payload = Empty, options?: Partial<RequestOptions>): Promise<Msg> {
    options ??= {};
    if (!requests.hasSubscribers) return this.#request(subject, payload, options);
    return traceRequest(this.#host, subject, payload, () => this.#request(subject, payload, options));
  }

  async #request(subject: string, payload: Payload, options: Partial<RequestOptions>): Promise<Msg> {
    const timeoutMs = options.timeout || REQUEST_TIMEOUT_MS;
    checkWait("timeout", timeoutMs);
    if (!options.noMux && options.reply) {
      throw InvalidArgumentError.format(["reply", "noMux"], "are mutually exclusive");
    }
    const { signal } = options;
    signal?.throwIfAborted();
    let forgetSignal: (() => void) | undefined;
    const outcome = await new Promise<Msg | Failure>((settle, reject) => {
      const pending: PendingRequest = {
        subject,
        deadlineMs: this.#host.now() + timeoutMs,
        ordinal: 0,
        onReply(msg) {
          settle(msg);
          return true;
        },
        onFailure: settle,
      };
      try {
        const forget = this.#ask(pending, payload, options);
        if (!signal) return;
        forgetSignal = onAbort(signal, (reason) => {
          forget();
          reject(reason);
        });
      } catch (error) {
        reject(error);
      }
    });
    forgetSignal?.();
    // Made here, the error carries the stack of whoever awaits the request; and none is made for an answer.
    if (typeof outcome === "function") {
      throw outcome({ subject, server: this.#host.getServer(), operation: "request" });
    }
    return outcome;
  }

  /** Publishes a request and gathers several answers. */
  requestMany(
    subject: string,
    payload: Payload = Empty,
    options?: Partial<RequestManyOptions>,
  ): AsyncIterable<Msg> {
    options ??= {};
    const maxWait = options.maxWait || REQUEST_TIMEOUT_MS;
    const stallMs = options.stall || STALL_MS;
    checkWait("maxWait", maxWait);
    checkWait("stall", stallMs);
    const { signal } = options;
    const strategy = options.strategy || "timer";
    if (!STRATEGIES.includes(strategy)) {
      throw InvalidArgumentError.format("strategy", `must be one of ${STRATEGIES.join(", ")}`);
    }
    signal?.throwIfAborted();
    const gather: GatherOptions = {
      strategy,
      maxMessages: options.maxMessages ?? -1,
      stallMs,
      deadlineMs: this.#host.now() + maxWait,
    };
    let forget = () => {};
    let forgetSignal = () => {};
    const many = new RequestMany(subject, gather, this.#host, () => {
      forget();
      forgetSignal();
    });
    forget = this.#ask(many, payload, options);
    forgetSignal = onAbort(signal, (reason) => many.abort(reason));
    return many.answers;
  }

  /** The connection is lost: what was handed to it may have arrived, what was not goes out by the next one. */
  lost(cause: Error): void {
    const { handedMsgs } = this.#host;
    const message = "connection disconnected: the request may or may not have arrived";
    this.#fail(
      (where) => new RequestError(message, { ...where, code: "DISCONNECTED", cause }),
      (request) => request.ordinal <= handedMsgs,
    );
  }

  /** The connection has ended. */
  closed(cause: Error | undefined): void {
    const { handedMsgs } = this.#host;
    const why = cause && { cause };
    this.#fail(
      (where) => new RequestError("connection closed", { ...where, code: "CLOSED", ...why }),
      (request) => request.ordinal <= handedMsgs,
    );
    const message = "connection closed: the request was never sent";
    this.#fail((where) => new RequestError(message, { ...where, code: "NOT_SENT", ...why }));
  }

  /** True for the subscription of a request that waits. */
  owns(sub: Subscription): boolean {
    return this.#lone?.owns(sub) === true;
  }

  /** The server refused a subject. */
  deny(error: PermissionViolationError): void {
    this.#mux?.deny(error);
    this.#lone?.deny(error);
    if (error.operation === "publish" || this.#mux === undefined || error.subject !== this.#mux.subject) {
      return;
    }
    // Answers cannot come by a subscription that was refused: the next request asks for a new one.
    this.#host.setInterest(this.#mux, false);
    this.#mux = undefined;
  }

  #fail(failure: Failure, which?: (request: PendingRequest) => boolean): void {
    this.#mux?.fail(failure, which);
    this.#lone?.fail(failure, which);
  }

  /** Sends a request; gives what forgets it. */
  #ask(pending: PendingRequest, payload: Payload, options: Partial<RequestOptions>): () => void {
    const host = this.#host;
    host.checkAsking(pending.subject);
    let reply: string;
    let forget: () => void;
    if (options.noMux) {
      reply = options.reply || createInbox(host.inboxPrefix);
      const lone = this.#lone ??= new LoneRequests(host);
      lone.add(pending, reply);
      forget = () => lone.remove(pending);
    } else {
      const mux = this.#mux ??= this.#newMux();
      reply = mux.add(pending);
      forget = () => mux.remove(reply);
    }
    const before = host.publishedMsgs;
    try {
      const { headers, traceDestination, traceOnly } = options;
      host.publish(pending.subject, payload, { reply, headers, traceDestination, traceOnly });
    } catch (error) {
      forget();
      throw error;
    }
    pending.ordinal = host.publishedMsgs;
    if (pending.ordinal === before) {
      forget();
      throw new RequestError("disconnected, and the buffer for the next connection is full", {
        code: "NOT_SENT",
        subject: pending.subject,
        operation: "request",
      });
    }
    return forget;
  }

  #newMux(): Requests {
    const mux = new Requests(this.#host, this.#host.newSid(), this.#host.inboxPrefix);
    this.#host.setInterest(mux, true);
    return mux;
  }
}

/** A text would be put behind the time rather than be added to it. */
function checkWait(name: string, ms: unknown): void {
  if (typeof ms !== "number") throw InvalidArgumentError.format(name, "must be a number");
  if (ms < 1) throw InvalidArgumentError.format(name, "must be greater than 0");
}
