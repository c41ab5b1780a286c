/**
 * Every error natwire makes: one base class, a stable code on each, and the table of codes.
 *
 * Match on `code` or on the class, never on the text. The classes and their names are those of nats.js v3.
 */

/** The codes, each with what it means. */
export const errorCodes = {
  INVALID_ARGUMENT: "an option or argument is not what the call takes",
  INVALID_OPERATION: "the call does not fit what was asked for earlier",
  INVALID_SUBJECT: "a subject that NATS cannot carry",
  CONNECTION: "the connection could not be made or broke",
  CONNECTION_REFUSED: "nobody listens at that address",
  UNKNOWN_HOST: "the host name does not resolve",
  TLS: "TLS could not be agreed on with the server, or its certificate does not fit",
  CONNECT_TIMEOUT: "no complete handshake within the time allowed",
  STALE_CONNECTION: "the peer left too many PINGs unanswered",
  NOT_NATS: "whoever answered does not speak NATS",
  DISCONNECTED: "the connection broke before the answer came; what was sent may or may not have arrived",
  NOT_SENT: "the request never left: the connection ended before it could be sent",
  BUFFER_FULL:
    "too much that was published waits to be sent, or the buffer for the time without connection is full",
  CLOSED: "the connection is closed",
  DRAINING: "the connection is draining and takes nothing new",
  AUTHORIZATION: "the server refused the credentials",
  AUTHENTICATION_EXPIRED: "the server says that the credentials have expired",
  PERMISSION_VIOLATION: "the server does not allow this user that subject",
  SERVER_ERROR: "the server answered with an error of another kind",
  REQUEST: "a request did not get its answer; the cause says why",
  NO_RESPONDERS: "nobody subscribes to the subject of the request",
  TIMEOUT: "the time allowed ran out",
  MAX_PAYLOAD: "the message is larger than the server takes",
  HEADERS_NOT_SUPPORTED: "the server does not support headers",
  LISTEN: "the server could not open its port",
  CONFIG: "a configuration file is not what a server takes; every problem is listed with its place",
  UNKNOWN_OPERATION: "a protocol line that starts with no known operation, or a payload without its CR LF",
  CONTROL_LINE_TOO_LONG: "a protocol line longer than the limit",
  PAYLOAD_TOO_LARGE: "a message announced with more bytes than the limit",
  BAD_ARGUMENTS: "a protocol line with the wrong number or form of arguments",
  BAD_JSON: "an INFO or CONNECT whose JSON is broken or of the wrong types",
  UNEXPECTED_OPERATION: "an operation that this end does not take, or not now",
} as const;

/** A stable name for what went wrong; see {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/** What an error may be given besides its message. */
export interface NatsErrorOptions extends ErrorOptions {
  /** Narrower than the code of the class. */
  code?: ErrorCode;
  /** The subject it is about. */
  subject?: string;
  /** The server it happened with, as `host:port`. */
  server?: string;
  /** What was being done: the name of the call, such as `request`. */
  operation?: string;
}

/** The base of all errors natwire makes. */
export class NatsError extends Error {
  /** What went wrong, as a stable word. */
  readonly code: ErrorCode;
  /** The subject it is about, where there is one. */
  declare readonly subject?: string;
  /** The server it happened with, as `host:port`, where there is one. */
  declare readonly server?: string;
  /** What was being done, where that is known: the name of the call, such as `request`. */
  declare readonly operation?: string;

  /** Makes an error with a code; subclasses name theirs. */
  constructor(message: string, code: ErrorCode, options?: NatsErrorOptions) {
    super(message, options);
    this.name = "NatsError";
    this.code = code;
    if (options?.subject !== undefined) this.subject = options.subject;
    if (options?.server !== undefined) this.server = options.server;
    if (options?.operation !== undefined) this.operation = options.operation;
  }
}

/** A subject that is empty, or that holds blanks, control characters or misplaced wildcards. */
export class InvalidSubjectError extends NatsError {
  /** Takes the subject as it was given. */
  constructor(subject: string, options?: NatsErrorOptions) {
    // A line end in the subject is not to end a line of a log.
    const shown = String(subject).replace(/\p{Cc}/gu, (letter) => JSON.stringify(letter).slice(1, -1));
    super(`illegal subject: '${shown}'`, "INVALID_SUBJECT", { ...options, subject });
    this.name = "InvalidSubjectError";
  }
}

/** An option or argument that the call does not take. */
export class InvalidArgumentError extends NatsError {
  /** Takes the whole sentence; see {@link InvalidArgumentError.format}. */
  constructor(message: string, options?: NatsErrorOptions) {
    super(message, options?.code ?? "INVALID_ARGUMENT", options);
    this.name = "InvalidArgumentError";
  }

  /** Makes the error for one or several named properties: `'a','b' are mutually exclusive`. */
  static format(
    property: string | string[],
    message: string,
    options?: NatsErrorOptions,
  ): InvalidArgumentError {
    const names = (Array.isArray(property) ? property : [property]).map((name) => `'${name}'`).join(",");
    return new InvalidArgumentError(`${names} ${message}`, options);
  }
}

/** A call that does not fit what was asked for earlier, such as iterating a subscription with a callback. */
export class InvalidOperationError extends NatsError {
  /** Takes the whole sentence. */
  constructor(message: string, options?: NatsErrorOptions) {
    super(message, "INVALID_OPERATION", options);
    this.name = "InvalidOperationError";
  }
}

/** The connection could not be made, or broke. */
export class ConnectionError extends NatsError {
  /** Takes the whole sentence, and a narrower code where one is known. */
  constructor(message: string, options?: NatsErrorOptions) {
    super(message, options?.code ?? "CONNECTION", options);
    this.name = "ConnectionError";
  }
}

