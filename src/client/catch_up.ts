/** Reading no faster than loops that could keep up: a socket that always has more would leave them no turn. */

/**
 * Counts the loops that have messages waiting. After each part of what it read, the reader waits until they have
 * come to the end of theirs, or until the next turn of the event loop: whoever takes longer does so by choice,
 * and then the limits of the subscription count. Such a loop is not waited for again before it has come to the end
 * of its messages once, or it would slow down all that the connection reads.
 *
 * It also keeps messages young: those that are taken before the next ones come are never moved by the collector.
 */
export class CatchUp {
  #behind = 0;
  /** Counts the turns after which nobody was waited for any longer; from 1 on. */
  #round = 1;
  #wake: (() => void) | undefined;
  #turn: ReturnType<typeof setTimeout> | undefined;

  /** A loop has messages waiting; gives what to tell `caughtUp`, never 0. */
  fellBehind(): number {
    this.#behind++;
    return this.#round;
  }

  /** It has come to their end, or is gone. */
  caughtUp(round: number): void {
    if (round === this.#round && --this.#behind === 0) this.#wakeUp();
  }

  /** What to wait for before the next messages; undefined for nothing. */
  wait(): Promise<void> | undefined {
    if (this.#behind === 0) return undefined;
    return new Promise((resolve) => {
      this.#wake = resolve;
      // One that was set for an earlier wait serves as well: it only comes sooner.
      this.#turn ??= setTimeout(() => {
        this.#turn = undefined;
        this.#wakeUp();
      }, 0);
    });
  }

  /** The connection has ended. */
  close(): void {
    clearTimeout(this.#turn);
    this.#turn = undefined;
    this.#wakeUp();
  }

  #wakeUp(): void {
    this.#behind = 0;
    this.#round++;
    this.#wake?.();
    this.#wake = undefined;
  }
}
