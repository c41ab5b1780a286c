/** What waits to be done for several parties, so that none of them keeps the others from having theirs done. */

/** A bounded queue with a line for each party, which get their turns one after the other. */
export class FairQueue<T> {
  readonly #max: number;
  /** The lines by party, the one whose turn it is first; none is empty. */
  readonly #lines = new Map<string, T[]>();
  #size = 0;

  /** Holds so many items of all parties. */
  constructor(max: number) {
    this.#max = max;
  }

  /** How many items wait. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds an item of a party. Gives the item that there is no room for, if any: the last one of the party that has
   * most, or this one where that would not leave its own party with less than the other.
   */
  add(party: string, item: T): T | undefined {
    const line = this.#lines.get(party) ?? [];
    let dropped: T | undefined;
    if (this.#size >= this.#max) {
      const longest = [...this.#lines.values()].reduce((a, b) => b.length > a.length ? b : a, line);
      if (longest.length <= line.length + 1) return item;
      dropped = longest.pop();
      this.#size--;
    }
    line.push(item);
    this.#lines.set(party, line);
    this.#size++;
    return dropped;
  }

  /** Takes the first item of the party whose turn it is. */
  next(): T | undefined {
    const [turn] = this.#lines;
    if (turn === undefined) return undefined;
    const [party, line] = turn;
    const item = line.shift();
    this.#lines.delete(party);
    if (line.length > 0) this.#lines.set(party, line);
    this.#size--;
    return item;
  }
}
