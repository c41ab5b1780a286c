/** nats.js from npm and its predecessor `nats@2` on natwire's server, beside natwire's own client. */

import { connect, headers, type NatsConnection, nkeys } from "../../mod.ts";
import { createServer } from "../../src/server/mod.ts";
import type { ServerOptions } from "../../src/server/option_types.ts";
import { certificates } from "../_certificates.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { type JsClient, jsClients, type JsConnection } from "./_js_clients.ts";

/** As long as it takes on a machine with other work. */
const TIMEOUT = 20_000;

/** Runs `body` with one connection of each client to natwire's server. */
async function together(
  client: JsClient,
  body: (theirs: JsConnection, ours: NatsConnection, port: number) => Promise<void>,
): Promise<void> {
  const server = await createServer({ port: 0 });
  const theirs = await client.connect({ port: server.port });
  const ours = await connect({ port: server.port });
  try {
    await body(theirs, ours, server.port);
  } finally {
    await theirs.close();
    await ours.close();
    await server.close();
  }
}

/** Runs `body` with a server. */
async function onServer(options: ServerOptions, body: (port: number) => Promise<void>): Promise<void> {
  const server = await createServer({ ...options, port: 0 });
  try {
    await body(server.port);
  } finally {
    await server.close();
  }
}

/** A message there and back. */
async function roundTrip(connection: JsConnection): Promise<string[]> {
  const sub = connection.subscribe("round.*", { max: 1 });
  connection.publish("round.trip", "grüße");
  const seen: string[] = [];
  for await (const msg of sub) seen.push(msg.subject, msg.string());
  return seen;
}

const ROUND_TRIP = ["round.trip", "grüße"];

