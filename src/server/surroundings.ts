/** What a server leaves in the machine around it: its log, and the files that others find it by. */

import { openLog, type ServerLog } from "../observe/file_log.ts";
import type { Logger } from "../observe/logger.ts";
import type { ServerOptions } from "./option_types.ts";
import { type ListenerUrls, removePortsFile, writePidFile, writePortsFile } from "./process_files.ts";

/** What decides about log and files. */
type SurroundingOptions = Pick<ServerOptions, "logger" | "log" | "pidFile" | "portsFileDir">;

/** The log and the files of one server. */
export class Surroundings {
  readonly #log: ServerLog | null;
  #portsFile: string | null = null;

  /** Takes the log; {@link Surroundings.open} opens it. */
  constructor(log: ServerLog | null) {
    this.#log = log;
  }

  /** Opens the log where the options ask for one and no logger was given; rejects where its file cannot be opened. */
  static async open({ logger, log }: SurroundingOptions): Promise<Surroundings> {
    return new Surroundings(logger === undefined && log !== undefined ? await openLog(log) : null);
  }

  /** The options with the logger that belongs to them. */
  withLogger<T extends SurroundingOptions>(options: T): T & { logger?: Logger } {
    return this.#log === null ? options : { ...options, logger: this.#log.logger };
  }

  /** Writes the files once everything listens. */
  async tell({ pidFile, portsFileDir }: SurroundingOptions, urls: ListenerUrls): Promise<void> {
    if (pidFile !== undefined) await writePidFile(pidFile);
    if (portsFileDir !== undefined) this.#portsFile = await writePortsFile(portsFileDir, urls);
  }

  /** Logs by the settings of other options. */
  async reload({ log }: SurroundingOptions): Promise<void> {
    if (log !== undefined) await this.#log?.apply(log);
  }

  /** Takes the file of URLs away, and writes what is left of the log. */
  async close(): Promise<void> {
    if (this.#portsFile !== null) await removePortsFile(this.#portsFile).catch(() => {});
    await this.#log?.close();
  }
}
