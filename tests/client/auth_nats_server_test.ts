/** Logging in to a real nats-server, in every way it knows. */

import {
  type Authenticator,
  AuthorizationError,
  connect,
  type ConnectionOptions,
  credsAuthenticator,
  credsFileAuthenticator,
  firstOf,
  InvalidArgumentError,
  jwtAuthenticator,
  type NatsConnection,
  nkeyAuthenticator,
  nkeyFileAuthenticator,
  nkeys,
  PermissionViolationError,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from "../../mod.ts";
import { withFolder } from "../_folder.ts";
import { natsServer, type RunningNatsServer, startNatsServer } from "../_nats_server.ts";
import { operatorWorld } from "../_operator.ts";
import { writeTextFile } from "../_runtime.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";

const found = await natsServer();

/** Registers a test with a nats-server of its own, configured by what `config` gives. */
function onNatsServer(
  name: string,
  config: string | (() => Promise<string>),
  body: (server: RunningNatsServer) => Promise<void>,
): void {
  test(`nats-server: ${name}`, async () => {
    if ("skip" in found) throw new Error(found.skip);
    const text = typeof config === "string" ? config : await config();
    const server = await startNatsServer({ path: found.path, config: text });
    try {
      await body(server);
    } finally {
      await server.close();
    }
  }, { skip: "skip" in found ? found.skip : false });
}

/** Who the server takes this connection for. */
async function userOf(nc: NatsConnection): Promise<string> {
  const answer = await nc.request("$SYS.REQ.USER.INFO", undefined, { timeout: 5000 });
  return answer.json<{ data: { user: string } }>().data.user;
}

/** Connects with these options and gives the user; refused is told as such. */
async function whoIs(server: RunningNatsServer, options: ConnectionOptions): Promise<string> {
  const nc = await connect({ port: server.port, reconnect: false, ...options });
  try {
    return await userOf(nc);
  } finally {
    await nc.close();
  }
}

async function assertRefused(
  server: RunningNatsServer,
  options: ConnectionOptions,
  name: string,
): Promise<void> {
  let outcome = "accepted";
  try {
    await whoIs(server, options);
  } catch (error) {
    outcome = error instanceof AuthorizationError ? error.code : String(error);
  }
  assertEquals(outcome, "AUTHORIZATION", name);
}

/** Waits for the next status of this type. */
async function statusOf(nc: NatsConnection, type: string): Promise<void> {
  for await (const status of nc.status()) if (status.type === type) return;
}

const ascii = (text: string) => new TextEncoder().encode(text);
const later = <T>(value: T) => () => Promise.resolve(value);
const ann = nkeys.createUser();
const bob = nkeys.createUser();
const seedOf = (pair: nkeys.KeyPair) => new TextDecoder().decode(pair.getSeed());

const USERS = `authorization { users [
  { user: ann, password: secret }
  { nkey: ${ann.getPublicKey()} }
  { nkey: ${bob.getPublicKey()} }
  { user: box, password: b, permissions { publish: ["svc", "$SYS.REQ.USER.INFO"], subscribe: "_MINE.box.>" } }
  { user: svc, password: s }
] }`;

onNatsServer(
  "user and password, as options and as authenticators; a wrong one is refused",
  USERS,
  async (server) => {
    assertEquals(await whoIs(server, { user: "ann", pass: "secret" }), "ann");
    const ways = [
      usernamePasswordAuthenticator("ann", "secret"),
      usernamePasswordAuthenticator(() => "ann", () => "secret"),
      usernamePasswordAuthenticator(later("ann"), later("secret")),
    ];
    for (const authenticator of ways) assertEquals(await whoIs(server, { authenticator }), "ann");
    await assertRefused(server, { user: "ann", pass: "guess" }, "wrong password");
    await assertRefused(server, { user: "eve", pass: "secret" }, "unknown user");
    await assertRefused(server, { token: "secret" }, "token for a user");
    await assertRefused(server, {}, "no credentials");
  },
);

onNatsServer("a token; a wrong one is refused", "authorization { token: sesame }", async (server) => {
  for (const token of ["sesame", () => "sesame", later("sesame")]) {
    const nc = await connect({ port: server.port, authenticator: tokenAuthenticator(token) });
    await nc.close();
  }
  await (await connect({ port: server.port, token: "sesame" })).close();
  await assertRefused(server, { token: "guess" }, "wrong token");
});

onNatsServer("nkeys, as seeds, functions and files; another's seed is refused", USERS, async (server) => {
  for (const seed of [ann.getSeed(), () => ann.getSeed(), later(ann.getSeed())]) {
    assertEquals(await whoIs(server, { authenticator: nkeyAuthenticator(seed) }), ann.getPublicKey());
  }
  const stranger = nkeys.createUser();
  await assertRefused(server, { authenticator: nkeyAuthenticator(stranger.getSeed()) }, "unknown key");
  const liar = () => ({ nkey: ann.getPublicKey(), sig: nkeys.encode(stranger.sign(ascii("nonce"))) });
  await assertRefused(server, { authenticator: liar }, "known key, wrong signature");
  await withFolder(async (folder) => {
    const path = `${folder}/user.nk`;
    const nc = await connect({
      port: server.port,
      authenticator: nkeyFileAuthenticator(path),
      reconnectTimeWait: 10,
      reconnectJitter: 0,
    });
    try {
      assertEquals(await userOf(nc), ann.getPublicKey());
      await writeTextFile(path, seedOf(bob));
      const again = statusOf(nc, "reconnect");
      await nc.reconnect();
      await again;
      assertEquals(await userOf(nc), bob.getPublicKey());
    } finally {
      await nc.close();
    }
  }, { "user.nk": `${seedOf(ann)}\n` });
});

onNatsServer(
  "firstOf: the first that the server takes is used, and all are tried before it is given up",
  USERS,
  async (server) => {
    const asked: string[] = [];
    const noted = (name: string, authenticator: Authenticator): Authenticator => (nonce) => {
      asked.push(name);
      return authenticator(nonce);
    };
    const wrong = noted("wrong", usernamePasswordAuthenticator("ann", "guess"));
    const stranger = noted("stranger", nkeyAuthenticator(nkeys.createUser().getSeed()));
    const right = noted("right", usernamePasswordAuthenticator("ann", later("secret")));
    const quick = { reconnectTimeWait: 1, reconnectJitter: 0 };
    assertEquals(await whoIs(server, { ...quick, authenticator: firstOf(wrong, stranger, right) }), "ann");
    assertEquals(asked, ["wrong", "stranger", "right"]);
    asked.length = 0;
    await assertRefused(server, { ...quick, authenticator: firstOf(wrong, stranger) }, "none fits");
    assertEquals(asked, ["wrong", "stranger"]);
  },
);

onNatsServer("inboxPrefix serves users who may not use _INBOX.>", USERS, async (server) => {
  const service = await connect({ port: server.port, user: "svc", pass: "s" });
  const [allowed, refused] = await Promise.all([
    connect({ port: server.port, user: "box", pass: "b", inboxPrefix: "_MINE.box" }),
    connect({ port: server.port, user: "box", pass: "b" }),
  ]);
  try {
    service.subscribe("svc", { callback: (_err, msg) => void msg.respond(`to ${msg.reply}`) });
    await service.flush();
    for (const noMux of [false, true]) {
      const answer = await allowed.request("svc", "", { noMux, timeout: 5000 });
      assert(answer.string().startsWith("to _MINE.box."), answer.string());
      const error = await assertRejects(() => refused.request("svc", "", { noMux, timeout: 5000 }));
      const cause = error instanceof PermissionViolationError ? error : error.cause;
      assert(cause instanceof PermissionViolationError, String(error));
    }
    const several: string[] = [];
    for await (const msg of await allowed.requestMany("svc", "", { strategy: "count", maxMessages: 1 })) {
      several.push(msg.subject);
    }
    assert(several[0]?.startsWith("_MINE.box."));
  } finally {
    await Promise.all([service.close(), allowed.close(), refused.close()]);
  }
});

const world = await operatorWorld();

onNatsServer("JWT and seed, creds and bearer JWT of an operator", world.config, async (server) => {
  const user = await world.user("ann");
  const bearer = await world.user("bearer", { bearer_token: true });
  const id = user.pair.getPublicKey();
  const seed = user.pair.getSeed();
  const ways = [
    jwtAuthenticator(user.jwt, seed),
    jwtAuthenticator(() => user.jwt, () => seed),
    jwtAuthenticator(later(user.jwt), later(seed)),
    credsAuthenticator(user.creds),
    credsAuthenticator(() => user.creds),
    credsAuthenticator(later(user.creds)),
  ];
  for (const authenticator of ways) assertEquals(await whoIs(server, { authenticator }), id);
  assertEquals(
    await whoIs(server, { authenticator: jwtAuthenticator(bearer.jwt) }),
    bearer.pair.getPublicKey(),
  );
});

onNatsServer("what an operator's server refuses", world.config, async (server) => {
  const user = await world.user("ann");
  const other = await world.user("bob");
  const bearer = await world.user("bearer", { bearer_token: true });
  const expired = await world.user("old", { bearer_token: true }, { exp: 1_700_000_000 });
  const strange = await (await operatorWorld()).user("stranger");
  const cases = {
    "another's seed": jwtAuthenticator(user.jwt, other.pair.getSeed()),
    "no seed for a JWT that is no bearer": jwtAuthenticator(user.jwt),
    "an nkey without a JWT": nkeyAuthenticator(user.pair.getSeed()),
    "a user of another operator": credsAuthenticator(strange.creds),
    "a JWT cut": jwtAuthenticator(bearer.jwt.slice(0, -4)),
    "a JWT that has expired": jwtAuthenticator(expired.jwt),
    "user and password": usernamePasswordAuthenticator("ann", "secret"),
  };
  for (const [name, authenticator] of Object.entries(cases)) {
    await assertRefused(server, { authenticator }, name);
  }
  const broken = credsAuthenticator(ascii("hello"));
  await assertRejects(() => whoIs(server, { authenticator: broken }), InvalidArgumentError, "credentials");
});

onNatsServer("a creds file is read again at each reconnect", world.config, async (server) => {
  const first = await world.user("first");
  const second = await world.user("second");
  const text = (creds: Uint8Array) => new TextDecoder().decode(creds);
  await withFolder(async (folder) => {
    const path = `${folder}/user.creds`;
    const nc = await connect({
      port: server.port,
      authenticator: credsFileAuthenticator(path),
      reconnectTimeWait: 10,
      reconnectJitter: 0,
    });
    try {
      assertEquals(await userOf(nc), first.pair.getPublicKey());
      await writeTextFile(path, text(second.creds).replaceAll("\n", "\r\n"));
      const again = statusOf(nc, "reconnect");
      await nc.reconnect();
      await again;
      assertEquals(await userOf(nc), second.pair.getPublicKey());
    } finally {
      await nc.close();
    }
  }, { "user.creds": text(first.creds) });
});

onNatsServer(
  "a JWT that expires while connected is replaced by what the function gives next",
  world.config,
  async (server) => {
    const short = await world.user("short", {}, { exp: Math.ceil(Date.now() / 1000) + 2 });
    const long = await world.user("long");
    const users = [short, long];
    const authenticator = credsAuthenticator(() =>
      Promise.resolve((users.length > 1 ? users.shift()! : long).creds)
    );
    const nc = await connect({ port: server.port, authenticator, reconnectTimeWait: 10, reconnectJitter: 0 });
    try {
      const again = statusOf(nc, "reconnect");
      assertEquals(await userOf(nc), short.pair.getPublicKey());
      await again;
      assertEquals(await userOf(nc), long.pair.getPublicKey());
    } finally {
      await nc.close();
    }
  },
);
