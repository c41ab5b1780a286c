/** The C client (Debian's libnats-dev) on natwire's server. */

import { connect, nkeys } from "../../mod.ts";
import { createServer } from "../../src/server/mod.ts";
import type { ServerOptions } from "../../src/server/option_types.ts";
import { certificates, pemFiles } from "../_certificates.ts";
import { writeTextFile } from "../_runtime.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { linesOf, noLibnats, type RunPart, withLibnats } from "./_libnats.ts";

/** Registers a test with a server and the program. */
function onServer(
  name: string,
  options: ServerOptions,
  body: (run: RunPart, port: number, folder: string) => Promise<void>,
): void {
  test(`the C client ${name}`, async () => {
    await withLibnats(async (run, folder) => {
      const server = await createServer({ ...options, port: 0 });
      try {
        await body(run, server.port, folder);
      } finally {
        await server.close();
      }
    });
  }, { skip: noLibnats });
}

onServer("publishes, subscribes, shares queues and makes requests with headers", {}, async (run, port) => {
  assertEquals(await linesOf(run("messages", port)), [
    "500 in order",
    "1048576 bytes the same",
    "queue groups 300 and 300, shared",
    "answer plain",
    "answer headed one grüß two",
    "nobody: No responders available for request",
  ]);
});

onServer("drains its connection and answers all that it was sent", {}, async (run, port) => {
  const asking = await connect({ port });
  try {
    const answers = asking.subscribe("answers", { callback: () => {} });
    await asking.flush();
    const program = run("drain", port);
    await program.printed(/ready/);
    for (let n = 0; n < 2000; n++) asking.publish("work", "", { reply: "answers" });
    const [, handled] = await program.printed(/closed after (\d+)/);
    await asking.flush();
    assert(Number(handled) >= 100, handled);
    assertEquals(answers.getReceived(), Number(handled));
  } finally {
    await asking.close();
  }
});

test("the C client comes back, with its subscriptions, when the server does", async () => {
  await withLibnats(async (run) => {
    const first = await createServer({ port: 0 });
    const { port } = first;
    const program = run("reconnect", port);
    await program.printed(/ready/).finally(() => first.close());
    const second = await createServer({ port });
    try {
      assertEquals(await linesOf(program), ["ready", "back"]);
    } finally {
      await second.close();
    }
  });
}, { skip: noLibnats });

test("the C client connects with TLS, and with a certificate of its own where one is wanted", async () => {
  const { ca, server, client, foreignClient } = await certificates();
  const files = await pemFiles({
    ca: ca.cert,
    cert: client.cert,
    key: client.key,
    foreignCert: foreignClient.cert,
    foreignKey: foreignClient.key,
  });
  const tls = { ca: ca.cert, cert: server.cert, key: server.key };
  try {
    await withLibnats(async (run) => {
      const [open, strict] = [
        await createServer({ port: 0, tls }),
        await createServer({ port: 0, tls: { ...tls, verify: true } }),
      ];
      const encrypted = (port: number, ...names: string[]) =>
        linesOf(run("tls", port, ...names.map((name) => files.path(name))));
      try {
        assertEquals(await encrypted(open.port, "ca"), ["round.trip hello"]);
        assertEquals(await encrypted(strict.port, "ca", "cert", "key"), ["round.trip hello"]);
        // By TLS 1.3 a client takes itself for connected before the server has looked at its certificate.
        for (const own of [[], ["foreignCert", "foreignKey"]]) {
          const refused = await encrypted(strict.port, "ca", ...own);
          assert(
            refused.length === 1 && /^(connect|subscribe|publish|receive): /.test(refused[0]!),
            refused[0],
          );
        }
      } finally {
        await open.close();
        await strict.close();
      }
    });
  } finally {
    await files.close();
  }
}, { skip: noLibnats });

const user = nkeys.createUser();
const stranger = nkeys.createUser();

onServer("signs in with an nkey", { users: [{ nkey: user.getPublicKey() }] }, async (run, port, folder) => {
  const signIn = async (pair: typeof user) => {
    const seedFile = `${folder}/seed`;
    await writeTextFile(seedFile, new TextDecoder().decode(pair.getSeed()));
    return await linesOf(run("nkey", port, pair.getPublicKey(), seedFile));
  };
  assertEquals(await signIn(user), ["round.trip hello"]);
  assertEquals(await signIn(stranger), ["connect: Authentication Violation"]);
});

onServer("signs in with a password", { user: "ann", pass: "secret" }, async (run, port) => {
  assertEquals(await linesOf(run("password", port, "ann", "secret")), ["round.trip hello"]);
  assertEquals(await linesOf(run("password", port, "ann", "Secret")), ["connect: Authentication Violation"]);
});