for (const client of jsClients) {
  const { name } = client;

  test(`${name} publishes and subscribes on natwire's server, in both directions`, async () => {
    await together(client, async (theirs, ours) => {
      const [there, here] = [theirs.subscribe("a.*", { max: 300 }), ours.subscribe("b.>", { max: 300 })];
      await theirs.flush();
      await ours.flush();
      for (let n = 0; n < 300; n++) {
        ours.publish(`a.${n}`, `grüße ${n}`);
        theirs.publish(`b.x.${n}`, `grüße ${n}`);
      }
      let count = 0;
      for await (const msg of there) {
        assertEquals([msg.subject, msg.string()], [`a.${count}`, `grüße ${count++}`]);
      }
      count = 0;
      for await (const msg of here) {
        assertEquals([msg.subject, msg.string()], [`b.x.${count}`, `grüße ${count++}`]);
      }
      assertEquals([there.isClosed(), here.isClosed()], [true, true]);
    });
  });

  test(`${name} sends and gets the largest payload of natwire's server`, async () => {
    await together(client, async (theirs, ours) => {
      const bytes = new Uint8Array(1024 * 1024).map((_, at) => at % 251);
      const [there, here] = [theirs.subscribe("there", { max: 1 }), ours.subscribe("here", { max: 1 })];
      await theirs.flush();
      await ours.flush();
      ours.publish("there", bytes);
      theirs.publish("here", bytes);
      for await (const { data } of there) assertEquals(data, bytes);
      for await (const { data } of here) assertEquals(data, bytes);
    });
  });

  test(`${name} and natwire share a queue group on natwire's server`, async () => {
    await together(client, async (theirs, ours) => {
      const there = theirs.subscribe("work", { queue: "q", callback: () => {} });
      const here = ours.subscribe("work", { queue: "q", callback: () => {} });
      await theirs.flush();
      await ours.flush();
      for (let n = 0; n < 400; n++) (n % 2 ? ours : theirs).publish("work");
      await theirs.flush();
      await ours.flush();
      await theirs.flush();
      const counts = [there.getReceived(), here.getReceived()];
      assertEquals(counts[0]! + counts[1]!, 400);
      assert(Math.min(...counts) > 50, `an uneven split: ${counts}`);
    });
  });

  test(`${name} requests from natwire and natwire from it, with headers`, async () => {
    await together(client, async (theirs, ours) => {
      ours.subscribe("ours", {
        callback: (_error, msg) => {
          const back = headers();
          back.append("Seen", msg.headers?.values("Key").join("+") ?? "");
          msg.respond(`ours: ${msg.string()}`, { headers: back });
        },
      });
      theirs.subscribe("theirs", {
        callback: (_error, msg) => {
          const back = client.headers();
          back.append("Seen", msg.headers?.values("Key").join("+") ?? "");
          msg.respond(`theirs: ${msg.string()}`, { headers: back });
        },
      });
      await ours.flush();
      await theirs.flush();
      for (const noMux of [false, true]) {
        const [mine, other] = [headers(), client.headers()];
        for (const made of [mine, other]) {
          made.append("Key", "1");
          made.append("Key", "ü");
        }
        const fromOurs = await theirs.request("ours", "x", { timeout: TIMEOUT, noMux, headers: other });
        assertEquals([fromOurs.string(), fromOurs.headers?.get("Seen")], ["ours: x", "1+ü"]);
        const fromTheirs = await ours.request("theirs", "y", { timeout: TIMEOUT, noMux, headers: mine });
        assertEquals([fromTheirs.string(), fromTheirs.headers?.get("Seen")], ["theirs: y", "1+ü"]);
      }
    });
  });

  test(`${name} is told of no responders by natwire's server`, async () => {
    await together(client, async (theirs) => {
      for (const noMux of [false, true]) {
        const error = await assertRejects(() => theirs.request("nobody", "", { timeout: TIMEOUT, noMux }));
        const { isNoResponders, code } = error as { isNoResponders?: () => boolean; code?: string };
        assert(isNoResponders?.call(error) === true || code === "503", String(error));
      }
    });
  });

  test(`${name} drains on natwire's server and loses nothing`, async () => {
    await together(client, async (theirs, ours, port) => {
      const sub = ours.subscribe("answers", { callback: () => {} });
      await ours.flush();
      const worker = await client.connect({ port });
      worker.subscribe("work", { callback: (_error, msg) => void msg.respond(msg.data) });
      await worker.flush();
      for (let n = 0; n < 1000; n++) theirs.publish("work", `${n}`, { reply: "answers" });
      await theirs.flush();
      await worker.drain();
      await ours.flush();
      assertEquals([sub.getReceived(), worker.isClosed()], [1000, true]);
    });
  });

  test(`${name} drains one subscription on natwire's server and goes on`, async () => {
    await together(client, async (theirs, ours) => {
      const sub = theirs.subscribe("some", { callback: () => {} });
      const other = theirs.subscribe("other", { callback: () => {} });
      await theirs.flush();
      for (let n = 0; n < 100; n++) ours.publish("some");
      await ours.flush();
      await sub.drain();
      ours.publish("some");
      ours.publish("other");
      await ours.flush();
      await theirs.flush();
      assertEquals([sub.getReceived(), sub.isClosed(), other.getReceived()], [100, true, 1]);
    });
  });

  test(`${name} comes back, with its subscriptions, when natwire's server does`, async () => {
    const first = await createServer({ port: 0 });
    const { port } = first;
    const theirs = await client.connect({ port, reconnectTimeWait: 50, maxReconnectAttempts: -1 });
    const sub = theirs.subscribe("again", { max: 1 });
    const statuses: string[] = [];
    const watching = (async () => {
      for await (const { type } of theirs.status()) {
        if (type === "disconnect" || type === "reconnect") statuses.push(type);
        if (type === "reconnect") break;
      }
    })();
    await theirs.flush().finally(() => first.close());
    const second = await createServer({ port });
    try {
      await watching;
      theirs.publish("again", "back");
      for await (const msg of sub) assertEquals(msg.string(), "back");
      assertEquals(statuses, ["disconnect", "reconnect"]);
    } finally {
      await theirs.close();
      await second.close();
    }
  });

  test(`${name} logs in with a password, and is refused, by natwire's server`, async () => {
    await onServer({ user: "ann", pass: "secret" }, async (port) => {
      const theirs = await client.connect({ port, user: "ann", pass: "secret" });
      assertEquals(theirs.info?.auth_required, true);
      assertEquals(await roundTrip(theirs), ROUND_TRIP);
      await theirs.close();
      const error = await assertRejects(
        () => client.connect({ port, user: "ann", pass: "wrong", reconnect: false }),
      );
      assert(/authorization.violation/i.test(String(error)), String(error));
    });
  });

  test(`${name} signs in with an nkey, and a stranger is refused, by natwire's server`, async () => {
    const [user, stranger] = [nkeys.createUser(), nkeys.createUser()];
    await onServer({ users: [{ nkey: user.getPublicKey() }] }, async (port) => {
      const signIn = (seed: Uint8Array) =>
        client.connect({ port, authenticator: client.nkeyAuthenticator(seed), reconnect: false });
      const theirs = await signIn(user.getSeed());
      assertEquals(await roundTrip(theirs), ROUND_TRIP);
      await theirs.close();
      const error = await assertRejects(() => signIn(stranger.getSeed()));
      assert(/authorization.violation/i.test(String(error)), String(error));
    });
  });

  test(`${name} connects with TLS to natwire's server, and with a certificate where one is wanted`, async () => {
    const { ca, server, client: own } = await certificates();
    const tls = { ca: ca.cert, cert: server.cert, key: server.key };
    for (const verify of [false, true]) {
      await onServer({ tls: { ...tls, verify } }, async (port) => {
        const theirs = await client.connect({
          servers: `localhost:${port}`,
          tls: { ca: ca.cert, ...(verify ? { cert: own.cert, key: own.key } : {}) },
        });
        assertEquals(theirs.info?.tls_required, true);
        assertEquals(await roundTrip(theirs), ROUND_TRIP);
        await theirs.close();
      });
    }
  });
}
