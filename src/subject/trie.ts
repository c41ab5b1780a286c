/** The tree of wildcard subscriptions behind the index: a node per token, and nothing kept that is not in use. */

import { isTail, tokenEnd } from "./validate.ts";

/**
 * The entries of one pattern. Nearly every pattern has a single subscriber, which needs no collection of its own;
 * a pattern with very many keeps removal at constant cost.
 */
export class Entries<T> {
  #first: T | undefined = undefined;
  #rest: Set<T> | undefined = undefined;

  /** Adds an entry; returns false where it is in already. */
  add(entry: T): boolean {
    if (this.#first === entry || this.#rest?.has(entry)) return false;
    if (this.#first === undefined) this.#first = entry;
    else (this.#rest ??= new Set()).add(entry);
    return true;
  }

  /** Removes an entry; returns false where it was not in. */
  delete(entry: T): boolean {
    if (this.#first === entry) {
      this.#first = undefined;
      return true;
    }
    if (this.#rest === undefined || !this.#rest.delete(entry)) return false;
    if (this.#rest.size === 0) this.#rest = undefined;
    return true;
  }

  /** Tells whether no entry is left. */
  get isEmpty(): boolean {
    return this.#first === undefined && this.#rest === undefined;
  }

  /** Calls `take` with each entry. */
  forEach(take: (entry: T) => void): void {
    if (this.#first !== undefined) take(this.#first);
    this.#rest?.forEach(take);
  }
}

/** A position in the tree: the tokens on the way to it stand for the beginning of some pattern. */
class Node<T> {
  /** The next position by `*`. */
  star: Node<T> | undefined = undefined;
  /** The entries of the pattern that ends here. */
  here: Entries<T> | undefined = undefined;
  /** The entries of the pattern that goes on with `>`, after which nothing can come. */
  tail: Entries<T> | undefined = undefined;
  // Most positions lead to one other: the first way on is kept here, and only further ones need a map.
  #token = "";
  #child: Node<T> | undefined = undefined;
  #children: Map<string, Node<T>> | undefined = undefined;

  /** How many positions are next. */
  get branches(): number {
    return (this.star ? 1 : 0) + (this.#child ? 1 : 0) + (this.#children?.size ?? 0);
  }

  /** Tells whether a pattern ends here, or goes on with `>`. */
  get hasEntries(): boolean {
    return this.here !== undefined || this.tail !== undefined;
  }

  /** Returns the next position by a literal token. */
  child(token: string): Node<T> | undefined {
    if (this.#child !== undefined && this.#token === token) return this.#child;
    return this.#children?.get(token);
  }

  /** Returns the next position by a token of a pattern, `*` included. */
  next(token: string): Node<T> | undefined {
    return token === "*" ? this.star : this.child(token);
  }

  /** Sets the next position by a token of a pattern, which has none yet. */
  grow(token: string): Node<T> {
    const node = new Node<T>();
    if (token === "*") this.star = node;
    else if (this.#child === undefined) {
      this.#token = token;
      this.#child = node;
    } else (this.#children ??= new Map()).set(token, node);
    return node;
  }

  /** Cuts off the next position by a token of a pattern, with all beyond it. */
  cut(token: string): void {
    if (token === "*") this.star = undefined;
    else if (this.#child !== undefined && this.#token === token) {
      this.#token = "";
      this.#child = undefined;
    } else if (this.#children?.delete(token) && this.#children.size === 0) this.#children = undefined;
  }
}

/**
 * Entries by pattern, found by subject. Patterns must be valid (`isValidSubject`).
 * Walking is done without recursion, so that a subject of many tokens cannot exhaust the stack.
 */
export class PatternTrie<T> {
  readonly #root: Node<T> = new Node();
  #nodes = 0;

  /** How many positions the tree has beyond its root. */
  get nodes(): number {
    return this.#nodes;
  }

  /** Adds an entry under a pattern; returns false where it is there already. */
  add(pattern: string, entry: T): boolean {
    let node = this.#root;
    for (let from = 0; from < pattern.length;) {
      const end = tokenEnd(pattern, from);
      if (isTail(pattern, from, end)) return (node.tail ??= new Entries()).add(entry);
      const token = pattern.substring(from, end);
      let next = node.next(token);
      if (next === undefined) {
        next = node.grow(token);
        this.#nodes++;
      }
      node = next;
      from = end + 1;
    }
    return (node.here ??= new Entries()).add(entry);
  }

  /** Removes an entry and every position that nothing needs any more; returns false where it was not there. */
  delete(pattern: string, entry: T): boolean {
    let node = this.#root;
    // The last position on the way that is needed for something else, and the token by which the way leaves it.
    let kept = node;
    let leavingBy = "";
    let depthBeyond = 0;
    const hasTail = pattern === ">" || pattern.endsWith(".>");
    const pathEnd = hasTail ? pattern.length - 1 : pattern.length;
    for (let from = 0; from < pathEnd;) {
      const end = tokenEnd(pattern, from);
      const token = pattern.substring(from, end);
      const next = node.next(token);
      if (next === undefined) return false;
      if (node === this.#root || node.hasEntries || node.branches > 1) {
        kept = node;
        leavingBy = token;
        depthBeyond = 0;
      }
      depthBeyond++;
      node = next;
      from = end + 1;
    }
    const entries = hasTail ? node.tail : node.here;
    if (entries === undefined || !entries.delete(entry)) return false;
    if (!entries.isEmpty) return true;
    if (hasTail) node.tail = undefined;
    else node.here = undefined;
    if (node !== this.#root && !node.hasEntries && node.branches === 0) {
      kept.cut(leavingBy);
      this.#nodes -= depthBeyond;
    }
    return true;
  }

  /** Calls `take` with the entries of every pattern that matches a subject, which must not have empty tokens. */
  collect(subject: string, take: (entries: Entries<T>) => void): void {
    // Where the way forked: the branch by `*`, and where in the subject to go on from there.
    const forks: { node: Node<T>; from: number }[] = [];
    let node = this.#root;
    let from = 0;
    for (;;) {
      let next: Node<T> | undefined;
      if (from > subject.length) {
        if (node.here !== undefined) take(node.here);
      } else {
        if (node.tail !== undefined) take(node.tail);
        const end = tokenEnd(subject, from);
        next = node.child(subject.substring(from, end));
        from = end + 1;
        if (next === undefined) next = node.star;
        else if (node.star !== undefined) forks.push({ node: node.star, from });
      }
      if (next !== undefined) {
        node = next;
        continue;
      }
      const fork = forks.pop();
      if (fork === undefined) return;
      ({ node, from } = fork);
    }
  }
}
