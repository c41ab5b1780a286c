/** The states of the server end of a connection, what leads from one to the other, and the ways it can end. */

import type { ErrorCode } from "../errors.ts";

/** How a connection ended, or is about to. */
export interface Ending {
  /** The reason in the words of nats-server, for logs and monitoring. [nats-server monitor.go ClosedState] */
  readonly reason: string;
  /** The text of the `-ERR` that goes out last; null for an end without a word. */
  readonly err: string | null;
  /** False drops what was not sent yet. */
  readonly flush: boolean;
  /**
   * True where the peer may still be sending: closing a socket with unread input makes the system reset the
   * connection, and the peer would lose the `-ERR`. So its input is read and thrown away for a while.
   */
  readonly linger: boolean;
}

function ending(reason: string, err: string | null): Ending {
  return { reason, err, flush: true, linger: true };
}

/** Every way a connection can end. [nats-server errors.go, monitor.go] */
export const ENDINGS = {
  unknownOperation: ending("Protocol Violation", "Unknown Protocol Operation"),
  protocolViolation: ending("Protocol Violation", null),
  maxControlLine: ending("Maximum Control Line Exceeded", "maximum control line exceeded"),
  maxPayload: ending("Maximum Message Payload Exceeded", "Maximum Payload Violation"),
  clientError: ending("Parse Error", null),
  badClientProtocol: ending("Bad Client Protocol Version", "invalid client protocol"),
  noRespondersNeedsHeaders: ending(
    "No Responders Requires Headers",
    "no responders requires headers support",
  ),
  authorizationViolation: ending("Authentication Failure", "Authorization Violation"),
  authenticationTimeout: ending("Authentication Timeout", "Authentication Timeout"),
  maxConnections: ending("Maximum Connections Exceeded", "maximum connections exceeded"),
  maxAccountConnections: ending(
    "Maximum Account Connections Exceeded",
    "maximum account active connections exceeded",
  ),
  maxSubscriptions: ending("Maximum Subscriptions Exceeded", "maximum subscriptions exceeded"),
  throttled: ending(
    "Maximum Connections Exceeded",
    "Connection throttling is active. Please try again later.",
  ),
  staleConnection: ending("Stale Connection", "Stale Connection"),
  clientClosed: { reason: "Client Closed", err: null, flush: true, linger: false },
  kicked: { reason: "Kicked", err: null, flush: true, linger: false },
  tlsHandshake: { reason: "TLS Handshake Failure", err: null, flush: false, linger: false },
  serverShutdown: { reason: "Server Shutdown", err: null, flush: true, linger: false },
  slowConsumerBytes: { reason: "Slow Consumer (Pending Bytes)", err: null, flush: false, linger: false },
  slowConsumerDeadline: { reason: "Slow Consumer (Write Deadline)", err: null, flush: false, linger: false },
  readError: { reason: "Read Error", err: null, flush: false, linger: false },
  writeError: { reason: "Write Error", err: null, flush: false, linger: false },
} as const satisfies Record<string, Ending>;

/** How each violation that the wire layer finds ends the connection; what is not named here ends it silently. */
export const ENDING_OF_CODE: Partial<Record<ErrorCode, Ending>> = {
  UNKNOWN_OPERATION: ENDINGS.unknownOperation,
  CONTROL_LINE_TOO_LONG: ENDINGS.maxControlLine,
  PAYLOAD_TOO_LARGE: ENDINGS.maxPayload,
  BAD_ARGUMENTS: ENDINGS.protocolViolation,
  BAD_JSON: ENDINGS.protocolViolation,
  UNEXPECTED_OPERATION: ENDINGS.protocolViolation,
};

/** Where a connection is in its life; see {@link TRANSITIONS}. */
export type ServerState =
  /** Credentials are needed, and nothing but CONNECT may come first. */
  | { readonly name: "unauthorized"; readonly deadlineMs: number }
  /**
   * Somebody judges the credentials, and nothing is looked at meanwhile. `introduced` as in `open`; `by` is what
   * asked for it.
   */
  | {
    readonly name: "judging";
    readonly by: "connect" | "gate";
    readonly introduced: boolean;
    readonly deadlineMs: number;
  }
  /** Everything goes. `connected`: a CONNECT came; `introduced`: the first PING after it was answered. */
  | { readonly name: "open"; readonly connected: boolean; readonly introduced: boolean }
  /** Nothing is read any more, what is pending still goes out. */
  | { readonly name: "flushing"; readonly ending: Ending }
  /** Everything went out and the sending direction is shut; input is thrown away. */
  | {
    readonly name: "lingering";
    readonly ending: Ending;
    readonly deadlineMs: number;
    readonly bytesLeft: number;
  }
  /** The pipe is to be dropped, or was. */
  | { readonly name: "closed"; readonly ending: Ending };

/**
 * Which state may follow which.
 *
 * ```
 *   unauthorized --CONNECT accepted--> open
 *        |  \--> judging --accepted--^   | (a CONNECT again: judging)
 *        |           |                  |
 *        +----- ending with flush ------+----> flushing --all sent--> lingering --peer done--> closed
 *        |                              |          |                      (or time or bytes up)   ^
 *        +----- ending without flush ---+----------+--broken, too slow, or no need to linger------+
 * ```
 */
export const TRANSITIONS: Readonly<Record<ServerState["name"], readonly ServerState["name"][]>> = {
  unauthorized: ["open", "judging", "flushing", "closed"],
  judging: ["open", "flushing", "closed"],
  open: ["open", "judging", "flushing", "closed"],
  flushing: ["lingering", "closed"],
  lingering: ["lingering", "closed"],
  closed: [],
};

/** How long the input of a peer that was told off is still read. Its last bytes are under way for one round trip. */
export const LINGER_MS = 1000;

/** How much of that input is read at most: a publisher may have a large message under way. */
export const LINGER_BYTES = 64 * 1024 * 1024;
