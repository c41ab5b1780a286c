/**
 * The vocabulary that conformance sessions are written in: what every connection sends, and what it waits for.
 * What must come back stands nowhere in a session: it is what a nats-server answered, kept in `recorded.ts`.
 */

import type { ServerOptions } from "../../src/server/mod.ts";

/** What a session asks of its server; where it listens is not the session's business. */
export type SessionServer = Pick<
  ServerOptions,
  | "maxPayload"
  | "maxControlLine"
  | "maxConnections"
  | "maxSubscriptions"
  | "maxSubscriptionTokens"
  | "pingIntervalMs"
  | "pingMax"
  | "authTimeoutMs"
  | "noHeaderSupport"
  | "user"
  | "pass"
  | "token"
  | "users"
  | "noAuthUser"
  | "accounts"
  | "mappings"
  | "systemAccount"
>;

/** A span of time, in milliseconds after the connection last sent something. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** One step of one connection; bytes are written as characters U+0000 to U+00FF. */
export type Step =
  & { peer: string }
  & (
    | { do: "open" }
    | { do: "send"; text: string }
    | { do: "sync" }
    | { do: "take"; frames: number; span?: Span }
    | { do: "gone"; span?: Span }
    | { do: "drop" }
    | { do: "idle"; ms: number }
    | { do: "reload"; config: string }
    | { do: "lame duck" }
  );

/** One connection of a session. It is dialled at its first step, and its INFO awaited. */
export interface Peer {
  /** Dials, for when that must happen before the first thing it sends. */
  open(): Step[];
  /**
   * Sends these bytes, exactly, and waits for nothing. `{reply}` stands for the reply subject of the last request that
   * came from another account, `{sig:SEED}` for the signature of the INFO's nonce with that seed.
   */
  send(text: string): Step[];
  /** Waits until the server has worked off everything sent so far: a PING of its own and the PONG. */
  sync(): Step[];
  /** Sends lines, CRLF after each, in one write; then `sync`. */
  ask(...lines: string[]): Step[];
  /** Waits for this many lines or messages of the server; the record shows the span when it was kept. */
  take(frames: number, span?: Span): Step[];
  /** Waits until the server has closed the connection. */
  gone(span?: Span): Step[];
  /** Sends lines, CRLF after each, in one write; then `gone`. */
  fatal(...lines: string[]): Step[];
  /** Lets time pass, where a rule is about time and nothing comes that could be awaited. */
  idle(ms: number): Step[];
  /** Ends the connection from this side. */
  drop(): Step[];
}

/** One conversation with a server of its own. */
export interface Session {
  /** What the session shows; also the key of its record. */
  name: string;
  server?: SessionServer;
  /**
   * The server's configuration file, instead of `server`. `{cert}`, `{key}` and `{ca}` stand for the paths of a
   * certificate for localhost, of its key, and of the authority that signed it.
   */
  config?: string;
  /** Connections that start TLS: after the INFO, or before it. */
  tls?: { readonly peers: readonly string[]; readonly first?: boolean };
  steps: readonly Step[];
  /** PINGs of the server belong to the record. Elsewhere they are left out: when they come is a matter of load. */
  keepalive?: boolean;
  /** Connections whose messages are recorded as one sorted list without sids: who gets which is chance. */
  pooled?: readonly string[];
  /** Messages that follow one another directly are sorted: their order is chance in nats-server. */
  anyOrder?: boolean;
  /** Why sending the session byte by byte makes no sense or another result. */
  whole?: string;
}

/** Everything of a session but its name and steps. */
export type SessionExtras = Omit<Session, "name" | "steps">;

/** The connection of this name. */
export function peer(name: string): Peer {
  const send = (text: string): Step[] => [{ peer: name, do: "send", text }];
  const sync = (): Step[] => [{ peer: name, do: "sync" }];
  const gone = (span?: Span): Step[] => [{ peer: name, do: "gone", ...(span ? { span } : {}) }];
  return {
    open: () => [{ peer: name, do: "open" }],
    send,
    sync,
    ask: (...lines) => [...send(crlf(lines)), ...sync()],
    take: (frames, span) => [{ peer: name, do: "take", frames, ...(span ? { span } : {}) }],
    gone,
    fatal: (...lines) => [...send(crlf(lines)), ...gone()],
    idle: (ms) => [{ peer: name, do: "idle", ms }],
    drop: () => [{ peer: name, do: "drop" }],
  };
}

/** What may be done to the server of a session that has a configuration file. */
export const SERVER: {
  /** Gives it another configuration file, and waits until it has taken it. */
  reload(config: string): Step[];
  /** Makes it a lame duck, and waits for nothing. */
  lameDuck(): Step[];
} = {
  reload: (config) => [{ peer: "server", do: "reload", config }],
  lameDuck: () => [{ peer: "server", do: "lame duck" }],
};

/** Builds a session; steps may be nested lists, as the methods of {@link Peer} give them. */
export function session(name: string, steps: readonly Step[][], extras: SessionExtras = {}): Session {
  return { name, steps: steps.flat(), ...extras };
}

/** Lines as they travel. */
function crlf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join("");
}

/** The first connection of a session. */
export const A: Peer = peer("A");
/** The second connection of a session. */
export const B: Peer = peer("B");
/** The third connection of a session. */
export const C: Peer = peer("C");

/** A CONNECT that turns the `+OK`s off. */
export const QUIET = 'CONNECT {"verbose":false}';
/** A CONNECT that turns the `+OK`s off and headers on. */
export const HEADERS = 'CONNECT {"verbose":false,"headers":true}';
/** A CONNECT that turns the `+OK`s off, headers and no responders on. */
export const NO_RESPONDERS = 'CONNECT {"verbose":false,"headers":true,"no_responders":true}';
