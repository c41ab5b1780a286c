/** The tokens of a transform's destination: what each says, and what it makes of a subject. [nats-server subject_transform.go] */

import { InvalidArgumentError } from "../errors.ts";

/** A random fraction, 0 up to but not including 1. */
export type RandomFraction = () => number;

/** One token of a destination. Wildcards are numbered from 1, as the `*` of the source stand. */
export interface DestinationToken {
  /** What it is: only some kinds are allowed in some places. */
  readonly kind: "literal" | "wildcard" | "partition" | "random" | "piece";
  /** The wildcards it takes. */
  readonly wildcards: readonly number[];
  /** Gives the text, from the tokens of those wildcards and the whole subject. */
  render(taken: readonly string[], subject: string, random: RandomFraction): string;
}

const BLANKS = "[\\t\\n\\f\\r ]*";
const MAX_INT32 = 2 ** 31 - 1;
const MIN_INT32 = -(2 ** 31);
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Makes the error for a destination, in nats-server's words. [nats-server errors.go] */
export function destinationError(reason: string, token = ""): InvalidArgumentError {
  const where = token === "" ? "" : ` in ${token}`;
  return new InvalidArgumentError(`invalid mapping destination: ${reason}${where}`);
}

/** What cuts one token up, by a number: each gets that token and the number. */
const CUTS: Readonly<Record<string, (token: string, size: number) => string>> = {
  splitFromLeft: (token, size) => `${token.slice(0, size)}.${token.slice(size)}`,
  splitFromRight: (token, size) => `${token.slice(0, -size)}.${token.slice(-size)}`,
  sliceFromLeft: (token, size) => slices(token, size, size),
  sliceFromRight: (token, size) => slices(token, token.length % size || size, size),
  right: (token, size) => token.slice(-size),
  left: (token, size) => token.slice(0, size),
};

/** The functions, tried in this order: the pattern of each, and what its arguments make. */
const FUNCTIONS: readonly (readonly [RegExp, (args: string[], token: string) => DestinationToken])[] = [
  [call("[wW]ildcard"), wildcard],
  [call("[pP]artition"), partition],
  [call("[sS]plit[fF]rom[lL]eft"), (args, token) => cut("splitFromLeft", args, token)],
  [call("[sS]plit[fF]rom[rR]ight"), (args, token) => cut("splitFromRight", args, token)],
  [call("[sS]lice[fF]rom[lL]eft"), (args, token) => cut("sliceFromLeft", args, token)],
  [call("[sS]lice[fF]rom[rR]ight"), (args, token) => cut("sliceFromRight", args, token)],
  [call("[rR]ight"), (args, token) => cut("right", args, token)],
  [call("[lL]eft"), (args, token) => cut("left", args, token)],
  [call("[sS]plit"), split],
  [call("[rR]andom"), random],
];

/**
 * Reads one token of a destination: a text, `$1`, or a function such as `{{wildcard(1)}}`.
 *
 * @throws {InvalidArgumentError} for an unknown function and for arguments it does not take.
 */
export function destinationToken(token: string): DestinationToken {
  // `$x` stays as it is where x is no number: other subjects begin with $ as well.
  if (/^\$[+-]?[0-9]{1,18}$/.test(token)) return wildcardOf(Number(token.slice(1)));
  if (!isFunction(token)) return literal(token);
  for (const [pattern, read] of FUNCTIONS) {
    const args = pattern.exec(token)?.[1];
    if (args !== undefined) return read(args.split(/,[\t\n\f\r ]*/), token);
  }
  throw destinationError("unknown function", token);
}

/** Tells whether a token of a destination is written as a function. */
export function isFunction(token: string): boolean {
  return token.length > 4 && token.startsWith("{{") && token.endsWith("}}");
}

/** Tells whether a token of a destination stands for one wildcard, and nothing else. [nats-server transformUntokenize] */
export function isPlaceholder(token: string): boolean {
  if (/^\$[1-9]/.test(token)) return true;
  const args = FUNCTIONS[0]![0].exec(token)?.[1];
  return args !== undefined && args !== "" && !args.includes(",");
}

