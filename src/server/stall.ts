/** How publishers wait for a client that falls behind. [nats-server client.go stalledWait] */

import type { Clock } from "../transport/clock.ts";
import type { Subscriber } from "./subscription.ts";

/** A publisher waits this long for a client that falls behind, per chunk it sent. [nats-server stallTotalAllowed] */
const STALL_MS = 10;

/** Who waits for one client. */
export class Waiters {
  readonly #waiting = new Set<() => void>();

  /** Whether anybody does. */
  get any(): boolean {
    return this.#waiting.size > 0;
  }

  /** Adds somebody; returns what takes that back. */
  add(goOn: () => void): () => void {
    this.#waiting.add(goOn);
    return () => this.#waiting.delete(goOn);
  }

  /** Lets all of them go on. */
  release(): void {
    for (const goOn of [...this.#waiting]) goOn();
  }
}

/** Waits until a client has caught up, but not for long: it must not hold everybody up. */
export function stall(behind: Subscriber, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      cancelTimer();
      forget();
      resolve();
    };
    const cancelTimer = clock.wakeAt(clock.now() + STALL_MS, goOn);
    const forget = behind.onCaughtUp(goOn);
  });
}
