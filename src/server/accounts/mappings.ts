/** The subject mappings of an account: what is published to one subject goes to another. [nats-server accounts.go] */

import { InvalidArgumentError } from "../../errors.ts";
import { subjectMatches } from "../../subject/match.ts";
import {
  checkMapping,
  compileTransform,
  numberWildcards,
  type RandomFraction,
  type SubjectTransform,
} from "../../subject/transform.ts";
import { hasWildcard, isValidSubject } from "../../subject/validate.ts";
import { binaryText } from "../../wire/bytes.ts";
import type { MappingDestination, Mappings } from "../option_types.ts";
import { bySpecificity } from "./specificity.ts";

/** For how many subjects it is remembered which mapping is theirs: as many as the subject index remembers. */
export const MAX_REMEMBERED_SUBJECTS = 1024;

/** One destination, with the sum of its weight and of those before it. */
interface WeighedDestination {
  readonly transform: SubjectTransform;
  readonly upTo: number;
}

/** All destinations of one source, in the order of their weights. */
interface CompiledMapping {
  readonly source: string;
  readonly destinations: readonly WeighedDestination[];
}

/** What is known of a subject that has a mapping. */
interface Remembered {
  readonly mapping: CompiledMapping;
  /** What it becomes each time; null where chance decides. */
  readonly always: string | null;
}

/** One of the destinations of a mapping, for monitoring. */
export interface DestinationInfo {
  /** The subject, with its functions. */
  readonly subject: string;
  /** The sum of its weight and of those before it, percent. */
  readonly weight: number;
}

/** The mappings of an account, ready to be used. Subjects have one character for each byte. */
export class SubjectMappings {
  readonly #mappings: readonly CompiledMapping[];
  /** What recent subjects become; null for those that have no mapping, which mostly they have not. */
  readonly #remembered = new Map<string, Remembered | null>();

  /**
   * Takes mappings as they are configured.
   *
   * @throws {InvalidArgumentError} in nats-server's words.
   */
  constructor(mappings: Mappings) {
    this.#mappings = Object.entries(mappings)
      .map(([source, destinations]) => compileMapping(source, destinations))
      .sort((a, b) => bySpecificity(a.source, b.source));
  }

  /** The destinations by source. */
  get table(): Record<string, DestinationInfo[]> {
    return Object.fromEntries(this.#mappings.map(({ source, destinations }) => [
      source,
      destinations.map(({ transform, upTo }) => ({ subject: transform.destination, weight: upTo })),
    ]));
  }

  /**
   * Maps a published subject, once: what comes out is not mapped again.
   *
   * @returns undefined where no mapping is for it, and null where the weights say that the message is lost.
   */
  map(subject: string, random: RandomFraction): string | null | undefined {
    let known = this.#remembered.get(subject);
    if (known === undefined) {
      known = this.#find(subject);
      if (this.#remembered.size >= MAX_REMEMBERED_SUBJECTS) this.#remembered.clear();
      this.#remembered.set(subject, known);
    }
    if (known === null) return undefined;
    if (known.always !== null) return known.always;
    const drawn = Math.floor(random() * 100);
    const chosen = known.mapping.destinations.find(({ upTo }) => drawn < upTo);
    return chosen === undefined ? null : chosen.transform.apply(subject, random);
  }

  #find(subject: string): Remembered | null {
    const mapping = this.#mappings.find(({ source }) => subjectMatches(source, subject));
    if (mapping === undefined) return null;
    const [only, other] = mapping.destinations;
    const isSure = only !== undefined && other === undefined && only.upTo === 100 && !only.transform.isRandom;
    return { mapping, always: isSure ? only.transform.apply(subject, () => 0) : null };
  }
}

function compileMapping(
  sourceText: string,
  destinations: string | readonly MappingDestination[],
): CompiledMapping {
  if (!isValidSubject(sourceText)) {
    throw new InvalidArgumentError(`Subject ${JSON.stringify(sourceText)} is not a valid subject`);
  }
  const isOne = typeof destinations === "string";
  try {
    const list = isOne ? [{ destination: destinations }] : destinations;
    return { source: binaryText(sourceText), destinations: weigh(binaryText(sourceText), list) };
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const what = isOne
      ? `${JSON.stringify(sourceText)} to ${JSON.stringify(destinations)}`
      : JSON.stringify(sourceText);
    throw new InvalidArgumentError(`Error adding mapping for ${what} : ${error.message}`);
  }
}

/**
 * Checks the weights and adds them up. What is left of 100 percent stays with the source, unless the source is one
 * of the destinations itself: then it is meant to be lost. [nats-server AddWeightedMappings]
 */
function weigh(source: string, list: readonly MappingDestination[]): WeighedDestination[] {
  const seen = new Set<string>();
  const totals = new Map<string, number>();
  const here: { transform: SubjectTransform; weight: number }[] = [];
  for (const { destination, weight = 100, cluster = "" } of list) {
    const subject = binaryText(destination);
    if (seen.has(subject)) {
      throw new InvalidArgumentError(`duplicate entry for ${JSON.stringify(destination)}`);
    }
    seen.add(subject);
    checkWeight(weight);
    const total = (totals.get(cluster) ?? 0) + weight;
    totals.set(cluster, total);
    if (total > 100) throw new InvalidArgumentError("total weight needs to be <= 100");
    checkMapping(source, subject);
    // What is only meant for some cluster has been checked, and is not for a server that stands alone.
    if (cluster === "") here.push({ transform: compileTransform(source, subject), weight });
  }
  const total = totals.get("") ?? 0;
  if (total !== 100 && !seen.has(source)) {
    const rest = hasWildcard(source) ? numberWildcards(source) : source;
    here.push({ transform: compileTransform(source, rest), weight: 100 - total });
  }
  here.sort((a, b) => a.weight - b.weight);
  let upTo = 0;
  return here.map(({ transform, weight }) => ({ transform, upTo: upTo += weight }));
}

function checkWeight(weight: number): void {
  if (Number.isInteger(weight) && weight >= 0 && weight <= 100) return;
  if (weight > 100) throw new InvalidArgumentError("individual weights need to be <= 100");
  throw new InvalidArgumentError("weights need to be integers from 0 to 100");
}
