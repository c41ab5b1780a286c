/** Shapes that programs written for nats.js name in their own types. */

import type { MsgHdrs } from "../wire/headers.ts";
import type { Payload } from "./types.ts";

/** Turns values into payloads and back. [nats.js v3 Codec] */
export interface Codec<T> {
  /** A value as bytes. */
  encode(d: T): Uint8Array;
  /** Bytes as a value. */
  decode(a: Uint8Array): T;
}

/** Whatever can be published with: a connection is one. [nats.js v3 Publisher] */
export interface Publisher {
  /** Sends a message. */
  publish(
    subject: string,
    data: Payload,
    options?: { reply?: string | undefined; headers?: MsgHdrs | undefined },
  ): void;
}

/** A loop over values that come by themselves. [nats.js v3 QueuedIterator] */
export interface QueuedIterator<T> {
  /** Starts the loop. */
  [Symbol.asyncIterator](): AsyncIterator<T>;
  /** Ends the loop after the values that wait, with an error where one is given. */
  stop(err?: Error): void;
  /** Values handed to the loop. */
  getProcessed(): number;
  /** Values that wait for the loop. */
  getPending(): number;
  /** Values that came. */
  getReceived(): number;
}

/** Which servers of the cluster came and went. [nats.js v3 ServersChanged] */
export interface ServersChanged {
  /** Those that came. */
  readonly added: string[];
  /** Those that went. */
  readonly deleted: string[];
}

/** `T` with the fields `K` no longer optional. [nats.js v3 WithRequired] */
export type WithRequired<T, K extends keyof T> = T & { [P in K]-?: T[P] };
