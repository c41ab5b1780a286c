/** What the rules of logins and permissions say, asked of the machine's nats-server. */

import type { LoginOptions } from "../../../src/server/auth/login.ts";
import type { ServerUser } from "../../../src/server/option_types.ts";
import type { Permissions } from "../../../src/server/permissions.ts";
import { natsServer, type RunningNatsServer, startNatsServer } from "../../_nats_server.ts";
import { dialTcp } from "../../_runtime.ts";
import { assert, assertEquals, test, type TestContext } from "../../_test.ts";
import { Peer } from "../_peer.ts";
import { type PermissionCase, publishing, subscribing } from "../_permission_cases.ts";
import { loginCases } from "./_cases.ts";

/** Starts it with a configuration, which may be JSON, and monitoring. */
async function withServer(
  t: TestContext,
  config: unknown,
  use: (server: RunningNatsServer, monitorPort: number) => Promise<void>,
): Promise<void> {
  const found = await natsServer();
  if ("skip" in found) return t.skip(found.skip);
  const server = await startNatsServer({
    path: found.path,
    config: JSON.stringify(config),
    args: ["-m", "-1"],
  });
  try {
    const [, port] = /http monitor on \S+:(\d+)/.exec(server.log()) ?? [];
    await use(server, Number(port));
  } finally {
    await server.close();
  }
}

/** The options as a configuration file has them. */
function configOf(
  { user, pass, token, users, defaultPermissions, noAuthUser, accounts, systemAccount }: LoginOptions,
) {
  const authorization = {
    user,
    password: pass,
    token,
    users: users?.map(userOf),
    default_permissions: defaultPermissions && permissionsOf(defaultPermissions),
  };
  const isEmpty = Object.values(authorization).every((value) => value === undefined);
  return {
    ...(!isEmpty && { authorization }),
    no_auth_user: noAuthUser,
    system_account: systemAccount,
    accounts: accounts && Object.fromEntries(
      Object.entries(accounts).map(([name, { users }]) => [name, { users: users?.map(userOf) }]),
    ),
  };
}

function userOf({ user, pass, nkey, permissions }: ServerUser) {
  return { user, password: pass, nkey, permissions: permissions && permissionsOf(permissions) };
}

function permissionsOf({ publish, subscribe, allowResponses }: Permissions) {
  return { publish, subscribe, allow_responses: allowResponses };
}

/** Connects and says CONNECT; `refused`, or nothing for somebody who is in. */
async function join(
  port: number,
  connect: (nonce: string) => object,
): Promise<{ peer: Peer; refused: boolean }> {
  const peer = new Peer(await dialTcp({ hostname: "127.0.0.1", port }));
  const info = JSON.parse((await peer.until(" \r\n")).slice("INFO ".length)) as { nonce?: string };
  const said = { verbose: false, pedantic: false, ...connect(info.nonce ?? "") };
  await peer.send(`CONNECT ${JSON.stringify(said)}\r\nPING\r\n`);
  const answer = await peer.until("\r\n");
  assert(["PONG\r\n", "-ERR 'Authorization Violation'\r\n"].includes(answer), answer);
  return { peer, refused: answer !== "PONG\r\n" };
}

/** The account and the name of a connection, as `account/user`. */
async function identityOf(monitorPort: number, name: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${monitorPort}/connz?auth=1`);
  const { connections } = await response.json() as { connections: Record<string, string | undefined>[] };
  const found = connections.find((connection) => connection["name"] === name);
  assert(found !== undefined, name);
  // What made the user of an otherwise open server up has no name with us.
  const user = (found["authorized_user"] ?? "").replace(/^nats-\w{8}$/, "");
  return `${found["account"] ?? "$G"}/${user}`;
}

for (const [rule, { options, logins, namedOtherwise }] of Object.entries(loginCases)) {
  test(`nats-server ${rule}`, async (t) => {
    await withServer(t, configOf(options), async ({ port }, monitorPort) => {
      for (const [at, [given, expected]] of logins.entries()) {
        const name = `login ${at}`;
        const { peer, refused } = await join(port, (nonce) => {
          return { ...(typeof given === "function" ? given(nonce) : given), name };
        });
        const seen = refused ? "refused" : await identityOf(monitorPort, name);
        peer.close();
        if (namedOtherwise === undefined) assertEquals(seen, expected, `${rule}: ${at}`);
        else assertEquals(seen === "refused", expected === "refused", `${rule}: ${at}`);
      }
    });
  });
}

/** One user for each rule. */
function usersOf(cases: Record<string, PermissionCase>): ServerUser[] {
  return Object.entries(cases).map(([rule, { permissions }]) => ({ user: rule, pass: "p", permissions }));
}

/** Asks for everything in a table as the users of it, line by line. */
function asked(
  cases: Record<string, PermissionCase>,
  line: (text: string, sid: number) => string,
): (t: TestContext) => Promise<void> {
  return (t) => {
    // An empty list says nothing in a configuration file.
    const told = Object.entries(cases).filter(([rule]) => !rule.includes("by an empty list"));
    return withServer(t, configOf({ users: usersOf(Object.fromEntries(told)) }), async ({ port }) => {
      for (const [rule, { allowed, refused, stricter = [] }] of told) {
        const { peer } = await join(port, () => ({ user: rule, pass: "p" }));
        let sid = 0;
        for (const text of [...allowed, ...refused]) {
          const answer = await peer.sync(line(text, ++sid));
          const isAllowed = allowed.includes(text) || stricter.includes(text);
          assertEquals(answer.startsWith("-ERR 'Permissions Violation for "), !isAllowed, `${rule}: ${text}`);
        }
        peer.close();
      }
    });
  };
}

test(
  "nats-server lets publish what PermissionCheck does",
  asked(publishing, (text) => `PUB ${text} 0\r\n\r\n`),
);

test(
  "nats-server lets subscribe to what PermissionCheck does, but for patterns that reach further than allowed",
  asked(subscribing, (text, sid) => `SUB ${text} ${sid}\r\n`),
);
