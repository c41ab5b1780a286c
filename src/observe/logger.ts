/** Where natwire says what it is doing: nowhere, unless somebody hands it a logger. */

/** The levels of nats-server's log by their labels, the finest first; `FTL` is left to the command line. */
export type LogLevel = "TRC" | "DBG" | "INF" | "WRN" | "ERR";

/** The levels in order, the finest first. */
export const logLevels: readonly LogLevel[] = ["TRC", "DBG", "INF", "WRN", "ERR"];

/** Takes one sentence a call, without a line end; `console` is one, and so are the loggers of most libraries. */
export interface Logger {
  /** Protocol lines, `TRC`. */
  trace(text: string): void;
  /** What connections do, `DBG`. */
  debug(text: string): void;
  /** What an operator wants to see, `INF`. */
  info(text: string): void;
  /** What may need a look, `WRN`. */
  warn(text: string): void;
  /** What went wrong, `ERR`. */
  error(text: string): void;
  /** Tells whether a level is written at all, so that costly texts need not be made; without it, all are. */
  wants?(level: LogLevel): boolean;
}

/** Says nothing; the default everywhere. */
export const silentLogger: Logger = {
  trace(): void {},
  debug(): void {},
  info(): void {},
  warn(): void {},
  error(): void {},
  wants(): boolean {
    return false;
  },
};

/**
 * Makes a logger that hands on what is at `least` or above.
 *
 * @param least the finest level that is written.
 * @param write takes the level and the sentence.
 */
export function leveledLogger(least: LogLevel, write: (level: LogLevel, text: string) => void): Logger {
  const wants = (level: LogLevel) => logLevels.indexOf(level) >= logLevels.indexOf(least);
  const at = (level: LogLevel) => wants(level) ? (text: string) => write(level, text) : () => {};
  return { trace: at("TRC"), debug: at("DBG"), info: at("INF"), warn: at("WRN"), error: at("ERR"), wants };
}
