/** The lines of a log on their way out: whoever says something never waits for a disk or a terminal. */

/** Where lines go. Calls do not overlap. */
export interface LogSink {
  /** How many characters may go in one write. */
  readonly room: number;
  /** Writes whole lines. */
  write(text: string): Promise<void>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

/**
 * How many characters may wait, about 4 MiB: a second or so of a full protocol trace. What comes on top of it is
 * dropped and counted, as a disk that stands still must not take the server's memory.
 */
export const MAX_QUEUED_CHARS: number = 4 * 1024 * 1024;

/** How many characters go in one write, so that a slow disk frees the queue little by little. */
const WRITE_CHARS = 64 * 1024;

/** What the queue has to say by itself. */
export interface LogQueueVoice {
  /** The line that tells how many lines were lost. */
  lost(count: number): string;
  /** Hears of the first of several writes that fail. */
  failed(error: unknown): void;
}

/** A queue of lines before a sink. */
export class LogQueue {
  #sink: LogSink;
  readonly #voice: LogQueueVoice;
  #lines: string[] = [];
  #chars = 0;
  #lost = 0;
  #dropped = 0;
  #failing = false;
  #closed = false;
  /** What is to be done, one after the other. It never rejects. */
  #work: Promise<void> = Promise.resolve();
  #scheduled = false;

  constructor(sink: LogSink, voice: LogQueueVoice) {
    this.#sink = sink;
    this.#voice = voice;
  }

  /** How many lines were never written. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Takes a line with its line end. */
  push(line: string): void {
    if (this.#closed) return;
    if (this.#chars + line.length > MAX_QUEUED_CHARS) return this.#lose(1);
    this.#lines.push(line);
    this.#chars += line.length;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#work = this.#work.then(() => this.#drain());
  }

  /** Does something to the sink once all lines so far are written; the sink it gives takes the lines from then on. */
  change(work: (sink: LogSink) => Promise<LogSink>): Promise<void> {
    const done = this.#work.then(async () => {
      await this.#drain();
      this.#sink = await work(this.#sink);
    });
    this.#work = done.catch(() => {});
    return done;
  }

  /** Settles when everything that was said before is written, or lost. */
  flush(): Promise<void> {
    return this.#work;
  }

  /** Writes what is left and lets go of the sink; what is said afterwards is nowhere. */
  async close(): Promise<void> {
    if (this.#closed) return await this.#work;
    this.#closed = true;
    await this.change(async (sink) => {
      await sink.close();
      return sink;
    });
  }

  #lose(count: number): void {
    this.#lost += count;
    this.#dropped += count;
  }

  async #drain(): Promise<void> {
    while (this.#lines.length > 0) {
      const told = this.#lost;
      const lines = this.#take();
      const text = (told > 0 ? this.#voice.lost(told) : "") + lines.join("");
      try {
        await this.#sink.write(text);
        this.#lost -= told;
        this.#failing = false;
      } catch (error) {
        this.#lose(lines.length);
        if (!this.#failing) this.#voice.failed(error);
        this.#failing = true;
      }
    }
    this.#scheduled = false;
  }

  /** At least one line, and what goes with it in one write. */
  #take(): string[] {
    const most = Math.min(WRITE_CHARS, this.#sink.room);
    let count = 0;
    let chars = 0;
    do chars += this.#lines[count++]!.length; while (count < this.#lines.length && chars < most);
    this.#chars -= chars;
    return this.#lines.splice(0, count);
  }
}
