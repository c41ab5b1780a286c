/** A thread in which an optional package works: `node:worker_threads`, which Deno has too. */

import type nodeProcess from "node:process";
import type * as threads from "node:worker_threads";
import type { LibraryThread } from "./types.ts";

/** What every thread runs: it loads the package, hands it to the program, and answers one question after another. */
const SOURCE = `
import("node:worker_threads").then(async ({ parentPort, workerData: { specifier, program } }) => {
  try {
    const answerTo = (0, eval)(program)(await import(specifier));
    parentPort.on("message", (question) => parentPort.postMessage({ answer: answerTo(question) }));
    parentPort.postMessage({ ready: true });
  } catch (error) {
    parentPort.postMessage({ failure: String(error) });
  }
});`;

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** Starts a thread that has a module under this specifier. See `startLibraryThread` in `types.ts`. */
export function startThread(program: string, specifier: string): LibraryThread {
  const process = globalThis.process as typeof nodeProcess;
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  return new Thread(new Worker(SOURCE, { eval: true, workerData: { specifier, program } }));
}

class Thread implements LibraryThread {
  readonly ready: Promise<void>;
  readonly #worker: threads.Worker;
  /** Who waits for an answer, in the order of the questions. */
  readonly #waiting: Waiting[] = [];
  #failure: Error | undefined;

  constructor(worker: threads.Worker) {
    this.#worker = worker;
    this.ready = this.#answer().then(() => {});
    // Whoever asks is told; nobody has to.
    this.ready.catch(() => {});
    worker.on("message", (said: { answer?: unknown; failure?: string }) => {
      if (said.failure === undefined) this.#next()?.resolve(said.answer);
      else this.#fail(new Error(said.failure));
    });
    worker.on("error", (error) => this.#fail(error));
    worker.on("exit", () => this.#fail(new Error("the thread has ended")));
  }

  ask(question: unknown): Promise<unknown> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const answer = this.#answer();
    this.#worker.postMessage(question);
    return answer;
  }

  async close(): Promise<void> {
    this.#fail(new Error("the thread has been ended"));
    await this.#worker.terminate();
  }

  #answer(): Promise<unknown> {
    // While nobody waits, the thread does not keep the process alive.
    this.#worker.ref();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #next(): Waiting | undefined {
    const next = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#worker.unref();
    return next;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#failure);
    this.#worker.unref();
  }
}
