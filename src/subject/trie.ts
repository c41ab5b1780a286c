/** The tree of wildcard subscriptions behind the index: a node per token, and nothing kept that is not in use. */

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
  /** The next positions by literal token. */
  children: Map<string, Node<T>> | undefined = undefined;
  /** The next position by `*`. */
  star: Node<T> | undefined = undefined;
  /** The entries of the pattern that ends here. */
  here: Entries<T> | undefined = undefined;
  /** The entries of the pattern that goes on with `>`, after which nothing can come. */
  tail: Entries<T> | undefined = undefined;
}

/**
 * Entries by pattern, found by subject. Patterns must be valid (`isValidSubject`).
 * Walking is done without recursion, so that a subject of many tokens cannot exhaust the stack.
 */
export class PatternTrie<T> {
  #root: Node<T> = new Node();
  #nodes = 0;

  /** How many positions the tree has beyond its root. */
  get nodes(): number {
    return this.#nodes;
  }

  /** Adds an entry under a pattern; returns false where it is there already. */
  add(pattern: string, entry: T): boolean {
    const { tokens, hasTail } = splitPattern(pattern);
    let node = this.#root;
    for (const token of tokens) node = this.#next(node, token) ?? this.#grow(node, token);
    const entries = hasTail ? (node.tail ??= new Entries()) : (node.here ??= new Entries());
    return entries.add(entry);
  }

  /** Removes an entry and every position that nothing needs any more; returns false where it was not there. */
  delete(pattern: string, entry: T): boolean {
    const { tokens, hasTail } = splitPattern(pattern);
    let node = this.#root;
    const path = [node];
    for (const token of tokens) {
      const next = this.#next(node, token);
      if (next === undefined) return false;
      path.push(next);
      node = next;
    }
    const entries = hasTail ? node.tail : node.here;
    if (entries === undefined || !entries.delete(entry)) return false;
    if (!entries.isEmpty) return true;
    if (hasTail) node.tail = undefined;
    else node.here = undefined;
    this.#prune(path, tokens);
    return true;
  }

  /** Calls `take` with the entries of every pattern that matches a subject, which must not have empty tokens. */
  collect(subject: string, take: (entries: Entries<T>) => void): void {
    let level: Node<T>[] = [this.#root];
    for (const token of subject.split(".")) {
      const nextLevel: Node<T>[] = [];
      for (const node of level) {
        if (node.tail !== undefined) take(node.tail);
        const child = node.children?.get(token);
        if (child !== undefined) nextLevel.push(child);
        if (node.star !== undefined) nextLevel.push(node.star);
      }
      if (nextLevel.length === 0) return;
      level = nextLevel;
    }
    for (const node of level) {
      if (node.here !== undefined) take(node.here);
    }
  }

  #next(node: Node<T>, token: string): Node<T> | undefined {
    return token === "*" ? node.star : node.children?.get(token);
  }

  #grow(node: Node<T>, token: string): Node<T> {
    const next = new Node<T>();
    if (token === "*") node.star = next;
    else (node.children ??= new Map()).set(token, next);
    this.#nodes++;
    return next;
  }

  /** Cuts off empty positions from the far end of a path; `tokens[i]` leads from `path[i]` to `path[i + 1]`. */
  #prune(path: Node<T>[], tokens: string[]): void {
    for (let i = tokens.length; i > 0; i--) {
      const node = path[i]!;
      if (node.here || node.tail || node.star || node.children) return;
      const parent = path[i - 1]!;
      const token = tokens[i - 1]!;
      if (token === "*") parent.star = undefined;
      else {
        parent.children!.delete(token);
        if (parent.children!.size === 0) parent.children = undefined;
      }
      this.#nodes--;
    }
  }
}

/** Cuts a pattern into the tokens before a closing `>`, and whether there is one. */
function splitPattern(pattern: string): { tokens: string[]; hasTail: boolean } {
  const tokens = pattern.split(".");
  const hasTail = tokens.at(-1) === ">";
  if (hasTail) tokens.pop();
  return { tokens, hasTail };
}
