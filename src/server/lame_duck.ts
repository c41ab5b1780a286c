/** How a server sends its clients away before it stops. [nats-server server.go lameDuckMode] */

import type { Clock } from "../transport/clock.ts";

/** A server that is to go. */
export interface Duck {
  /** Where the time comes from. */
  readonly clock: Clock;
  /** How long all of it takes, ms. */
  readonly durationMs: number;
  /** How long nobody is sent away at first, ms. */
  readonly graceMs: number;
  /** Settles when the server has closed, whoever closed it. */
  readonly closed: Promise<void>;
  /** How many clients are left. */
  clients(): number;
  /** Sends one of them away. */
  closeOne(): void;
}

/** Clients go at most this far apart, ms: nobody waits for the last one longer than has to be. */
const MAX_APART_MS = 1000;

/** Waits for the grace period, and then sends one client away after the other, evenly over the rest of the time. */
export async function sendAllAway(duck: Duck): Promise<void> {
  let over = false;
  const closed = duck.closed.then(() => {
    over = true;
  });
  await pause(duck, duck.graceMs, closed);
  const apartMs = Math.min(MAX_APART_MS, (duck.durationMs - duck.graceMs) / Math.max(1, duck.clients()));
  while (!over && duck.clients() > 0) {
    duck.closeOne();
    // Half of the time at least, so that crowds do not come back at once.
    if (duck.clients() > 0) await pause(duck, apartMs * (1 + Math.random()) / 2, closed);
  }
}

function pause({ clock }: Duck, timeMs: number, closed: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.wakeAt(clock.now() + timeMs, resolve);
    closed.then(() => {
      cancel();
      resolve();
    });
  });
}