/** The connection is closed for good. */
export class ClosedConnectionError extends NatsError {
  /** Takes what was asked for, where that is worth telling. */
  constructor(options?: NatsErrorOptions) {
    super("closed connection", "CLOSED", options);
    this.name = "ClosedConnectionError";
  }
}

/** The connection is draining and takes nothing new. */
export class DrainingConnectionError extends NatsError {
  /** Takes what was asked for, where that is worth telling. */
  constructor(options?: NatsErrorOptions) {
    super("connection draining", "DRAINING", options);
    this.name = "DrainingConnectionError";
  }
}

/** The server refused the credentials, or none came in time. */
export class AuthorizationError extends NatsError {
  /** Takes the server's text. */
  constructor(message: string, options?: NatsErrorOptions) {
    super(message, "AUTHORIZATION", options);
    this.name = "AuthorizationError";
  }
}

/** The server says that the user's credentials have expired. */
export class UserAuthenticationExpiredError extends NatsError {
  /** Takes the server's text. */
  constructor(message: string, options?: NatsErrorOptions) {
    super(message, "AUTHENTICATION_EXPIRED", options);
    this.name = "UserAuthenticationExpiredError";
  }
}

/** The server does not allow this user to publish or subscribe to a subject. */
export class PermissionViolationError extends NatsError {
  /** What was tried. */
  declare readonly operation: "publish" | "subscription";
  /** The subject it was tried on. */
  declare readonly subject: string;
  /** The queue group, where a queue subscription was tried. */
  readonly queue?: string;

  /** Takes the server's text and what was read out of it. */
  constructor(
    message: string,
    operation: "publish" | "subscription",
    subject: string,
    queue?: string,
    options?: NatsErrorOptions,
  ) {
    super(message, "PERMISSION_VIOLATION", { ...options, operation, subject });
    this.name = "PermissionViolationError";
    if (queue !== undefined) this.queue = queue;
  }
}

/** One thing that is wrong in a configuration file, and where. */
export interface ConfigProblem {
  /** The path of the file, as it was opened. */
  readonly file: string;
  /** The line, from 1; 0 where it is about the whole file. */
  readonly line: number;
  /** The column in bytes: from 1, but from 0 in the first line, as nats-server counts. */
  readonly column: number;
  /** What is wrong. */
  readonly text: string;
}

/** A configuration file that a server does not take. */
export class ConfigError extends NatsError {
  /** Everything that is wrong, in the order of the files. */
  readonly problems: readonly ConfigProblem[];

  /** Takes the problems; the message has a line for each, as `FILE:LINE:COLUMN: text`. */
  constructor(problems: readonly ConfigProblem[], options?: NatsErrorOptions) {
    const lines = problems.map(({ file, line, column, text }) => `${file}:${line}:${column}: ${text}`);
    super(lines.join("\n"), "CONFIG", options);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** The peer broke the protocol, or the server answered `-ERR` with a text of no other class. */
export class ProtocolError extends NatsError {
  /** Takes what was seen, and the code of the rule that was broken. */
  constructor(message: string, options?: NatsErrorOptions) {
    super(message, options?.code ?? "SERVER_ERROR", options);
    this.name = "ProtocolError";
  }
}

/** Nobody subscribes to the subject of a request. */
export class NoRespondersError extends NatsError {
  /** The subject of the request. */
  declare readonly subject: string;

  /** Takes the subject of the request. */
  constructor(subject: string, options?: NatsErrorOptions) {
    super(`no responders: '${subject}'`, "NO_RESPONDERS", { ...options, subject });
    this.name = "NoResponders";
  }
}

/** A request that did not get its answer; `cause` says why. */
export class RequestError extends NatsError {
  /** Takes the sentence, and a narrower code where one is known. */
  constructor(message = "", options?: NatsErrorOptions) {
    super(message, options?.code ?? "REQUEST", options);
    this.name = "RequestError";
  }

  /** True when the cause is that nobody subscribes to the subject. */
  isNoResponders(): boolean {
    return this.cause instanceof NoRespondersError;
  }
}

/** The time allowed ran out. */
export class TimeoutError extends NatsError {
  /** Takes a cause, a narrower code, and what was waited for; the message always starts with `timeout`. */
  constructor(options?: NatsErrorOptions & { waitedFor?: string }) {
    super(
      options?.waitedFor ? `timeout: ${options.waitedFor}` : "timeout",
      options?.code ?? "TIMEOUT",
      options,
    );
    this.name = "TimeoutError";
  }
}

/** All error classes by name, as nats.js offers them. */
export const errors: {
  AuthorizationError: typeof AuthorizationError;
  ClosedConnectionError: typeof ClosedConnectionError;
  ConnectionError: typeof ConnectionError;
  DrainingConnectionError: typeof DrainingConnectionError;
  InvalidArgumentError: typeof InvalidArgumentError;
  InvalidOperationError: typeof InvalidOperationError;
  InvalidSubjectError: typeof InvalidSubjectError;
  NoRespondersError: typeof NoRespondersError;
  PermissionViolationError: typeof PermissionViolationError;
  ProtocolError: typeof ProtocolError;
  RequestError: typeof RequestError;
  TimeoutError: typeof TimeoutError;
  UserAuthenticationExpiredError: typeof UserAuthenticationExpiredError;
} = {
  AuthorizationError,
  ClosedConnectionError,
  ConnectionError,
  DrainingConnectionError,
  InvalidArgumentError,
  InvalidOperationError,
  InvalidSubjectError,
  NoRespondersError,
  PermissionViolationError,
  ProtocolError,
  RequestError,
  TimeoutError,
  UserAuthenticationExpiredError,
};
