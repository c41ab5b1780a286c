/** Reads credentials as `nsc` writes them: a JWT and a seed, each between two lines of dashes. [nkeys creds_utils.go] */

import { InvalidArgumentError } from "../errors.ts";
import { NKeysError } from "./errors.ts";
import { fromSeed } from "./nkeys.ts";

/** What a creds file holds. */
export interface Creds {
  /** The user's JWT. */
  readonly jwt: string;
  /** The user's seed as text in ASCII. */
  readonly seed: Uint8Array;
}

/** Three parts of base64 for URLs, of which the first is a JSON object. */
const JWT = /^eyJ[\w=-]*\.[\w=-]+\.[\w=-]*$/;

/** A seed of the kinds that can log in. */
const SEED = /^S[OAU][A-Z2-7]{56}$/;

/**
 * Reads a creds file: line ends of any system, any number of dashes from three on, no line end behind the last.
 *
 * @throws {InvalidArgumentError} where there is no JWT or no seed; it tells nothing of what was read.
 */
export function parseCreds(creds: Uint8Array | string): Creds {
  const values = valuesOf(creds);
  const jwt = values.find((value) => JWT.test(value));
  if (jwt === undefined) throw unreadable("there is no user JWT between lines of dashes");
  return { jwt, seed: seedAmong(values) };
}

/**
 * Reads a file with a seed: alone, or between lines of dashes.
 *
 * @throws {InvalidArgumentError} where there is no seed; it tells nothing of what was read.
 */
export function parseSeed(text: Uint8Array | string): Uint8Array {
  return seedAmong(valuesOf(text));
}

function seedAmong(values: readonly string[]): Uint8Array {
  const text = values.find((value) => SEED.test(value));
  if (text === undefined) throw unreadable("there is no seed of a user between lines of dashes");
  const seed = new TextEncoder().encode(text);
  try {
    fromSeed(seed).clear();
  } catch (error) {
    throw error instanceof NKeysError ? unreadable(`the seed is damaged: ${error.message}`) : error;
  }
  return seed;
}

/** The text between each pair of lines of dashes, and then the lines that stand by themselves. */
function valuesOf(source: Uint8Array | string): string[] {
  const text = typeof source === "string" ? source : new TextDecoder().decode(source);
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== "");
  const between: string[] = [];
  const alone: string[] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    if (!isFence(line)) (open ?? alone).push(line);
    else {
      if (open !== undefined) between.push(open.join(""));
      // The words are customary, not required: without them the lines take turns.
      const begins = /\bBEGIN\b/.test(line) || (open === undefined && !/\bEND\b/.test(line));
      open = begins ? [] : undefined;
    }
  }
  // The last block may have lost its end.
  return [...between, ...open ?? [], ...alone];
}

function isFence(line: string): boolean {
  return line.length >= 6 && line.startsWith("---") && line.endsWith("---");
}

function unreadable(why: string): InvalidArgumentError {
  return new InvalidArgumentError(`unable to parse credentials: ${why}`);
}
