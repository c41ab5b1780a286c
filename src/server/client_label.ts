/** What a client is called in the log. [nats-server client.go String, processConnect] */

import type { ConnectOptions } from "../wire/connect.ts";
import { quoteGo } from "../conn/server_quote.ts";
import { binaryOf, utf8 } from "../wire/bytes.ts";

/** What is known of a client before it says anything. */
export function addressLabel(peer: string, isWebSocket: boolean, id: number): string {
  return `${peer} - ${isWebSocket ? "wid" : "cid"}:${id}`;
}

/** What is known of it after its CONNECT: `"v1.2:go:name" - "ACC/user:a"`; empty where it said nothing. */
export function connectLabel(options: Readonly<ConnectOptions>, account: string, user: string): string {
  const { version, lang, name, nkey, auth_token: token } = options;
  const client = [version === "" ? "" : `v${version}`, lang, name].filter((word) => word !== "").join(":");
  const who = nkey !== "" ? `nkey:${nkey}` : user === "" ? "" : token !== "" ? "token" : `user:${user}`;
  return [client, who === "" ? "" : `${account}/${who}`]
    .filter((part) => part !== "")
    .map((part) => ` - ${quoteText(part)}`)
    .join("");
}

function quoteText(text: string): string {
  const bytes = utf8(text);
  return quoteGo(binaryOf(bytes, 0, bytes.length));
}
