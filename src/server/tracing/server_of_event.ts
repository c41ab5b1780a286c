/** What an event says of the server that sends it. [nats-server events.go ServerInfo] */

import { dateText, sorted } from "../monitor/values.ts";
import type { ServerState } from "../state.ts";

/** The switches that nats-server tells of: these are its defaults, and nothing here goes by them. */
const FEATURE_FLAGS = {
  js_ack_fc_v2: false,
  js_api_reply_v2: false,
  js_raft_delete_range: true,
  js_snapshot_sources: false,
};

/** The server in JSON, in nats-server's order. */
export interface EventServer {
  /** Its name. */
  readonly name: string;
  /** The address it listens on. */
  readonly host: string;
  /** Its id. */
  readonly id: string;
  /** The version of NATS. */
  readonly ver: string;
  /** Its tags. */
  readonly tags?: readonly string[];
  /** Its metadata. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Switches of what is not there. */
  readonly feature_flags: typeof FEATURE_FLAGS;
  /** Whether there is JetStream. */
  readonly jetstream: boolean;
  /** What it can do. */
  readonly flags: number;
  /** Counts the events. */
  readonly seq: number;
  /** When it is sent. */
  readonly time: string;
}

/** How many events each server has sent. */
const sequences = new WeakMap<ServerState, number>();

/** Describes the server for its next event. */
export function serverOfEvent(state: ServerState): EventServer {
  const { info, identity, options: { serverTags, serverMetadata } } = state;
  const seq = (sequences.get(state) ?? 0) + 1;
  sequences.set(state, seq);
  return {
    name: info.server_name,
    host: info.host,
    id: identity.id,
    ver: info.version,
    ...(serverTags === undefined || serverTags.length === 0 ? {} : { tags: serverTags }),
    ...(serverMetadata === undefined ? {} : { metadata: sorted(serverMetadata) }),
    feature_flags: FEATURE_FLAGS,
    jetstream: false,
    flags: 0,
    seq,
    time: dateText(Date.now()),
  };
}
