/** Which server is tried next, when, at which of its addresses and with which credentials. */

import { ConnectionError } from "../errors.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { ClientMachineOptions } from "./client_types.ts";
import { isIpAddress } from "./server_address.ts";
import { isCredentialsError } from "./server_error.ts";
import { type PoolEntry, type PoolServer, type ServerPool, shuffle } from "./server_pool.ts";

/** How many addresses of one name are tried: more than any name is given on purpose. */
const MAX_ADDRESSES = 64;

/** What comes next on the way to a connection. */
export type Step =
  /** Wait; `chosen` tells that the application was asked already for the server to dial. */
  | { readonly kind: "wait"; readonly untilMs: number; readonly chosen: boolean }
  /** Look up the addresses of the server. */
  | { readonly kind: "resolve" }
  /** Dial; a dial after the lookup belongs to the same attempt. */
  | { readonly kind: "dial" }
  /** Nothing is left to try. */
  | { readonly kind: "end"; readonly error: Error };

/**
 * One attempt after the other at the servers of the pool.
 *
 * An attempt at a server has failed when all its addresses did, or when it refused all credentials: until then the
 * next address, or the next credentials, are tried at once.
 */
export class Attempts {
  /** What went wrong last on this transport or on the one before it. */
  lastError: Error | undefined;
  /** True while the transport is encrypted, and after it until the next one is there. */
  encrypted = false;

  readonly #options: ClientMachineOptions;
  readonly #pool: ServerPool;
  #server: PoolEntry | undefined;
  /** The addresses of the server that were not tried yet, and the one tried now. */
  #addresses: string[] | undefined;
  #address = "";
  /** Which of the application's credentials are tried; what worked is tried first the next time. */
  #alternative = 0;
  /** How many of them were refused or could not be had in this attempt. */
  #spent = 0;
  #connectedOnce = false;
  /** Two refusals in a row: a third server would refuse too, or count it as an attack. */
  #abort = false;

  /** Takes the options and the servers. */
  constructor(options: ClientMachineOptions, pool: ServerPool) {
    this.#options = options;
    this.#pool = pool;
  }

  /** The server connected to, or tried last. */
  get server(): PoolEntry | undefined {
    return this.#server;
  }

  /** The host to dial. */
  get address(): string {
    return this.#address;
  }

  /** Which of the application's credentials to use, counted from 0. */
  get alternative(): number {
    return this.#alternative;
  }

  /** True where the application wants nothing in the clear. */
  get demandsTls(): boolean {
    return this.#options.tls === "required" || this.#pool.demandsTls;
  }

  /** True once a connection was established. */
  get connectedOnce(): boolean {
    return this.#connectedOnce;
  }

  /** Goes on to the next server. */
  next(now: number, info: ServerInfo | undefined): Step {
    const server = this.#abort ? undefined : this.#pool.next();
    if (server === undefined) {
      return {
        kind: "end",
        error: this.lastError ?? new ConnectionError("no server is left to connect to"),
      };
    }
    this.#server = server;
    try {
      const untilMs = this.#dueMs(server);
      return untilMs <= now ? this.#choose(now, info) : { kind: "wait", untilMs, chosen: false };
    } catch (cause) {
      // The application's own function: what it does wrong must not leave the machine without a next step.
      return { kind: "end", error: new ConnectionError("the reconnect delay handler failed", { cause }) };
    }
  }

