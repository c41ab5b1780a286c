/** A list that is filled at one end and emptied at the other, without moving what is in it. */

/** How many values there is room for at least, once there were any. */
const MIN_ROOM = 16;

/** Room beyond this is given back when the list is empty. */
const KEPT_ROOM = 1024;

/** First in, first out. */
export class Ring<T> {
  /** Its length is a power of two. */
  #values: (T | undefined)[] = [];
  #first = 0;
  #size = 0;

  /** How many values are in it. */
  get size(): number {
    return this.#size;
  }

  /** Adds a value behind the others. */
  push(value: T): void {
    if (this.#size === this.#values.length) this.#grow();
    this.#values[(this.#first + this.#size) & (this.#values.length - 1)] = value;
    this.#size++;
  }

  /** Takes the first value; there must be one. */
  shift(): T {
    const values = this.#values;
    const value = values[this.#first]!;
    values[this.#first] = undefined;
    this.#first = (this.#first + 1) & (values.length - 1);
    if (--this.#size === 0 && values.length > KEPT_ROOM) this.clear();
    return value;
  }

  /** Forgets all. */
  clear(): void {
    this.#values = [];
    this.#first = 0;
    this.#size = 0;
  }

  #grow(): void {
    const values = this.#values;
    const grown: (T | undefined)[] = new Array(Math.max(MIN_ROOM, 2 * values.length)).fill(undefined);
    for (let at = 0; at < this.#size; at++) grown[at] = values[(this.#first + at) & (values.length - 1)];
    this.#values = grown;
    this.#first = 0;
  }
}
