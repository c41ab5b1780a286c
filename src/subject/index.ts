/** The subscription index: who gets a message that is published to a subject. */

import { subjectMatches } from "./match.ts";
import { Entries, PatternTrie } from "./trie.ts";
import { hasEmptyToken, hasWildcard, isValidSubject } from "./validate.ts";

/** What the index needs to know of a subscription. Neither field may change while the entry is in an index. */
export interface IndexEntry {
  /** The subject subscribed to, which may hold wildcards. */
  readonly subject: string;
  /** The queue group, undefined for a plain subscription. */
  readonly queue: string | undefined;
}

/** The subscriptions that a subject reaches. It is never changed after it was handed out. */
export interface MatchResult<T extends IndexEntry> {
  /** The subscriptions without a queue group: each one gets the message. */
  readonly plain: readonly T[];
  /**
   * One non-empty list per queue group name, whatever patterns its members subscribed to: one member of each list
   * gets the message.
   */
  readonly queues: readonly (readonly T[])[];
}

/** The sizes of what an index holds, for monitoring and for tests that nothing is left behind. */
export interface IndexStats {
  /** Entries in the index. */
  readonly count: number;
  /** Distinct subjects without wildcards. */
  readonly literals: number;
  /** Token positions in the tree of wildcard patterns. */
  readonly nodes: number;
  /** Results in the cache. */
  readonly cached: number;
  /** References to entries in all cached results together. */
  readonly cachedReferences: number;
}

/** How an index has been used, for monitoring. */
export interface IndexUsage {
  /** How often an entry was added. */
  readonly inserts: number;
  /** How often an entry was removed. */
  readonly removes: number;
  /** How often a result was asked for. */
  readonly matches: number;
  /** How often it was in the cache. */
  readonly cacheHits: number;
  /** How many entries the largest cached result has. */
  readonly maxFanout: number;
}

/**
 * How many results are remembered, as in nats-server (`slCacheMax`). More would mostly keep one-time reply subjects.
 * As subjects are at most one control line long, the keys take 4 MiB at worst with the default limit of 4096 bytes.
 */
export const CACHE_MAX_RESULTS = 1024;

/** How many results survive when the cache is full, as in nats-server (`slCacheSweep`): sweeps have to be rare. */
export const CACHE_KEPT_RESULTS = 256;

/**
 * How many entries all remembered results may refer to (2 MiB of references). Without it a thousand subjects that
 * each reach 100,000 subscribers would hold 800 MB. To rebuild a result costs less than to deliver to its entries,
 * so going without such results is cheap. A single larger result is kept until the next one comes.
 */
export const CACHE_MAX_REFERENCES = 262_144;

/** How many references survive when the cache is full: a quarter, as with the results. */
const CACHE_KEPT_REFERENCES = 65_536;

/**
 * Up to how many remembered results a change of a wildcard subscription looks for those it touches. Past that it
 * forgets all of them: else each of 100,000 wildcard subscriptions in a row would walk a full cache, while what was
 * forgotten is found again at a microsecond each, and only if it is still published to.
 */
export const CACHE_MAX_SEARCHED_RESULTS = 256;

/** A result with its weight in the cache. */
interface WeighedResult<T extends IndexEntry> extends MatchResult<T> {
  /** How many entries are in `plain` and `queues` together. */
  readonly references: number;
}

/**
 * The subscriptions of an account, found by published subject.
 *
 * Subjects without wildcards are looked up whole, patterns in a tree of tokens, and what was found for recent
 * subjects is remembered, so that the usual match is one look into a map. Entries are told apart by identity: the
 * same subject may be subscribed to any number of times.
 */
export class SubjectIndex<T extends IndexEntry> {
  readonly #literals = new Map<string, Entries<T>>();
  readonly #patterns = new PatternTrie<T>();
  readonly #cache = new Map<string, WeighedResult<T>>();
  readonly #nothing: WeighedResult<T> = { plain: [], queues: [], references: 0 };
  #cachedReferences = 0;
  #count = 0;
  #generation = 0;
  #inserts = 0;
  #matches = 0;
  #cacheHits = 0;

  /** How many entries are in the index. */
  get count(): number {
    return this.#count;
  }

  /** A number that grows with every change: a result that was found under the same number is still right. */
  get generation(): number {
    return this.#generation;
  }

  /** The sizes of what the index holds. */
  get stats(): IndexStats {
    return {
      count: this.#count,
      literals: this.#literals.size,
      nodes: this.#patterns.nodes,
      cached: this.#cache.size,
      cachedReferences: this.#cachedReferences,
    };
  }

