/** A log in a file, which is put aside when it has become too large. [nats-server logger/log.go fileLogger] */

import { listFolder, openAppend, removeFile, renameFile } from "#runtime";
import { BACKUP_STAMP, backupStamp, type LogLabel } from "./log_line.ts";
import type { LogSink } from "./log_queue.ts";

type AppendFile = Awaited<ReturnType<typeof openAppend>>;

/** How the file is kept. */
export interface RotationOptions {
  /** How large it may become, bytes, 0 for any size. */
  readonly sizeLimit: number;
  /** How many files there may be, this one included, 0 for any number. */
  readonly maxFiles: number;
}

/** What a log file says in itself. */
export interface RotationVoice {
  /** Makes a line. */
  line(label: LogLabel, text: string): string;
  /** The time. */
  now(): Date;
}

/** A file that log lines are added to. */
export class LogFile implements LogSink {
  readonly #path: string;
  readonly #voice: RotationVoice;
  #options: RotationOptions;
  /** At what size the file is put aside next. */
  #limit: number;
  #file: AppendFile | undefined;
  #size = 0;
  #lastStamp = "";

  private constructor(path: string, options: RotationOptions, voice: RotationVoice) {
    this.#path = path;
    this.#options = options;
    this.#limit = options.sizeLimit || Infinity;
    this.#voice = voice;
  }

  /** Opens the file; throws the runtime's error where that fails. */
  static async open(path: string, options: RotationOptions, voice: RotationVoice): Promise<LogFile> {
    const file = new LogFile(path, options, voice);
    await file.#opened();
    return file;
  }

  get room(): number {
    return Math.max(1, this.#limit - this.#size);
  }

  /** Keeps the file by other numbers from now on. */
  keepBy(options: RotationOptions): void {
    this.#options = options;
    this.#limit = options.sizeLimit || Infinity;
  }

  async write(text: string): Promise<void> {
    await this.#add(text);
    if (this.#size > this.#limit) await this.#rotate();
  }

  /** Goes on in the file that has the name now: what somebody renamed is let go. */
  async reopen(): Promise<void> {
    await this.close();
    await this.#opened();
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #opened(): Promise<AppendFile> {
    if (this.#file === undefined) {
      this.#file = await openAppend(this.#path);
      this.#size = this.#file.size;
    }
    return this.#file;
  }

  async #rotate(): Promise<void> {
    const backup = `${this.#path}.${this.#stamp()}`;
    await this.close();
    try {
      await renameFile(this.#path, backup);
    } catch (error) {
      this.#limit *= 2;
      await this.#say("ERR", `Unable to rename logfile for rotation (${error}), next at size ${this.#limit}`);
      return;
    }
    this.#limit = this.#options.sizeLimit;
    await this.#say("INF", `Rotated log, backup saved as ${JSON.stringify(backup)}`);
    if (this.#options.maxFiles > 0) await this.#purge();
  }

  /** A stamp of now, never the one of the file before: a clock knows fewer digits than nats-server's. */
  #stamp(): string {
    let stamp = backupStamp(this.#voice.now());
    if (stamp <= this.#lastStamp) {
      const nanos = Number(this.#lastStamp.slice(-9)) + 1;
      stamp = `${this.#lastStamp.slice(0, -9)}${String(nanos).padStart(9, "0")}`;
    }
    return this.#lastStamp = stamp;
  }

  async #purge(): Promise<void> {
    const [, folder = "", base = ""] = /^(.*[\\/])?(.*)$/s.exec(this.#path) ?? [];
    try {
      const stamps = (await listFolder(folder || "."))
        .filter((name) => name.startsWith(`${base}.`))
        .map((name) => name.slice(base.length + 1))
        .filter((stamp) => BACKUP_STAMP.test(stamp))
        .sort();
      for (const stamp of stamps.slice(0, Math.max(0, stamps.length - (this.#options.maxFiles - 1)))) {
        await removeFile(`${this.#path}.${stamp}`);
        await this.#say("INF", `Purged log file ${JSON.stringify(`${base}.${stamp}`)}`);
      }
    } catch (error) {
      await this.#say("ERR", `Unable to purge log files (${error}), will attempt next rotation`);
    }
  }

  async #say(label: LogLabel, text: string): Promise<void> {
    await this.#add(this.#voice.line(label, text));
  }

  /** Opening sets the size and so comes first: `+=` would take the one from before. */
  async #add(text: string): Promise<void> {
    const file = await this.#opened();
    const written = await file.write(text);
    this.#size += written;
  }
}
