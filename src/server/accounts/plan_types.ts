/** What the options of all accounts come to: who exports and imports what. Subjects have one character for each byte. */

import type { SubjectTransform } from "../../subject/transform.ts";
import type { AccountOptions, LatencyOptions } from "../option_types.ts";
import type { SubjectMappings } from "./mappings.ts";

/** How a service answers. */
export type ResponseType = "singleton" | "stream" | "chunked";

/** What an account lets others import. */
export interface PlannedExport {
  /** The subject, which may have wildcards. */
  readonly subject: string;
  /** Who may import it; null for everybody. */
  accounts: Set<string> | null;
  /** Which token, counted from 1, must be the name of the importing account; 0 for none. */
  accountTokenPosition: number;
}

/** A service that others may import. */
export interface PlannedService extends PlannedExport {
  /** The account it belongs to. */
  readonly account: string;
  /** How it answers. */
  responseType: ResponseType;
  /** How long it may go without answering, ms. */
  thresholdMs: number;
  /** How its requests are measured; null for not at all. */
  latency: Required<LatencyOptions> | null;
  /** Whether traces of messages go on into this account. */
  allowTrace: boolean;
}

/** A stream of another account. */
export interface PlannedStreamImport {
  /** The account that exports it. */
  readonly account: string;
  /** The subject there. */
  readonly from: string;
  /** The subject here, with `*` for placeholders. */
  readonly to: string;
  /** What makes subjects from there subjects of here; null where they stay the same, or where `to` is the one. */
  readonly transform: SubjectTransform | null;
  /** The way back; null where there is no transform. */
  readonly inverse: SubjectTransform | null;
  /** Whether subjects stay the same. */
  readonly keepsSubject: boolean;
  /** Whether traces of messages go on into this account. */
  readonly allowTrace: boolean;
}

/** A service of another account. */
export interface PlannedServiceImport {
  /** The account that exports it. */
  readonly account: string;
  /** The subject here, with `*` for placeholders. */
  readonly from: string;
  /** The subject there. */
  readonly to: string;
  /** What makes subjects from here subjects of there; null where they stay the same, or where `to` is the one. */
  readonly transform: SubjectTransform | null;
  /** Whether subjects stay the same. */
  readonly keepsSubject: boolean;
  /** Whether the service is told who asks. */
  readonly share: boolean;
  /** What it was exported as; null where it is of the server's own. */
  readonly service: PlannedService | null;
}

/** One account of a plan. */
export interface AccountPlan {
  /** The name. */
  readonly name: string;
  /** What was configured. */
  readonly options: AccountOptions;
  /** Whether it is the system account. */
  readonly isSystem: boolean;
  /** The streams others may import, by subject. */
  readonly streamExports: Map<string, PlannedExport>;
  /** The services others may import, by subject. */
  readonly serviceExports: Map<string, PlannedService>;
  /** The streams it imports. */
  readonly streamImports: PlannedStreamImport[];
  /** The services it imports. */
  readonly serviceImports: PlannedServiceImport[];
  /** Its mappings; null for none. */
  readonly mappings: SubjectMappings | null;
}

/** All accounts. */
export interface AccountsPlan {
  /** The accounts by name, `$G` and the system account included. */
  readonly accounts: ReadonlyMap<string, AccountPlan>;
  /** The name of the system account; null where there is none. */
  readonly systemAccount: string | null;
}
