import {
  connect,
  type ConnectionOptions,
  InvalidArgumentError,
  type JwtAuth,
  type NKeyAuth,
} from "../../mod.ts";
import { loadContext, readContext } from "../../src/context/mod.ts";
import { createUser } from "../../src/nkeys/mod.ts";
import { withEnv } from "../_env.ts";
import { withFolder } from "../_folder.ts";
import { natsServer, startNatsServer } from "../_nats_server.ts";
import { operatorWorld } from "../_operator.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const base64 = (value: string) => `data:;base64,${btoa(value)}`;
const user = createUser();
const seed = text(user.getSeed());
const world = await operatorWorld();
const member = await world.user("ann");

/** Calls `body` with a configuration folder that holds these contexts, and further files. */
async function withContexts(
  contexts: Record<string, unknown>,
  body: (folder: string) => Promise<void>,
  files: Record<string, string> = {},
): Promise<void> {
  const all = { ...files };
  for (const [name, settings] of Object.entries(contexts)) {
    all[`nats/context/${name}.json`] = typeof settings === "string" ? settings : JSON.stringify(settings);
  }
  await withFolder(async (folder) => {
    const variables = { XDG_CONFIG_HOME: folder, NATS_CONTEXT: undefined, HOME: `${folder}/home` };
    await withEnv(variables, () => body(folder));
  }, all);
}

/** Loads a context of these settings. */
async function loaded(settings: unknown, files: Record<string, string> = {}): Promise<ConnectionOptions> {
  let options: ConnectionOptions = {};
  await withContexts({ it: settings }, async () => void (options = await loadContext("it")), files);
  return options;
}

test("loadContext takes the context named, the one of NATS_CONTEXT, or the one selected", async () => {
  const contexts = { a: { url: "nats://a" }, b: { url: "nats://b" }, "c.d": { url: "nats://c" } };
  await withContexts(contexts, async (folder) => {
    assertEquals(await loadContext(), { servers: ["nats://c"] });
    assertEquals(await loadContext("a"), { servers: ["nats://a"] });
    await withEnv({ NATS_CONTEXT: "b" }, async () => {
      assertEquals(await loadContext(), { servers: ["nats://b"] });
      assertEquals(await loadContext("a"), { servers: ["nats://a"] });
    });
    assertEquals(await loadContext(`${folder}/nats/context/b.json`), { servers: ["nats://b"] });
    assertEquals(await readContext(), {
      name: "c.d",
      path: `${folder}/nats/context/c.d.json`,
      settings: { url: "nats://c" },
    });
  }, { "nats/context.txt": "c.d\n" });
});

test("loadContext looks below ~/.config without XDG_CONFIG_HOME, and knows ~ in a path", async () => {
  await withFolder(async (folder) => {
    await withEnv({ XDG_CONFIG_HOME: undefined, HOME: folder, NATS_CONTEXT: undefined }, async () => {
      assertEquals(await loadContext("a"), { servers: ["nats://a"] });
      assertEquals(await loadContext("~/other.json"), { servers: ["nats://other"] });
    });
  }, {
    ".config/nats/context/a.json": '{"url":"nats://a"}',
    "other.json": '{"url":"nats://other"}',
  });
});

test("loadContext says which context is missing, or that none is named", async () => {
  await withContexts({}, async (folder) => {
    await assertRejects(() => loadContext(), InvalidArgumentError, "no context is named");
    const path = `${folder}/nats/context/gone.json`;
    await assertRejects(
      () => loadContext("gone"),
      InvalidArgumentError,
      `there is no context 'gone': no file ${path}`,
    );
    for (const name of ["../a", "a/b", "a\\b", ".."]) {
      await assertRejects(() => loadContext(name), InvalidArgumentError, "neither the name");
    }
    await withEnv({ XDG_CONFIG_HOME: undefined, HOME: undefined, USERPROFILE: undefined }, async () => {
      await assertRejects(() => loadContext("a"), InvalidArgumentError, "HOME is not set");
    });
  });
});

test("loadContext refuses what is no context, and quotes nothing of it", async () => {
  const cases: Record<string, string> = {
    '{"password": "hunter2",': "is not valid JSON",
    '["hunter2"]': "is not a JSON object",
    '{"password": ["hunter2"]}': "has a 'password' that is not a text",
    '{"tls_first": "hunter2"}': "has a 'tls_first' that is not true or false",
    '{"creds": "data:;base64,hunter2!"}': "'creds'",
    '{"cert": "a"}': "needs 'key'",
    '{"key": "a"}': "needs 'key'",
    '{"ca": "env://HOME"}': "'ca' has to be the path of a file",
    '{"creds": "op://hunter2"}': "'creds' is a reference of the kind 'op'",
    '{"creds": "vault://hunter2"}': "'creds' is a reference of the kind 'vault'",
    '{"user": "u", "password": "nsc://hunter2"}': "'password' is a reference of the kind 'nsc'",
    '{"creds": "$NATWIRE_NOT_SET/x"}': "environment variable NATWIRE_NOT_SET, which is not set",
    '{"nsc": "nsc://o/a/u"}': "an 'nsc' lookup",
    '{"nsc": "nsc://o/a/u", "url": "nats://a"}': "an 'nsc' lookup",
    '{"socks_proxy": "socks5://hunter2"}': "a 'socks_proxy'",
    '{"windows_cert_store": "user"}': "a 'windows_cert_store'",
  };
  for (const [file, message] of Object.entries(cases)) {
    const error = await assertRejects(() => loaded(file), InvalidArgumentError, message);
    assert(!`${error.stack} ${error.cause}`.includes("hunter2"), file);
  }
});

