/** What goes wrong with pipes, told the same way on every runtime. */

import { ConnectionError, type ErrorCode, NatsError } from "../errors.ts";

/**
 * Why a dial failed: nobody listens there, the name does not resolve, no route or no answer, the runtime does
 * not allow it, the peer's certificate does not fit, TLS could not be agreed on, or something else (`cause`
 * knows).
 */
export type DialFailure =
  | "refused"
  | "unknown-host"
  | "unreachable"
  | "not-permitted"
  | "certificate"
  | "tls"
  | "other";

/** Why a port could not be opened. */
export type ListenFailure = "in-use" | "not-permitted" | "unknown-host" | "not-available" | "other";

/**
 * Why a pipe gave no bytes or took none: closed at this end, broken by the peer or the network, ended by the
 * peer for a reason of TLS, or misuse.
 */
export type PipeFailure = "closed" | "broken" | "tls" | "busy";

const dialCodes: { readonly [reason in DialFailure]: ErrorCode } = {
  "refused": "CONNECTION_REFUSED",
  "unknown-host": "UNKNOWN_HOST",
  "unreachable": "CONNECTION",
  "not-permitted": "CONNECTION",
  "certificate": "TLS",
  "tls": "TLS",
  "other": "CONNECTION",
};

const dialSentences: { readonly [reason in DialFailure]: string } = {
  "refused": "connection refused, nobody listens there",
  "unknown-host": "the host name does not resolve",
  "unreachable": "the host cannot be reached",
  "not-permitted": "this program is not allowed to connect there",
  "certificate": "the server's certificate does not fit",
  "tls": "TLS could not be agreed on",
  "other": "the connection failed",
};

const listenSentences: { readonly [reason in ListenFailure]: string } = {
  "in-use": "another program listens there already",
  "not-permitted": "this program is not allowed to listen there",
  "unknown-host": "the host name does not resolve",
  "not-available": "this machine does not have that address",
  "other": "opening the port failed",
};

const pipeCodes: { readonly [reason in PipeFailure]: ErrorCode } = {
  closed: "CLOSED",
  broken: "CONNECTION",
  tls: "TLS",
  busy: "INVALID_OPERATION",
};

/** A connection that could not be made; `cause` holds the runtime's own error. */
export class DialError extends ConnectionError {
  /** Why, in a word that is the same on every runtime. */
  readonly reason: DialFailure;

  /** Takes where it went and what came of it. */
  constructor(reason: DialFailure, hostname: string, port: number, options?: ErrorOptions) {
    super(
      `cannot connect to ${hostAndPort(hostname, port)}: ${dialSentences[reason]}${because(reason, options)}`,
      {
        ...options,
        code: dialCodes[reason],
        server: hostAndPort(hostname, port),
      },
    );
    this.name = "DialError";
    this.reason = reason;
  }
}

/** A port that could not be opened; `cause` holds the runtime's own error. */
export class ListenError extends NatsError {
  /** Why, in a word that is the same on every runtime. */
  readonly reason: ListenFailure;

  /** Takes where it was tried and what came of it. */
  constructor(reason: ListenFailure, hostname: string, port: number, options?: ErrorOptions) {
    const where = hostAndPort(hostname, port);
    super(
      `cannot listen on ${where}: ${listenSentences[reason]}${because(reason, options)}`,
      "LISTEN",
      options,
    );
    this.name = "ListenError";
    this.reason = reason;
  }
}

/** A pipe that broke, was closed, or was asked for two reads or two writes at once. */
export class PipeError extends ConnectionError {
  /** Why, in a word that is the same on every runtime. */
  readonly reason: PipeFailure;

  /** Takes the whole sentence; `options.cause` is the runtime's own error where there is one. */
  constructor(reason: PipeFailure, message: string, options?: ErrorOptions) {
    super(message, { ...options, code: pipeCodes[reason] });
    this.name = "PipeError";
    this.reason = reason;
  }
}

/** The error for a read or a write that is begun while another one is under way. */
export function busyPipe(peer: string, what: "read from" | "write to"): PipeError {
  return new PipeError("busy", `a ${what} ${peer} is under way already`);
}

/** The error for TLS that is begun twice, or while something is read or written. */
export function busyForTls(peer: string): PipeError {
  return new PipeError("busy", `TLS with ${peer} can begin once, while nothing is read or written`);
}

/** The error for a read or a write that the runtime says failed. */
export function brokenPipe(peer: string, doing: "reading" | "writing", cause: unknown): PipeError {
  return new PipeError("broken", `the connection with ${peer} broke while ${doing}`, { cause });
}

/** The error for what is asked of a pipe that was closed at this end. */
export function closedPipe(peer: string, cause?: unknown): PipeError {
  return new PipeError("closed", `the connection with ${peer} was closed at this end`, { cause });
}

/** An IPv4 address as a socket for both families tells it. */
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** Writes an address as `host:port`, an IPv6 address as `[host]:port`, and IPv4 within IPv6 as what it is. */
export function hostAndPort(address: string, port: number): string {
  const hostname = address.replace(MAPPED, "");
  return hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}

/**
 * Checks an address before a runtime sees it, because runtimes read an empty host name as different hosts.
 *
 * @param leastPort 1 to dial, 0 to listen.
 * @throws {RangeError} when the port is not an integer from `leastPort` to 65535, or the host name is empty.
 */
export function checkAddress(hostname: string, port: number, leastPort: 0 | 1): void {
  if (hostname === "") throw new RangeError("the host name is empty");
  if (!Number.isInteger(port) || port < leastPort || port > 65535) {
    throw new RangeError(`the port must be an integer from ${leastPort} to 65535, not ${port}`);
  }
}

/** The runtime's own words, where ours say too little. */
function because(reason: string, options: ErrorOptions | undefined): string {
  const cause = options?.cause;
  const told = reason === "other" || reason === "certificate" || reason === "tls";
  return told && cause instanceof Error && cause.message !== "" ? ` (${cause.message})` : "";
}
