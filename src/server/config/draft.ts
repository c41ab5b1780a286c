/** The options of a server while its file is being read: what later checks need stands beside them. */

import type { LogSettings } from "../../observe/file_log.ts";
import type { ServerOptions, ServerUser } from "../option_types.ts";
import type { Draft } from "./table.ts";
import type { ConfigValue } from "./value.ts";

/** A port and the option that it comes from. */
export interface PlacedPort {
  readonly port: number;
  readonly place: ConfigValue;
}

/** Users and the option that they come from. */
export interface PlacedUsers {
  readonly users: readonly ServerUser[];
  readonly place: ConfigValue;
}

/** All that a file says. */
export interface ConfigDraft {
  readonly options: Draft<ServerOptions>;
  readonly log: Draft<LogSettings>;
  readonly monitor: { host?: string; http?: PlacedPort; https?: PlacedPort; basePath?: string };
  /** The block of the login, where there is one, and whether it has a list of users. */
  authorization?: { readonly place: ConfigValue; readonly hasUsers: boolean };
  /** The users of each account. */
  readonly accountUsers: PlacedUsers[];
  /** Where the accounts are; missing where they are nowhere. */
  accounts?: ConfigValue;
}
