/** Requests that have a subscription of their own for the answers: the option `noMux`. */

import { PermissionViolationError } from "../errors.ts";
import { denied, type Failure, noResponders, type PendingRequest, timedOut } from "./requests.ts";
import type { Msg, Subscription, SubscriptionOptions } from "./types.ts";

/** What these requests need of their connection. */
export interface LoneRequestsHost {
  /** Subscribes to the subject of the answers. */
  subscribe(subject: string, options: SubscriptionOptions): Subscription;
  /** The time. */
  now(): number;
  /** Calls back after so many milliseconds, unless cancelled. */
  after(ms: number, call: () => void): () => void;
}

/** The requests that wait, each with its subscription. */
export class LoneRequests {
  readonly #host: LoneRequestsHost;
  readonly #pending = new Map<PendingRequest, () => void>();
  readonly #subs = new Set<Subscription>();

  /** Takes the connection. */
  constructor(host: LoneRequestsHost) {
    this.#host = host;
  }

  /** Subscribes to `reply` for a request that is about to be published there. */
  add(request: PendingRequest, reply: string): void {
    const sub = this.#host.subscribe(reply, {
      callback: (error, msg) => this.#onAnswer(request, error, msg),
    });
    const cancelTimer = this.#host.after(request.deadlineMs - this.#host.now(), () => {
      this.#end(request, timedOut(request.subject));
    });
    this.#subs.add(sub);
    this.#pending.set(request, () => {
      cancelTimer();
      this.#subs.delete(sub);
      sub.unsubscribe();
    });
  }

  /** True for the subscription of a request that waits. */
  owns(sub: Subscription): boolean {
    return this.#subs.has(sub);
  }

  /** Forgets a request that wants no more answers. */
  remove(request: PendingRequest): void {
    const clean = this.#pending.get(request);
    this.#pending.delete(request);
    clean?.();
  }

  /** Ends the requests to a subject that the server does not allow; one of their own tells them itself. */
  deny(error: PermissionViolationError): void {
    if (error.operation === "publish") {
      this.fail(denied(error), (request) => request.subject === error.subject);
    }
  }

  /** Ends all requests, or some. */
  fail(failure: Failure, which?: (request: PendingRequest) => boolean): void {
    for (const request of [...this.#pending.keys()]) {
      if (which === undefined || which(request)) this.#end(request, failure);
    }
  }

  #onAnswer(request: PendingRequest, error: Error | null, msg: Msg): void {
    if (error !== null) {
      this.#end(request, error instanceof PermissionViolationError ? denied(error) : () => error);
    } else if (msg.data.length === 0 && msg.headers?.code === 503) {
      this.#end(request, noResponders(request.subject));
    } else if (request.onReply(msg)) {
      this.remove(request);
    }
  }

  #end(request: PendingRequest, failure: Failure): void {
    if (!this.#pending.has(request)) return;
    this.remove(request);
    request.onFailure(failure);
  }
}
