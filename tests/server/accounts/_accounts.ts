/** Servers with accounts, and clients in them. */
import type { AccountOptions, ServerOptions } from "../../../src/server/option_types.ts";
import { createServer, type Server } from "../../../src/server/mod.ts";
import { Peer } from "../_peer.ts";

/** The options of a server with these accounts; each gets a user who is called like the account, in small letters. */
export function accountsOptions(
  accounts: Record<string, AccountOptions>,
  more: ServerOptions = {},
): ServerOptions {
  const withUsers = Object.entries(accounts).map(([name, account]): [string, AccountOptions] => {
    const user = name.toLowerCase();
    return [name, { ...account, users: [{ user, pass: user }, ...account.users ?? []] }];
  });
  return { ...more, port: 0, accounts: Object.fromEntries(withUsers) };
}

/** Starts a server with these accounts. */
export function startAccounts(
  accounts: Record<string, AccountOptions>,
  more: ServerOptions = {},
): Promise<Server> {
  return createServer(accountsOptions(accounts, more));
}

/** Connects as a user whose password is the name. */
export async function joinAs(
  server: Server,
  user: string,
  more: Record<string, unknown> = {},
): Promise<Peer> {
  const connect = {
    verbose: false,
    pedantic: false,
    protocol: 1,
    headers: true,
    no_responders: true,
    user,
    pass: user,
    ...more,
  };
  return await Peer.join(server, `CONNECT ${JSON.stringify(connect)}\r\n`);
}

/** An HPUB with its headers, each `Name: value`, and its payload. */
export function hpub(subject: string, headers: string[], payload: string, reply = ""): string {
  const block = `NATS/1.0\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`;
  const to = reply === "" ? subject : `${subject} ${reply}`;
  return `HPUB ${to} ${block.length} ${block.length + payload.length}\r\n${block}${payload}\r\n`;
}

/** The reply subject of a request as the service got it. */
export function replyIn(text: string): string {
  const found = /_R_\.\S+/.exec(text);
  if (found === null) throw new Error(`there is no reply in ${text}`);
  return found[0];
}
