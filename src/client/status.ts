/** The status stream: what happens to a connection, for as many readers as like. */

import { QueuedIterator } from "./queue.ts";
import type { Status } from "./types.ts";

/**
 * How many statuses wait for a reader; the oldest make room. A program that asks for the stream and stops
 * reading must not grow for it.
 */
const MAX_WAITING = 1024;

/** The readers of a connection's status. */
export class StatusStream {
  readonly #readers = new Set<QueuedIterator<Status>>();
  #closed = false;

  /** Opens a stream that tells what happens from now on. */
  open(): AsyncIterable<Status> {
    const reader = new QueuedIterator<Status>(MAX_WAITING);
    if (this.#closed) {
      reader.stop();
      return reader;
    }
    reader.onBreak = () => this.#readers.delete(reader);
    this.#readers.add(reader);
    return reader;
  }

  /** Tells all readers. */
  tell(status: Status): void {
    for (const reader of this.#readers) reader.push(status);
  }

  /** Tells the end, and ends the streams. */
  close(): void {
    this.#closed = true;
    this.tell({ type: "close" });
    for (const reader of this.#readers) reader.stop();
    this.#readers.clear();
  }
}