  /** When a server may be tried again. */
  #dueMs({ lastConnectMs }: PoolEntry): number {
    if (lastConnectMs === undefined) return -Infinity;
    const dueMs = lastConnectMs + this.#options.reconnectDelayMs(this.encrypted || this.demandsTls);
    if (Number.isNaN(dueMs)) throw new TypeError("it gave no number");
    return dueMs;
  }

  /** A wait is over; `chosen` is what its step said. */
  due(now: number, info: ServerInfo | undefined, chosen: boolean): Step {
    // The application may have replaced the servers meanwhile.
    if (!this.#pool.has(this.#server!)) return this.next(now, info);
    return chosen ? this.#begin(now) : this.#choose(now, info);
  }

  /** The server is due; the application may choose another one. The texts are those of nats.js. */
  #choose(now: number, info: ServerInfo | undefined): Step {
    const handler = this.#options.reconnectToServer;
    if (handler === undefined) return this.#begin(now);
    try {
      const answer = handler(this.#pool.snapshot(this.#server), info ?? null);
      if (answer === null) return this.#begin(now);
      const delayed = isDelayed(answer);
      const listen = (delayed ? answer.server : answer)?.listen;
      const server = this.#pool.servers.find((known) => known.listen === listen);
      if (server === undefined) throw new Error("returned server is not in the pool");
      const delayMs = delayed && Number.isFinite(answer.delay) ? Math.max(0, Math.floor(answer.delay)) : 0;
      let untilMs = now + delayMs;
      if (server !== this.#server) {
        // Else one that is always chosen, and never there, would be dialled without a pause.
        untilMs = Math.max(untilMs, this.#dueMs(server));
        this.#pool.choose(server);
        this.#server = server;
      }
      return untilMs > now ? { kind: "wait", untilMs, chosen: true } : this.#begin(now);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      const message = `client option reconnectToServer handler failed: ${why}`;
      return { kind: "end", error: new ConnectionError(message, { cause }) };
    }
  }

  /** An attempt at the chosen server begins. */
  #begin(now: number): Step {
    const server = this.#server!;
    server.lastConnectMs = now;
    server.lastConnect = Math.round(this.#options.epochMs + now);
    this.#addresses = undefined;
    this.#address = server.hostname;
    this.#spent = 0;
    return { kind: this.#options.resolve && !isIpAddress(server.hostname) ? "resolve" : "dial" };
  }

  /** The server's addresses; where there are none, its name is dialled. */
  resolved(addresses: readonly string[]): Step {
    const different = [...new Set(addresses)];
    if (!this.#options.noRandomize) shuffle(different, this.#options.random);
    different.length = Math.min(different.length, MAX_ADDRESSES);
    this.#address = different.shift() ?? this.#address;
    this.#addresses = different;
    return { kind: "dial" };
  }

  /** Goes on to the next credentials for the server; false where all were tried. */
  nextAlternative(): boolean {
    // The server's own credentials have no alternative.
    if (this.#server!.credentials !== undefined) return false;
    const count = this.#options.alternatives;
    this.#alternative = (this.#alternative + 1) % count;
    return ++this.#spent < count;
  }

  /** The server took us. */
  succeeded(): void {
    const server = this.#server!;
    server.didConnect = true;
    server.reconnects = 0;
    this.#connectedOnce = true;
    this.lastError = undefined;
  }

  /** Goes on with the same server in another way, where there is one; null where its attempt has failed. */
  failed(error: Error): Step | null {
    const refused = isCredentialsError(error);
    if (refused ? this.nextAlternative() : this.#nextAddress()) return { kind: "dial" };
    const again = refused && isCredentialsError(this.lastError);
    if (again && !this.#options.ignoreAuthErrorAbort) this.#abort = true;
    this.lastError = error;
    const server = this.#server!;
    server.reconnects++;
    const { maxReconnectAttempts: most, waitOnFirstConnect } = this.#options;
    // Before the first success each server is tried once.
    const given = this.#connectedOnce ? most !== -1 && server.reconnects >= most : !waitOnFirstConnect;
    if (given) this.#pool.remove(server);
    return null;
  }

  #nextAddress(): boolean {
    const next = this.#addresses?.shift();
    if (next !== undefined) this.#address = next;
    return next !== undefined;
  }
}

function isDelayed(
  answer: PoolServer | { server: PoolServer; delay: number },
): answer is { server: PoolServer; delay: number } {
  return typeof answer === "object" && answer !== null && "server" in answer && "delay" in answer;
}