test("loadContext gives the options of every setting", async () => {
  assertEquals(await loaded({}), {});
  const empty = {
    description: "",
    url: "",
    token: "",
    user: "",
    creds: "",
    tls_first: false,
    nsc: "",
    cert: "",
  };
  assertEquals(await loaded(empty), {});
  assertEquals(await loaded({ url: "nats://a:1, tls://b ,,ws://c", color_scheme: "x" }), {
    servers: ["nats://a:1", "tls://b", "ws://c"],
  });
  assertEquals(await loaded({ user: "ann", password: "secret" }), { user: "ann", pass: "secret" });
  assertEquals(await loaded({ user: "ann" }), { user: "ann" });
  assertEquals(await loaded({ token: "sesame" }), { token: "sesame" });
  assertEquals(await loaded({ inbox_prefix: "_MINE" }), { inboxPrefix: "_MINE" });
  assertEquals(await loaded({ tls_first: true }), { tls: { handshakeFirst: true } });
  assertEquals(await loaded({ cert: "/c.pem", key: "file:///k.pem", ca: "/ca.pem" }), {
    tls: { certFile: "/c.pem", keyFile: "/k.pem", caFile: "/ca.pem" },
  });
  assertEquals(
    await loaded({ nsc: "nsc://o", url: "nats://a", creds: "/x" }).then(({ servers }) => servers),
    [
      "nats://a",
    ],
  );
});

test("loadContext puts the user's folder and variables into paths", async () => {
  await withContexts(
    { a: { cert: "~/c.pem", key: "$KEYS/k.pem", ca: "${KEYS}x/ca.pem" } },
    async (folder) => {
      await withEnv({ KEYS: "/keys" }, async () => {
        assertEquals(await loadContext("a"), {
          tls: { certFile: `${folder}/home/c.pem`, keyFile: "/keys/k.pem", caFile: "/keysx/ca.pem" },
        });
      });
    },
  );
});

test("loadContext follows file://, env:// and data: for secrets", async () => {
  await withContexts({
    env: { user: "u", password: "env://NATWIRE_SECRET" },
    data: { user: "u", password: base64("secret\n") },
    file: { user: "u", password: "file://~/password.txt" },
    plain: { user: "u", password: "pass:word" },
  }, async () => {
    await withEnv({ NATWIRE_SECRET: "secret" }, async () => {
      for (const name of ["env", "data", "file"]) {
        assertEquals(await loadContext(name), { user: "u", pass: "secret" }, name);
      }
      assertEquals(await loadContext("plain"), { user: "u", pass: "pass:word" });
    });
  }, { "home/password.txt": "secret\r\n" });
});

test("loadContext makes authenticators of creds, nkey and user_jwt", async () => {
  const creds = text(member.creds);
  const files = { "home/u.creds": creds, "home/u.nk": `${seed}\n` };
  const memberSeed = text(member.pair.getSeed());
  await withContexts({
    creds: { creds: "~/u.creds" },
    credsHere: { creds: base64(creds) },
    jwt: { user_jwt: member.jwt, user_seed: memberSeed },
    jwtHere: { user_jwt: base64(member.jwt), user_seed: base64(memberSeed) },
    nkey: { nkey: "file://~/u.nk" },
    nkeyHere: { nkey: base64(seed) },
    bearer: { user_jwt: member.jwt },
  }, async () => {
    const answer = async (name: string) => {
      const { authenticator } = await loadContext(name);
      assert(typeof authenticator === "function");
      return await authenticator("nonce") as JwtAuth & NKeyAuth;
    };
    for (const name of ["creds", "credsHere", "jwt", "jwtHere"]) {
      const { jwt, nkey, sig } = await answer(name);
      assertEquals({ jwt, nkey }, { jwt: member.jwt, nkey: member.pair.getPublicKey() }, name);
      assert(sig !== "");
    }
    for (const name of ["nkey", "nkeyHere"]) {
      assertEquals((await answer(name)).nkey, user.getPublicKey(), name);
    }
    assertEquals(await answer("bearer") as unknown, { jwt: member.jwt });
  }, files);
});

const found = await natsServer();

test("nats-server: a context's creds and inbox prefix serve a connection", async () => {
  if ("skip" in found) throw new Error(found.skip);
  const server = await startNatsServer({ path: found.path, config: world.config });
  try {
    const settings = { url: `nats://127.0.0.1:${server.port}`, creds: "~/u.creds", inbox_prefix: "_MINE" };
    await withContexts({ live: settings }, async () => {
      const nc = await connect({ ...await loadContext("live"), name: "from a context" });
      try {
        nc.subscribe("svc", { callback: (_err, msg) => void msg.respond(msg.reply) });
        assert((await nc.request("svc")).string().startsWith("_MINE."));
      } finally {
        await nc.close();
      }
    }, { "home/u.creds": text(member.creds) });
  } finally {
    await server.close();
  }
}, { skip: "skip" in found ? found.skip : false });
