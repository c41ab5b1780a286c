/** TLS with a real nats-server, in every way it can be set up. */

import { connect, type ConnectionOptions, type NatsConnection } from "../../mod.ts";
import { DialError } from "../../src/transport/errors.ts";
import type { TlsOptions, Transport } from "../../src/transport/transport.ts";
import { type Certificates, certificates, type PemFiles, pemFiles } from "../_certificates.ts";
import { natsServer, type RunningNatsServer, startNatsServer } from "../_nats_server.ts";
import { dialTcp, runtime } from "../_runtime.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";

const found = await natsServer();

/** What a test is given. */
interface Scene {
  readonly server: RunningNatsServer;
  readonly all: Certificates;
  readonly files: PemFiles;
  /** Connects, by the name in the server's certificate unless told otherwise, and notes the transports. */
  connect(options?: ConnectionOptions): Promise<NatsConnection>;
  /** Fails unless the connection fails, and gives the error. */
  refused(options?: ConnectionOptions): Promise<Error>;
  /** The transport dialled last. */
  transport(): Transport | undefined;
}

/** How the server is set up. */
interface Setup {
  /** Its certificate; `server` unless told. */
  pair?: "server" | "elsewhere" | "expired" | "selfSigned";
  /** More lines of its `tls` block; null for a server without TLS. */
  tls?: string | null;
  /** More of its configuration. */
  config?: string;
}

/** Registers a test with a nats-server of its own. */
function onTlsServer(
  name: string,
  { pair = "server", tls = "", config = "" }: Setup,
  body: (scene: Scene) => Promise<void>,
): void {
  test(`nats-server: ${name}`, async () => {
    if ("skip" in found) throw new Error(found.skip);
    const all = await certificates();
    const files = await pemFiles({
      "ca.pem": all.ca.cert,
      "server.pem": all[pair].cert,
      "server.key": all[pair].key,
    });
    const block = tls === null ? "" : `tls {
      cert_file: "${files.path("server.pem")}", key_file: "${files.path("server.key")}"
      ca_file: "${files.path("ca.pem")}", timeout: 5
      ${tls}
    }`;
    const server = await startNatsServer({ path: found.path, config: `${block}\n${config}` });
    const opened: NatsConnection[] = [];
    let dialled: Transport | undefined;
    const open = async (options: ConnectionOptions = {}): Promise<NatsConnection> => {
      const nc = await connect({
        servers: `localhost:${server.port}`,
        reconnect: false,
        dial: async (to) => dialled = await dialTcp(to),
        ...options,
      });
      opened.push(nc);
      await nc.flush();
      return nc;
    };
    const refused = (options?: ConnectionOptions): Promise<Error> =>
      assertRejects(() => open(options), Error);
    try {
      await body({ server, all, files, connect: open, refused, transport: () => dialled });
    } finally {
      await Promise.all(opened.map((nc) => nc.close()));
      await server.close();
      await files.close();
    }
  }, { skip: "skip" in found ? found.skip : false });
}

/** The ways that the bytes go: on Deno its own TLS, and that of Node for what Deno's cannot. */
function ways({ ca, client }: Certificates): TlsOptions[] {
  return [{ ca: ca.cert }, { ca: ca.cert, cert: client.cert, key: client.key }];
}

/** The error of a dial, which may be the cause of what `connect` throws. */
function dialErrorOf(error: Error): DialError {
  const found = error instanceof DialError ? error : error.cause;
  assert(found instanceof DialError, `${error.stack}`);
  return found;
}

/** Who the server takes this connection for. */
async function userOf(nc: NatsConnection): Promise<string> {
  const answer = await nc.request("$SYS.REQ.USER.INFO", undefined, { timeout: 5000 });
  return answer.json<{ data: { user: string } }>().data.user;
}

onTlsServer("TLS required, with the authority as text and as file", {}, async (scene) => {
  const { ca } = scene.all;
  for (const tls of [{ ca: ca.cert }, { caFile: scene.files.path("ca.pem") }]) {
    await scene.connect({ tls });
    assertEquals(scene.transport()?.encrypted, true);
  }
  await scene.connect({ tls: { ca: ca.cert }, servers: `tls://127.0.0.1:${scene.server.port}` });
  await scene.connect({ tls: { rejectUnauthorized: false } });
  assertEquals(scene.transport()?.encrypted, true);
});

onTlsServer("TLS required, and refused by either side", {}, async (scene) => {
  for (const tls of [undefined, { ca: scene.all.foreignCa.cert }]) {
    const error = dialErrorOf(await scene.refused({ tls }));
    assertEquals([error.reason, error.code], ["certificate", "TLS"]);
    if (runtime.name === "deno") assert(error.message.includes("invalid peer certificate: unknownissuer"));
    else assert(error.message.includes("unable to verify the first certificate"), error.message);
  }
  await scene.refused({ tls: null });
  await scene.connect({ tls: { ca: scene.all.ca.cert } });
});

