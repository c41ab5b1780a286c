/**
 * Subject transforms: `orders.*.*` to `orders.{{partition(3,1)}}.$2`. They stand behind mappings and behind imports.
 * [nats-server subject_transform.go]
 *
 * Subjects have one character for each byte, as everywhere in a server: functions that cut or hash count bytes.
 */

import { InvalidArgumentError } from "../errors.ts";
import { subjectMatches } from "./match.ts";
import {
  destinationError,
  type DestinationToken,
  destinationToken,
  isFunction,
  isPlaceholder,
  type RandomFraction,
} from "./transform_functions.ts";

export type { RandomFraction } from "./transform_functions.ts";

/** How strict a transform is. */
export interface TransformOptions {
  /** True for imports: only wildcards, and all of them, so that it can be gone through in both directions. */
  readonly strict?: boolean;
}

/** A transform, ready to be used. */
export interface SubjectTransform {
  /** The pattern of the subjects it is for. */
  readonly source: string;
  /** What they become, with placeholders. */
  readonly destination: string;
  /** Whether chance decides what a subject becomes. */
  readonly isRandom: boolean;
  /** Tells whether it is for this published subject. */
  matches(subject: string): boolean;
  /**
   * Gives what a subject becomes that the source matches. Wildcards in the subject are carried over as they are.
   *
   * @param random asked by `{{random(n)}}` alone.
   */
  apply(subject: string, random: RandomFraction): string;
  /** Gives the way back, which only a strict transform has. */
  inverse(): SubjectTransform;
}

/**
 * Reads a transform.
 *
 * @param source a pattern; empty for `>`.
 * @param destination what its subjects become: texts, `$1`, and functions such as `{{wildcard(1)}}`.
 * @throws {InvalidArgumentError} in nats-server's words.
 */
export function compileTransform(
  source: string,
  destination: string,
  { strict = false }: TransformOptions = {},
): SubjectTransform {
  const from = subjectTokens(source === "" ? ">" : source);
  const to = subjectTokens(destination);
  const hasTail = from.at(-1) === ">";
  if (to.includes("*") || hasTail !== (to.at(-1) === ">")) throw new InvalidArgumentError("invalid subject");
  const parts = to.slice(0, hasTail ? -1 : undefined).map(destinationToken);
  const stars = from.flatMap((token, at) => token === "*" ? [at] : []);
  if (stars.length === 0 && !hasTail) {
    checkWithoutWildcards(parts, to);
    return new CompiledTransform(from, to, parts, parts.map(() => []));
  }
  checkWildcards(parts, to, stars.length, strict);
  // A wildcard of a number below 1 is the first token, whatever that is: so nats-server reads it.
  const positions = parts.map(({ wildcards }) => wildcards.map((index) => stars[index - 1] ?? 0));
  return new CompiledTransform(from, to, parts, positions);
}

/**
 * Checks a destination of a mapping, which is looked at more closely than that of a transform.
 *
 * @throws {InvalidArgumentError} in nats-server's words. [nats-server sublist.go ValidateMapping]
 */
export function checkMapping(source: string, destination: string): void {
  let isOver = false;
  for (const token of destination.split(".")) {
    if (token === "" || isOver) throw destinationError("invalid transform", token);
    if (isFunction(token)) continue;
    if (token === ">") isOver = true;
    else if (/[\t\n\f\r ]/.test(token)) throw destinationError("invalid transform");
  }
  compileTransform(source, destination);
}

/** Numbers the wildcards of a pattern: `foo.*.*` is `foo.$1.$2`. [nats-server transformTokenize] */
export function numberWildcards(pattern: string): string {
  let count = 0;
  return pattern.split(".").map((token) => token === "*" ? `$${++count}` : token).join(".");
}

/** Puts `*` in place of each placeholder, and gives them in their order. [nats-server transformUntokenize] */
export function takePlaceholders(destination: string): { pattern: string; placeholders: string[] } {
  const placeholders: string[] = [];
  const pattern = destination.split(".").map((token) => {
    if (!isPlaceholder(token)) return token;
    placeholders.push(token);
    return "*";
  });
  return { pattern: pattern.join("."), placeholders };
}

class CompiledTransform implements SubjectTransform {
  readonly source: string;
  readonly destination: string;
  readonly isRandom: boolean;
  readonly #from: readonly string[];
  readonly #parts: readonly DestinationToken[];
  /** For each part, where the tokens of its wildcards stand in the subject. */
  readonly #positions: readonly (readonly number[])[];
  readonly #hasTail: boolean;

  constructor(
    from: readonly string[],
    to: readonly string[],
    parts: readonly DestinationToken[],
    positions: readonly (readonly number[])[],
  ) {
    this.source = from.join(".");
    this.destination = to.join(".");
    this.isRandom = parts.some(({ kind }) => kind === "random");
    this.#from = from;
    this.#parts = parts;
    this.#positions = positions;
    this.#hasTail = from.at(-1) === ">";
  }

  matches(subject: string): boolean {
    return subjectMatches(this.source, subject);
  }

  apply(subject: string, random: RandomFraction): string {
    const tokens = subject.split(".");
    const made = this.#parts.map((part, at) =>
      part.render(this.#positions[at]!.map((position) => tokens[position] ?? ""), subject, random)
    );
    if (this.#hasTail) made.push(...tokens.slice(this.#from.length - 1));
    return made.join(".");
  }

  inverse(): SubjectTransform {
    const { pattern } = takePlaceholders(this.destination);
    // For each wildcard of the source: which of the destination's it is.
    const numbers = this.#parts.filter(({ kind }) => kind === "wildcard").map(({ wildcards }) =>
      wildcards[0]!
    );
    let count = 0;
    const back = this.#from.map((token) => {
      if (token !== "*") return token;
      const found = numbers.indexOf(++count);
      return `$${found < 0 ? count : found + 1}`;
    });
    return compileTransform(pattern, back.join("."), { strict: true });
  }
}

/** The tokens of a subject that may have wildcards. */
function subjectTokens(subject: string): string[] {
  const tokens = subject.split(".");
  if (tokens.includes("") || tokens.slice(0, -1).includes(">")) {
    throw new InvalidArgumentError("invalid subject");
  }
  return tokens;
}

function checkWildcards(
  parts: readonly DestinationToken[],
  to: readonly string[],
  count: number,
  strict: boolean,
): void {
  let used = 0;
  parts.forEach(({ kind, wildcards }, at) => {
    if (strict && kind !== "literal" && kind !== "wildcard") {
      throw destinationError(
        "the only mapping function allowed for import transforms is {{Wildcard()}}",
        to[at],
      );
    }
    const outside = wildcards.find((index) => index > count);
    if (outside !== undefined) {
      throw destinationError("wildcard index out of range", `${to[at]}: [${outside}]`);
    }
    used += wildcards.length;
  });
  if (strict && used < count) {
    throw destinationError("not using all of the token wildcard(s)", to.join("."));
  }
}

/** Without wildcards in the source there is nothing to take tokens from. */
function checkWithoutWildcards(parts: readonly DestinationToken[], to: readonly string[]): void {
  parts.forEach(({ kind }, at) => {
    if (kind === "wildcard" || kind === "piece") {
      throw destinationError("wildcard index out of range", to[at]);
    }
  });
}
