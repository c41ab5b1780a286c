/** Which servers a request to all of them is meant for. [nats-server events.go EventFilterOptions, filterRequest] */

import type { ServerState } from "../state.ts";

/** Tells whether this server is meant by what a request says of servers; a body that says nothing means all. */
export function isForThisServer(server: ServerState, body: string): boolean {
  if (body === "") return true;
  let filter: unknown;
  try {
    filter = JSON.parse(body);
  } catch {
    // Whoever answers says what is wrong with it.
    return true;
  }
  if (typeof filter !== "object" || filter === null) return true;
  const { server_name: name, cluster, host, domain, tags, exact_match: exact } = filter as Record<
    string,
    unknown
  >;
  const fits = (wanted: unknown, has: string) => {
    if (typeof wanted !== "string" || wanted === "") return true;
    return exact === true ? has === wanted : has.includes(wanted);
  };
  const { info, options } = server;
  if (!fits(name, info.server_name) || !fits(host, info.host)) return false;
  if (!fits(cluster, "") || !fits(domain, "")) return false;
  const own = options.serverTags ?? [];
  return !Array.isArray(tags) || tags.every((tag) => own.includes(String(tag).toLowerCase()));
}