onTlsServer(
  "TLS available: taken unless refused by the option",
  { config: "allow_non_tls: true" },
  async (scene) => {
    assertEquals(dialErrorOf(await scene.refused()).reason, "certificate");
    await scene.connect({ tls: { ca: scene.all.ca.cert } });
    assertEquals(scene.transport()?.encrypted, true);
    await scene.connect({ tls: null });
    assertEquals(scene.transport()?.encrypted, false);
  },
);

onTlsServer("TLS demanded of a server that has none", { tls: null }, async (scene) => {
  const error = await scene.refused({ tls: {} });
  assert(error.message.includes("server does not support 'tls'"), error.message);
  const first = dialErrorOf(await scene.refused({ tls: { handshakeFirst: true } }));
  assertEquals(first.reason, "tls");
  assert(first.message.includes("does not speak TLS"), first.message);
});

onTlsServer("handshakeFirst", { tls: "handshake_first: true" }, async (scene) => {
  for (const tls of ways(scene.all)) {
    const nc = await scene.connect({ tls: { ...tls, handshakeFirst: true } });
    assertEquals(scene.transport()?.encrypted, true);
    assertEquals(nc.info?.tls_required, true);
  }
  const error = dialErrorOf(await scene.refused({ tls: { handshakeFirst: true } }));
  assertEquals(error.reason, "certificate");
});

for (const pair of ["elsewhere", "expired", "selfSigned"] as const) {
  onTlsServer(`a certificate that does not fit: ${pair}`, { pair }, async (scene) => {
    for (const tls of ways(scene.all)) {
      assertEquals(dialErrorOf(await scene.refused({ tls })).reason, "certificate");
    }
    await scene.connect({ tls: { rejectUnauthorized: false } });
    if (pair !== "elsewhere") return;
    await scene.connect({ tls: { ca: scene.all.ca.cert, servername: "elsewhere.example" } });
  });
}

for (const first of [false, true]) {
  const name = `client certificates${first ? " with handshakeFirst" : ""}: right, missing, foreign`;
  const tls = `verify: true\n${first ? "handshake_first: true" : ""}`;
  onTlsServer(name, { tls }, async (scene) => {
    const { ca, client, foreignClient, encryptedKey } = scene.all;
    const common = { ca: ca.cert, ...(first ? { handshakeFirst: true } : {}) };
    await scene.connect({ tls: { ...common, cert: client.cert, key: client.key } });
    assertEquals(scene.transport()?.encrypted, true);
    const { pem: key, passphrase } = encryptedKey;
    await scene.connect({ tls: { ...common, cert: client.cert, key, passphrase } });
    const missing = await scene.refused({ tls: common });
    assert(missing.message.includes("the server wants a certificate from the client"), missing.message);
    const foreign = await scene.refused({
      tls: { ...common, cert: foreignClient.cert, key: foreignClient.key },
    });
    assert(foreign.message.includes("the server refused the client's certificate"), foreign.message);
  });
}

onTlsServer("certificates that are users, and renewed files at a reconnect", {
  tls: "verify_and_map: true",
  config: `authorization { users: [{ user: "alice@natwire.test" }, { user: "bob@natwire.test" }] }`,
}, async ({ all, files, connect }) => {
  const { client, otherClient } = all;
  await files.write({ "client.pem": client.cert, "client.key": client.key });
  const tls = {
    caFile: files.path("ca.pem"),
    certFile: files.path("client.pem"),
    keyFile: files.path("client.key"),
  };
  const nc = await connect({ tls, reconnect: true, reconnectTimeWait: 10, reconnectJitterTLS: 0 });
  assertEquals(await userOf(nc), "alice@natwire.test");
  await files.write({ "client.pem": otherClient.cert, "client.key": otherClient.key });
  await nc.reconnect();
  await nc.flush();
  assertEquals(await userOf(nc), "bob@natwire.test");
});

onTlsServer("large and many small messages both ways over TLS", {}, async (scene) => {
  for (const tls of ways(scene.all)) {
    const nc = await scene.connect({ tls });
    const large = new Uint8Array(1024 * 1024);
    for (let place = 0; place < large.length; place++) large[place] = (place * 7 + (place >>> 8)) & 255;
    nc.subscribe("echo", { callback: (_error, msg) => void msg.respond(msg.data) });
    for (let count = 0; count < 3; count++) {
      const answer = await nc.request("echo", large, { timeout: 10_000 });
      assertEquals(answer.data.length, large.length);
      assert(answer.data.every((byte, place) => byte === large[place]));
    }
    const many = 20_000;
    const sub = nc.subscribe("small", { max: many });
    for (let count = 0; count < many; count++) nc.publish("small", `${count}`);
    let next = 0;
    for await (const msg of sub) assertEquals(msg.string(), `${next++}`);
    assertEquals(next, many);
    await nc.close();
  }
});
