/** The requests that a connection may answer. [nats-server client.go deliverMsg, responseAllowed, pruneReplyPerms] */

/** How requests may be answered; negative numbers set no limit. */
export interface ResponseLimits {
  /** How many answers a request may get. */
  readonly max: number;
  /** How long after it was delivered, ms. */
  readonly expiresMs: number;
}

/**
 * The requests remembered at a time. nats-server drops those that are used up or expired and otherwise keeps any
 * number; here the oldest one goes when there are more, and can no longer be answered.
 */
export const MAX_TRACKED_REQUESTS: number = 65_536;

/** What their reply subjects may take up together, characters: a subject may be as long as a protocol line. */
export const MAX_TRACKED_CHARACTERS: number = 8 * 1024 * 1024;

interface Request {
  readonly deliveredMs: number;
  answers: number;
}

/** What one connection may answer to, as requests reach it. */
export class ResponsePermissions {
  readonly #limits: ResponseLimits;
  /** By reply subject, in the order in which they came. */
  readonly #requests = new Map<string, Request>();
  #characters = 0;

  /** Takes how requests may be answered. */
  constructor(limits: ResponseLimits) {
    this.#limits = limits;
  }

  /** How many requests are remembered. */
  get size(): number {
    return this.#requests.size;
  }

  /**
   * A message with this reply subject, which the connection may not publish to as such, has been delivered to it.
   *
   * One that comes twice, by two subscriptions, uses up an answer, as it does in nats-server.
   */
  delivered(reply: string, nowMs: number): void {
    if (this.mayReply(reply, nowMs)) return;
    this.#forgetExpired(nowMs);
    this.#requests.set(reply, { deliveredMs: nowMs, answers: 0 });
    this.#characters += reply.length;
    while (this.#requests.size > MAX_TRACKED_REQUESTS || this.#characters > MAX_TRACKED_CHARACTERS) {
      const [oldest] = this.#requests.keys();
      this.#forget(oldest!);
    }
  }

  /** Tells whether the connection may publish to a subject as an answer, and counts that as one. */
  mayReply(subject: string, nowMs: number): boolean {
    const request = this.#requests.get(subject);
    if (request === undefined) return false;
    const { max } = this.#limits;
    request.answers++;
    const isAllowed = !this.#isExpired(request, nowMs);
    if (!isAllowed || (max > 0 && request.answers >= max)) this.#forget(subject);
    return isAllowed;
  }

  /** All of them live equally long, so those that have expired are the first ones. */
  #forgetExpired(nowMs: number): void {
    for (const [subject, request] of this.#requests) {
      if (!this.#isExpired(request, nowMs)) return;
      this.#forget(subject);
    }
  }

  #isExpired(request: Request, nowMs: number): boolean {
    const { expiresMs } = this.#limits;
    return expiresMs > 0 && nowMs - request.deliveredMs > expiresMs;
  }

  #forget(subject: string): void {
    this.#requests.delete(subject);
    this.#characters -= subject.length;
  }
}
