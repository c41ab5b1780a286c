/** The status stream: what happens to a connection, for as many readers as like. */

import { QueuedIterator } from "./queue.ts";
import { asError } from "./thrown.ts";
import type { ConnectionOptions, ErrorContext, Status } from "./types.ts";

/**
 * How many statuses wait for a reader; the oldest make room. A program that asks for the stream and stops
 * reading must not grow for it.
 */
const MAX_WAITING = 1024;

/** The readers of a connection's status. */
export class StatusStream {
  /** Made with the first of them. */
  #readers: Set<QueuedIterator<Status>> | undefined;
  readonly #onError: ConnectionOptions["onError"];
  #closed: boolean;

  /** Takes the application's hook for errors, and whether the connection has ended. */
  constructor(onError: ConnectionOptions["onError"], closed = false) {
    this.#onError = onError;
    this.#closed = closed;
  }

  /** Opens a stream that tells what happens from now on. */
  open(): AsyncIterable<Status> {
    const reader = new QueuedIterator<Status>(MAX_WAITING);
    if (this.#closed) {
      reader.stop();
      return reader;
    }
    const readers = this.#readers ??= new Set();
    reader.onBreak = () => readers.delete(reader);
    readers.add(reader);
    return reader;
  }

  /** Tells all readers. */
  tell(status: Status): void {
    for (const reader of this.#readers ?? []) reader.push(status);
  }

  /** Tells all readers of an error, and the hook, which must not harm the connection in its turn. */
  tellError(error: Error, context: ErrorContext): void {
    this.tell({ type: "error", error });
    const failed = (thrown: unknown) => this.tell({ type: "error", error: asError(thrown) });
    try {
      void Promise.resolve(this.#onError?.(error, context)).catch(failed);
    } catch (thrown) {
      failed(thrown);
    }
  }

  /** Tells the end, and ends the streams. */
  close(): void {
    this.#closed = true;
    this.tell({ type: "close" });
    for (const reader of this.#readers ?? []) reader.stop();
    this.#readers = undefined;
  }
}