/** FNV-1a with 32 bits, of a text that has one character for each byte. */
export function fnv1a32(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ (text.charCodeAt(at) & 0xff), FNV_PRIME);
  }
  return hash >>> 0;
}

function call(name: string): RegExp {
  return new RegExp(`\\{\\{${BLANKS}${name}${BLANKS}\\((.*)\\)${BLANKS}\\}\\}`);
}

function literal(text: string): DestinationToken {
  return { kind: "literal", wildcards: [], render: () => text };
}

function wildcardOf(index: number): DestinationToken {
  return { kind: "wildcard", wildcards: [index], render: ([taken]) => taken ?? "" };
}

function wildcard(args: string[], token: string): DestinationToken {
  if (args.length > 1) throw destinationError("too many arguments passed to the function", token);
  if (args[0] === "") throw destinationError("not enough arguments passed to the function", token);
  return wildcardOf(integer(args[0]!, token));
}

/** Without wildcards it is the whole subject that is hashed. The wildcards' tokens are hashed without dots. */
function partition(args: string[], token: string): DestinationToken {
  const [buckets, ...wildcards] = args.map((arg) => integer(arg, token));
  const size = int32(buckets!, token) >>> 0;
  return {
    kind: "partition",
    wildcards,
    render(taken, subject) {
      if (size === 0) return "0";
      return String(fnv1a32(taken.length === 0 ? subject : taken.join("")) % size);
    },
  };
}

function random(args: string[], token: string): DestinationToken {
  if (args.length !== 1) throw destinationError("not enough arguments passed to the function", token);
  const below = Math.abs(int32(integer(args[0]!, token), token));
  return {
    kind: "random",
    wildcards: [],
    render: (_taken, _subject, next) => String(Math.floor(next() * below)),
  };
}

/** A token that is too short for the cut stays as it is. */
function cut(name: string, args: string[], token: string): DestinationToken {
  checkTwo(args, token);
  const index = integer(args[0]!, token);
  const size = integer(args[1]!, token);
  if (size > MAX_INT32 || size < MIN_INT32) throw badArgument(token);
  const make = CUTS[name]!;
  return {
    kind: "piece",
    wildcards: [index],
    render: ([taken = ""]) => size > 0 && size < taken.length ? make(taken, size) : taken,
  };
}

function split(args: string[], token: string): DestinationToken {
  checkTwo(args, token);
  const index = integer(args[0]!, token);
  const delimiter = args[1]!;
  if (/[ .]/.test(delimiter)) throw badArgument(token);
  return {
    kind: "piece",
    wildcards: [index],
    render: ([taken = ""]) => delimited(taken.split(delimiter)),
  };
}

/** Parts that are empty leave no token behind. [nats-server TransformTokenizedSubject] */
function delimited(parts: readonly string[]): string {
  let text = "";
  parts.forEach((part, at) => {
    text += part;
    const next = parts[at + 1];
    if (next !== undefined && next !== "" && !(at === 0 && part === "")) text += ".";
  });
  return text;
}

function slices(token: string, first: number, size: number): string {
  const parts = [token.slice(0, first)];
  for (let at = first; at < token.length; at += size) parts.push(token.slice(at, at + size));
  return parts.join(".");
}

function checkTwo(args: readonly string[], token: string): void {
  if (args.length < 2) throw destinationError("not enough arguments passed to the function", token);
  if (args.length > 2) throw destinationError("too many arguments passed to the function", token);
}

function badArgument(token: string): InvalidArgumentError {
  return destinationError("function argument is invalid or in the wrong format", token);
}

function integer(text: string, token: string): number {
  const trimmed = text.replace(/^ +| +$/g, "");
  const value = Number(trimmed);
  if (!/^[+-]?[0-9]+$/.test(trimmed) || Math.abs(value) >= 2 ** 63) throw badArgument(token);
  return value;
}

/** nats-server checks the upper end alone, and drops what does not fit at the lower one. */
function int32(value: number, token: string): number {
  if (value > MAX_INT32) throw badArgument(token);
  return Number(BigInt.asIntN(32, BigInt(value)));
}
