/** What a client may ask about itself. [nats-server events.go userInfoReq, debugSubscribers] */

import { binaryOf, binaryText } from "../../wire/bytes.ts";
import { CLIENT_INFO_HEADER, isSession } from "../accounts/client_info.ts";
import { type Json, MonitorError } from "../monitor/values.ts";
import type { Session } from "../session.ts";
import type { ServerState } from "../state.ts";
import type { Publisher } from "../subscription.ts";
import type { JsonObject } from "./voice.ts";

/** Answers `$SYS.REQ.USER.INFO`. */
export function userInfo(server: ServerState, from: Publisher, headers: Uint8Array): Json {
  const session = askerOf(server, from, headers);
  if (session === undefined) throw new MonitorError(400, "");
  const { account, user, permissions } = session;
  return {
    user: user?.user ?? "",
    account: account.name,
    account_name: account.name,
    permissions: permissions?.describe() as JsonObject | undefined,
  };
}

/** How many subscriptions of the asker's account a subject reaches, or a subject and a queue. */
export function countSubscribers(
  server: ServerState,
  from: Publisher,
  headers: Uint8Array,
  body: string,
): number {
  const account = askerOf(server, from, headers)?.account ?? from.account;
  const [subject = "", queue] = binaryText(body.trim()).split(/\s+/);
  const { plain, queues } = account.index.match(subject);
  if (queue === undefined) return plain.length + queues.reduce((sum, group) => sum + group.length, 0);
  return queues.find(([member]) => member?.queue === queue)?.length ?? 0;
}

/** The client who asks: where its request came through an import, a header that the server wrote names it. */
function askerOf(server: ServerState, from: Publisher, headers: Uint8Array): Session | undefined {
  if (isSession(from)) return from;
  const text = binaryOf(headers, 0, headers.length);
  const [, json = "{}"] = new RegExp(`\r\n${CLIENT_INFO_HEADER}: *([^\r\n]*)`).exec(text) ?? [];
  const { id } = JSON.parse(json) as { id?: number };
  return [...server.clients].find((session) => session.id === id);
}
