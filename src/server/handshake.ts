/** What happens on a new connection before the client's first line: TLS, where the listener has it. */

import type { Clock } from "../transport/clock.ts";
import type { AcceptedTransport, PeerTls, TlsAcceptor } from "../transport/accepted.ts";

/** TLS of a listener. */
export interface ListenerTls {
  /** The certificates and all that belongs to them. */
  readonly acceptor: TlsAcceptor;
  /** How long a handshake may take, ms. */
  readonly timeoutMs: number;
  /**
   * Whether TLS comes before INFO: always, never, or only if the client begins within so many ms.
   */
  readonly first: boolean | number;
  /** Lets clients in that do not ask for TLS. */
  readonly optional: boolean;
  /** Whether clients have to show a certificate. */
  readonly verify: boolean;
  /** How many handshakes may start; null for any number. */
  readonly rate: HandshakeRate | null;
  /** Only these certificates, by the hex SHA-256 of their public keys; null for all. */
  readonly pinned: ReadonlySet<string> | null;
}

/** How long handshakes are counted. [nats-server rate_counter.go] */
const RATE_INTERVAL_MS = 1000;

/** Counts handshakes, so that no more of them start in a second than wanted. */
export class HandshakeRate {
  readonly #limit: number;
  #count = 0;
  #endMs = -Infinity;

  /** Takes how many may start in a second. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one more, and tells whether it may start. */
  allow(nowMs: number): boolean {
    if (nowMs > this.#endMs) {
      this.#count = 0;
      this.#endMs = nowMs + RATE_INTERVAL_MS;
    } else this.#count++;
    return this.#count < this.#limit;
  }
}

/** Thrown where too many handshakes start: nothing was encrypted, and the client can still be told. */
export class Throttled extends Error {
  /** A read that is under way, or has come to an end; null where none was begun. */
  readonly reading: Promise<Uint8Array | null> | null;

  /** Takes the read that is under way. */
  constructor(reading: Promise<Uint8Array | null> | null) {
    super("too many TLS handshakes");
    this.reading = reading;
  }
}

/** The first byte of a TLS handshake. */
const HANDSHAKE_BYTE = 0x16;

/** What came of it. */
export interface Handshake {
  /** What was agreed on; null for no TLS. */
  readonly tls: PeerTls | null;
  /** A read that is under way already, or has come to an end; null where none was begun. */
  readonly reading: Promise<Uint8Array | null> | null;
}

/**
 * Agrees on TLS with a new client.
 *
 * @param sendInfo writes the INFO that waits; called once, before TLS or after it.
 * @throws {Throttled} where too many clients want to.
 * @throws where TLS could not be agreed on; the transport is closed then.
 */
export async function shakeHands(
  transport: AcceptedTransport,
  tls: ListenerTls,
  clock: Clock,
  sendInfo: () => Promise<void>,
): Promise<Handshake> {
  if (tls.first === true) {
    const peer = await accept(transport, tls, clock);
    await sendInfo();
    return { tls: peer, reading: null };
  }
  // A read that is under way cannot be taken back: whoever goes on takes it.
  let reading: Promise<Uint8Array | null> | null = null;
  if (typeof tls.first === "number") {
    reading = transport.read();
    const early = await within(tls.first, reading, clock);
    if (isHandshake(early)) {
      const peer = await accept(transport, tls, clock, early.slice());
      await sendInfo();
      return { tls: peer, reading: null };
    }
  }
  await sendInfo();
  if (!tls.optional && reading === null) return { tls: await accept(transport, tls, clock), reading };
  reading ??= transport.read();
  const bytes = await within(tls.timeoutMs, reading, clock);
  if (isHandshake(bytes)) return { tls: await accept(transport, tls, clock, bytes.slice()), reading: null };
  if (tls.optional) return { tls: null, reading };
  transport.close();
  throw new Error(bytes === undefined ? "TLS handshake timeout" : "the client did not start TLS");
}

function isHandshake(bytes: Uint8Array | null | undefined): bytes is Uint8Array {
  return bytes?.[0] === HANDSHAKE_BYTE;
}

/** The handshake itself, which may take only so long. */
async function accept(
  transport: AcceptedTransport,
  tls: ListenerTls,
  clock: Clock,
  first?: Uint8Array,
): Promise<PeerTls> {
  if (tls.rate?.allow(clock.now()) === false) {
    throw new Throttled(first === undefined ? null : Promise.resolve(first));
  }
  const giveUp = new AbortController();
  const cancel = clock.wakeAt(
    clock.now() + tls.timeoutMs,
    () => giveUp.abort(new Error("TLS handshake timeout")),
  );
  try {
    if (transport.acceptTls === undefined) throw new Error("this transport has no TLS");
    const peer = await transport.acceptTls(tls.acceptor, {
      signal: giveUp.signal,
      ...(first === undefined ? {} : { first }),
    });
    if (tls.pinned !== null && !tls.pinned.has(peer.certificate?.publicKeySha256 ?? "")) {
      transport.close();
      throw new Error("certificate not pinned");
    }
    return peer;
  } finally {
    cancel();
  }
}

/** What a promise comes to within some time; undefined where it takes longer. */
function within<T>(timeMs: number, promise: Promise<T>, clock: Clock): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = clock.wakeAt(clock.now() + timeMs, () => resolve(undefined));
    promise.then(resolve, reject).finally(cancel);
  });
}
