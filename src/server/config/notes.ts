/** What reading a configuration finds wrong, and what it only has something to say to. */

import type { ConfigProblem } from "../../errors.ts";
import type { Place } from "./value.ts";

/** The problems and warnings so far. */
export class Notes {
  /** What keeps the configuration from being taken. */
  readonly problems: ConfigProblem[] = [];
  /** What its writer should know. */
  readonly warnings: ConfigProblem[] = [];
  /** Those of the warnings with which a file does not pass a test of nats-server. */
  readonly faults: ConfigProblem[] = [];
  /** The files of certificates and keys that have to be there: what names them, and what for. */
  readonly tlsFiles: TlsFile[] = [];

  /** Adds a problem; gives undefined, for readers that have no value then. */
  problem(place: Place, text: string): undefined {
    this.problems.push(at(place, text));
    return undefined;
  }

  /** Adds a warning that nats-server has as well. */
  warn(place: Place, text: string): void {
    this.warnings.push(at(place, text));
    this.faults.push(at(place, text));
  }

  /** Adds a warning that something has no effect here. */
  ignored(place: Place, text: string): void {
    this.warnings.push(at(place, text));
  }
}

/** A file with certificates or a key. */
export interface TlsFile {
  /** The block of TLS options that names it. */
  readonly place: Place;
  /** Its path, from the working directory. */
  readonly path: string;
  /** What is in it. */
  readonly kind: "certificate" | "key" | "ca";
}

function at({ file, line, column }: Place, text: string): ConfigProblem {
  return { file, line, column, text };
}
