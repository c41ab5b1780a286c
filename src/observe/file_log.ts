/** The log of nats-server: on standard error or in a file, at levels that a reload may change. */

import { processId, writeLog } from "#runtime";
import { type LogLabel, logLine } from "./log_line.ts";
import { LogQueue, type LogSink } from "./log_queue.ts";
import { LogFile } from "./log_rotation.ts";
import type { Logger, LogLevel } from "./logger.ts";

/** What is logged, and where to. */
export interface LogSettings {
  /** What connections do; false. */
  readonly debug?: boolean;
  /** The protocol as it passes; false. */
  readonly trace?: boolean;
  /** With `trace`: that of the system account too; false. */
  readonly traceVerbose?: boolean;
  /** The file to add to; standard error, where this is missing. */
  readonly file?: string;
  /** How large the file may become before it is put aside and a new one begun, bytes, 0 for any size; 0. */
  readonly sizeLimit?: number;
  /** How many files there may be, the one that is written included, 0 for any number; 0. */
  readonly maxFiles?: number;
  /** Begins each line with the time; true. */
  readonly time?: boolean;
  /** Tells the time in UTC; false. */
  readonly timeUtc?: boolean;
}

/** What a log needs of the process around it; each is that of the process, where it is missing. */
export interface LogSurroundings {
  /** The process id shown. */
  readonly pid?: number;
  /** The time. */
  readonly now?: () => Date;
  /** Writes to standard error; calls do not overlap. */
  readonly writeErr?: (text: string) => Promise<void>;
}

/** An open log. */
export interface ServerLog {
  /** What the server says it by. */
  readonly logger: Logger;
  /** Whether traces show the system account too. */
  readonly traceVerbose: boolean;
  /** How many lines were lost, as they came faster than they could be written or writing failed. */
  readonly dropped: number;
  /** Says why the program ends, `FTL`; it is for the caller to end it. */
  fatal(text: string): void;
  /**
   * Logs by other settings from now on.
   *
   * Rejects with the runtime's error where the new file cannot be opened; then everything stays as it was.
   */
  apply(settings: LogSettings): Promise<void>;
  /** Opens the file anew, so that one that was renamed is let go, and says so. */
  reopen(): Promise<void>;
  /** Settles when everything said so far is written. */
  flush(): Promise<void>;
  /** Writes what is left and lets go of the file; what is said afterwards goes nowhere. */
  close(): Promise<void>;
}

/**
 * Opens a log.
 *
 * Rejects with the runtime's error where the file cannot be opened.
 */
export async function openLog(
  settings: LogSettings = {},
  surroundings: LogSurroundings = {},
): Promise<ServerLog> {
  const log = new OpenLog(settings, surroundings);
  await log.open();
  return log;
}

class OpenLog implements ServerLog {
  readonly logger: Logger;
  readonly #pid: number;
  readonly #now: () => Date;
  readonly #writeErr: (text: string) => Promise<void>;
  readonly #queue: LogQueue;
  #settings: LogSettings;

  constructor(settings: LogSettings, { pid, now, writeErr }: LogSurroundings) {
    this.#settings = settings;
    this.#pid = pid ?? processId();
    this.#now = now ?? (() => new Date());
    this.#writeErr = writeErr ?? writeLog;
    this.#queue = new LogQueue(this.#standardError(), {
      lost: (count) => this.#line("WRN", `${count} log lines were lost: they could not be written in time`),
      failed: (error) => this.#complain(error),
    });
    this.logger = this.#makeLogger();
  }

  get traceVerbose(): boolean {
    return this.#settings.traceVerbose ?? false;
  }

  get dropped(): number {
    return this.#queue.dropped;
  }

  async open(): Promise<void> {
    if (this.#settings.file !== undefined) await this.#goTo(this.#settings);
  }

  fatal(text: string): void {
    this.#queue.push(this.#line("FTL", text));
  }

  async apply(settings: LogSettings): Promise<void> {
    if (settings.file !== this.#settings.file) await this.#goTo(settings);
    else if (settings.file !== undefined) {
      await this.#queue.change((sink) => {
        if (sink instanceof LogFile) sink.keepBy(rotation(settings));
        return Promise.resolve(sink);
      });
    }
    this.#settings = settings;
  }

  async reopen(): Promise<void> {
    if (this.#settings.file === undefined) {
      this.logger.info("File log re-open ignored, not a file logger");
      return;
    }
    await this.#queue.change(async (sink) => {
      if (sink instanceof LogFile) await sink.reopen();
      return sink;
    });
    this.logger.info("File log re-opened");
  }

  flush(): Promise<void> {
    return this.#queue.flush();
  }

  close(): Promise<void> {
    return this.#queue.close();
  }

  /** Opens where the lines go from now on, and lets go of where they went. */
  #goTo(settings: LogSettings): Promise<void> {
    return this.#queue.change(async (before) => {
      const sink = settings.file === undefined ? this.#standardError() : await LogFile.open(
        settings.file,
        rotation(settings),
        { line: (label, text) => this.#line(label, text), now: this.#now },
      );
      await before.close();
      return sink;
    });
  }

  #standardError(): LogSink {
    return { room: Infinity, write: (text) => this.#writeErr(text), close: () => Promise.resolve() };
  }

  #line(label: LogLabel, text: string): string {
    const { time = true, timeUtc = false } = this.#settings;
    return logLine({ pid: this.#pid, time, utc: timeUtc }, label, text, this.#now());
  }

  /** Says on standard error that the file cannot be written; where it is standard error that fails, nobody hears. */
  #complain(error: unknown): void {
    const { file } = this.#settings;
    if (file === undefined) return;
    const text = `Error writing log file ${JSON.stringify(file)}: ${error}`;
    void this.#writeErr(this.#line("ERR", text)).catch(() => {});
  }

  /** `-V` without `-D` shows the protocol without the detail, so levels do not nest. */
  #makeLogger(): Logger {
    const wants = (level: LogLevel): boolean => {
      if (level === "DBG") return this.#settings.debug ?? false;
      return level === "TRC" ? this.#settings.trace ?? false : true;
    };
    const at = (level: LogLevel) => (text: string) => {
      if (wants(level)) this.#queue.push(this.#line(level, text));
    };
    return { trace: at("TRC"), debug: at("DBG"), info: at("INF"), warn: at("WRN"), error: at("ERR"), wants };
  }
}

function rotation({ sizeLimit = 0, maxFiles = 0 }: LogSettings): { sizeLimit: number; maxFiles: number } {
  return { sizeLimit, maxFiles };
}