  /** How the index has been used so far. */
  get usage(): IndexUsage {
    return {
      inserts: this.#inserts,
      removes: this.#inserts - this.#count,
      matches: this.#matches,
      cacheHits: this.#cacheHits,
      maxFanout: Math.max(0, ...[...this.#cache.values()].map(({ references }) => references)),
    };
  }

  /**
   * Adds an entry. Returns false and changes nothing where its subject is not valid (`isValidSubject`) or where
   * this very entry is in the index already.
   */
  insert(entry: T): boolean {
    const { subject } = entry;
    if (!isValidSubject(subject)) return false;
    const isPattern = hasWildcard(subject);
    const isNew = isPattern ? this.#patterns.add(subject, entry) : this.#addLiteral(subject, entry);
    if (!isNew) return false;
    this.#count++;
    this.#inserts++;
    this.#changed(subject, isPattern);
    return true;
  }

  /** Removes an entry. Returns false where it is not in the index. */
  remove(entry: T): boolean {
    const { subject } = entry;
    const isPattern = hasWildcard(subject);
    const wasIn = isPattern ? this.#patterns.delete(subject, entry) : this.#deleteLiteral(subject, entry);
    if (!wasIn) return false;
    this.#count--;
    this.#changed(subject, isPattern);
    return true;
  }

  /**
   * Finds who gets a message published to `subject`. Wildcard tokens in it are ordinary tokens here, which only
   * wildcards match; a subject with an empty token reaches nobody. The result stays as it is whatever happens to
   * the index, so entries may be inserted and removed while it is walked.
   */
  match(subject: string): MatchResult<T> {
    this.#matches++;
    const known = this.#cache.get(subject);
    if (known === undefined) return this.#find(subject);
    this.#cacheHits++;
    return known;
  }

  /** Tells whether a message published to `subject` reaches anybody. */
  hasInterest(subject: string): boolean {
    const { plain, queues } = this.match(subject);
    return plain.length > 0 || queues.length > 0;
  }

  #addLiteral(subject: string, entry: T): boolean {
    let entries = this.#literals.get(subject);
    if (entries === undefined) this.#literals.set(subject, entries = new Entries());
    return entries.add(entry);
  }

  #deleteLiteral(subject: string, entry: T): boolean {
    const entries = this.#literals.get(subject);
    if (entries === undefined || !entries.delete(entry)) return false;
    if (entries.isEmpty) this.#literals.delete(subject);
    return true;
  }

  #find(subject: string): MatchResult<T> {
    if (hasEmptyToken(subject)) return this.#nothing;
    const plain: T[] = [];
    const queues: T[][] = [];
    let groups: Map<string, T[]> | undefined;
    let references = 0;
    const takeEntry = (entry: T): void => {
      references++;
      if (entry.queue === undefined) {
        plain.push(entry);
        return;
      }
      groups ??= new Map();
      const group = groups.get(entry.queue);
      if (group !== undefined) {
        group.push(entry);
        return;
      }
      const newGroup = [entry];
      groups.set(entry.queue, newGroup);
      queues.push(newGroup);
    };
    this.#literals.get(subject)?.forEach(takeEntry);
    this.#patterns.collect(subject, (entries) => entries.forEach(takeEntry));
    const result = references === 0 ? this.#nothing : { plain, queues, references };
    this.#remember(subject, result);
    return result;
  }

  #remember(subject: string, result: WeighedResult<T>): void {
    if (
      this.#cache.size >= CACHE_MAX_RESULTS ||
      this.#cachedReferences + result.references > CACHE_MAX_REFERENCES
    ) {
      this.#sweep();
    }
    this.#cache.set(subject, result);
    this.#cachedReferences += result.references;
  }

  /** Forgets the oldest results; a busy subject among them is back after one match. */
  #sweep(): void {
    for (const [subject, result] of this.#cache) {
      if (this.#cache.size <= CACHE_KEPT_RESULTS && this.#cachedReferences <= CACHE_KEPT_REFERENCES) return;
      this.#forget(subject, result);
    }
  }

  #forget(subject: string, result: WeighedResult<T>): void {
    this.#cache.delete(subject);
    this.#cachedReferences -= result.references;
  }

  /** Keeps the cache right after a change: a literal subject touches just its own result. */
  #changed(subject: string, isPattern: boolean): void {
    this.#generation++;
    if (!isPattern) {
      const result = this.#cache.get(subject);
      if (result !== undefined) this.#forget(subject, result);
    } else if (this.#cache.size > CACHE_MAX_SEARCHED_RESULTS) {
      this.#cache.clear();
      this.#cachedReferences = 0;
    } else {
      for (const [cached, result] of this.#cache) {
        if (subjectMatches(subject, cached)) this.#forget(cached, result);
      }
    }
  }
}
