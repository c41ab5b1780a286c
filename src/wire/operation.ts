/** The operations of the protocol: which there are, who may send them, and what the rare ones carry. */

/** An operation other than a message. Messages travel as a {@link MessageFrame} and never become an object. */
export type Operation =
  | { readonly op: "INFO"; readonly json: string }
  | { readonly op: "CONNECT"; readonly json: string }
  | { readonly op: "SUB"; readonly subject: string; readonly queue: string | undefined; readonly sid: string }
  | { readonly op: "UNSUB"; readonly sid: string; readonly max: number }
  | { readonly op: "PING" }
  | { readonly op: "PONG" }
  | { readonly op: "+OK" }
  | { readonly op: "-ERR"; readonly text: string };

/** Words, then a payload. */
export interface MessageShape {
  /** What tells the shapes apart. */
  readonly kind: "message";
  /** A blank follows the name. */
  readonly blank: true;
  /** Whether a subscription id stands behind the subject. */
  readonly sid: boolean;
  /** Whether the size of headers stands before the size of all. */
  readonly headers: boolean;
}

/** What follows the name of an operation on its line. */
export type LineShape =
  /** Nothing that counts: the rest of the line is passed over. */
  | { readonly kind: "bare"; readonly operation: Operation }
  /** Text up to the end of the line. `blank`: a space or tab must follow the name. */
  | { readonly kind: "text"; readonly blank: boolean; readonly make: (text: string) => Operation }
  /** Words. */
  | {
    readonly kind: "words";
    readonly blank: true;
    readonly min: number;
    readonly max: number;
    readonly make: (words: readonly string[]) => Operation;
  }
  | MessageShape;

/** A line that one end may receive. */
export interface Verb {
  /** The name in lower case; it is read in any case. */
  readonly name: string;
  /** What follows it. */
  readonly shape: LineShape;
}

/** `max` of UNSUB as the server reads it: digits only, anything else counts as none. [nats-server util.go parseSize] */
function unsubMax(word: string | undefined): number {
  return word !== undefined && /^[0-9]{1,9}$/.test(word) ? Number(word) : 0;
}

const info: Verb = {
  name: "info",
  shape: { kind: "text", blank: false, make: (json) => ({ op: "INFO", json }) },
};
const ping: Verb = { name: "ping", shape: { kind: "bare", operation: { op: "PING" } } };
const pong: Verb = { name: "pong", shape: { kind: "bare", operation: { op: "PONG" } } };
const ok: Verb = { name: "+ok", shape: { kind: "bare", operation: { op: "+OK" } } };
const err: Verb = {
  name: "-err",
  shape: { kind: "text", blank: true, make: (text) => ({ op: "-ERR", text }) },
};

/** What a server receives from a client. [nats-server parser.go] */
export const CLIENT_TO_SERVER: readonly Verb[] = [
  { name: "pub", shape: { kind: "message", blank: true, sid: false, headers: false } },
  { name: "hpub", shape: { kind: "message", blank: true, sid: false, headers: true } },
  {
    name: "sub",
    shape: {
      kind: "words",
      blank: true,
      min: 2,
      max: 3,
      make: ([subject = "", second = "", third]) =>
        third === undefined
          ? { op: "SUB", subject, queue: undefined, sid: second }
          : { op: "SUB", subject, queue: second, sid: third },
    },
  },
  {
    name: "unsub",
    shape: {
      kind: "words",
      blank: true,
      min: 1,
      max: 2,
      make: ([sid = "", max]) => ({ op: "UNSUB", sid, max: unsubMax(max) }),
    },
  },
  { name: "connect", shape: { kind: "text", blank: false, make: (json) => ({ op: "CONNECT", json }) } },
  ping,
  pong,
  ok,
  err,
  info,
];

/** What a client receives from a server. */
export const SERVER_TO_CLIENT: readonly Verb[] = [
  { name: "msg", shape: { kind: "message", blank: true, sid: true, headers: false } },
  { name: "hmsg", shape: { kind: "message", blank: true, sid: true, headers: true } },
  ping,
  pong,
  ok,
  err,
  info,
];
