/** What a command needs of the process around it; tests put their own in its place. */

import type { onSignal } from "#runtime";

/** A signal that a command may listen for. */
export type SignalName = Parameters<typeof onSignal>[0];

/** Puts colours around texts, or leaves them as they are. */
export interface Paint {
  /** For headings. */
  bold(text: string): string;
  /** For what matters less. */
  dim(text: string): string;
  /** For what a server answered. */
  green(text: string): string;
  /** For what a person typed. */
  cyan(text: string): string;
  /** For warnings. */
  yellow(text: string): string;
}

/** Where a command writes, what it looks like there, and how it is told to stop. */
export interface Io {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Writes to standard error too, and settles when that is done; calls do not overlap. */
  log(text: string): Promise<void>;
  /** Columns of the terminal that standard output is, or undefined where it is none. */
  columns: number | undefined;
  /** True where standard output may be coloured. */
  colour: boolean;
  /** Settles with the first signal to stop, by the name nats-server logs; never, where none comes. */
  stopSignal(): Promise<"interrupt" | "terminated">;
  /** Calls the handler at every such signal, which then does nothing else; returns what stops that. */
  onSignal(name: SignalName, handler: () => void): () => void;
}

/** Colours by ANSI sequences, or none. */
export function paintWith(colour: boolean): Paint {
  const wrap = (code: number) => (text: string) => colour ? `\x1b[${code}m${text}\x1b[0m` : text;
  return { bold: wrap(1), dim: wrap(2), green: wrap(32), yellow: wrap(33), cyan: wrap(36) };
}
