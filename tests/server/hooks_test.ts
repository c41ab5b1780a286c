import { startTestServer } from "../../src/testing/mod.ts";
import { assertEquals, test } from "../_test.ts";
import { Peer, pub } from "./_peer.ts";

const connect = (options: Record<string, unknown>) =>
  `CONNECT ${JSON.stringify({ verbose: false, pedantic: false, headers: true, ...options })}\r\n`;

test("ServerHooks.authenticate lets in, refuses, and gives permissions, also after a while", async () => {
  await using server = await startTestServer({
    hooks: {
      authenticate: async ({ user, pass }) => {
        await Promise.resolve();
        if (pass !== "right") return false;
        return { user, permissions: { publish: ["open"] } };
      },
    },
  });
  const peer = await Peer.join(server, connect({ user: "a", pass: "right" }));
  assertEquals(
    await peer.sync(pub("open", "x") + pub("closed", "x")),
    `-ERR 'Permissions Violation for Publish to "closed"'\r\n`,
  );
  const other = new Peer(server.connectInProcess());
  await other.until(" \r\n");
  await other.send(connect({ user: "a", pass: "wrong" }));
  assertEquals(await other.gone(), "-ERR 'Authorization Violation'\r\n");
});

test("ServerHooks.authenticate that throws refuses", async () => {
  await using server = await startTestServer({
    hooks: {
      authenticate: () => {
        throw new Error("no database");
      },
    },
  });
  const peer = new Peer(server.connectInProcess());
  await peer.until(" \r\n");
  await peer.send(connect({ user: "a", pass: "b" }));
  assertEquals(await peer.gone(), "-ERR 'Authorization Violation'\r\n");
});

test("ServerHooks.onConnect and onDisconnect tell who comes and goes, and onPublish refuses what it likes", async () => {
  const said: string[] = [];
  const server = await startTestServer({
    hooks: {
      onConnect: ({ id, name, account }) => said.push(`+${id} ${name} ${account}`),
      onDisconnect: ({ id }, reason) => said.push(`-${id} ${reason}`),
      onPublish: ({ name }, { subject, data }) => {
        said.push(`${name} ${subject} ${data.length}`);
        if (subject === "boom") throw new Error("boom");
        return subject !== "no";
      },
    },
  });
  const peer = await Peer.join(server, connect({ name: "me" }));
  assertEquals(
    await peer.sync("SUB > 1\r\n" + pub("yes", "abc") + pub("no", "x") + pub("boom", "x")),
    `MSG yes 1 3\r\nabc\r\n-ERR 'Permissions Violation for Publish to "no"'\r\n` +
      `-ERR 'Permissions Violation for Publish to "boom"'\r\n`,
  );
  await server.close();
  assertEquals(said, ["+1 me $G", "me yes 3", "me no 1", "me boom 1", "-1 Server Shutdown"]);
});

test("ServerHooks that come with a reload are called, and what they throw, be it later, is logged", async () => {
  const said: string[] = [];
  const logger = { error: (text: string) => said.push(text), warn() {}, info() {}, debug() {}, trace() {} };
  await using server = await startTestServer({ logger });
  await server.reload({
    port: 0,
    logger,
    hooks: { onConnect: ({ name }) => Promise.reject(new Error(`late ${name}`)) },
  });
  await Peer.join(server, connect({ name: "me" }));
  assertEquals(said, ["a hook failed: Error: late me"]);
});
