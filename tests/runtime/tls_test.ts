import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { certificates, pemFiles } from "../_certificates.ts";
import { dialTcp, listenTcp, runtime } from "../_runtime.ts";
import { type TlsServer, tlsServer, type TlsServerOptions } from "../_tls_server.ts";
import { DialError, PipeError } from "../../src/transport/errors.ts";
import type { DialOptions, TlsOptions, Transport } from "../../src/transport/transport.ts";
import { bytesOf, readText, transportContract } from "../transport/_contract.ts";

/** More than the socket buffers of both ends and of TLS hold. */
const LARGE_BYTES = 12 * 1024 * 1024;

const GREETING = "INFO {}\r\n";

/** Dials a server that greets in plain text, and upgrades. */
async function upgrade(
  server: TlsServer,
  tls: TlsOptions,
  more: { serverName?: string; signal?: AbortSignal } = {},
): Promise<Transport> {
  const dialled = await dialTcp({ hostname: "127.0.0.1", port: server.port, tls });
  try {
    assertEquals(await readText(dialled, GREETING.length), GREETING);
    assertEquals(dialled.encrypted, false);
    await dialled.startTls!({ serverName: "localhost", tls, ...more });
    return dialled;
  } catch (error) {
    assertEquals(dialled.encrypted, false);
    // The pipe of a handshake that failed is closed already.
    assertEquals(await dialled.read(), null);
    throw error;
  }
}

/** A pipe that was upgraded in place, and its peer. */
async function upgradedPair(more: TlsOptions = {}): Promise<[Transport, Transport]> {
  const { ca, server } = await certificates();
  const listener = await tlsServer({ pair: () => server, greeting: GREETING });
  try {
    const dialled = await upgrade(listener, { ca: ca.cert, ...more });
    return [dialled, await listener.accept()];
  } finally {
    listener.stop();
  }
}

transportContract("startTls", upgradedPair, LARGE_BYTES, { encrypted: true });
// What Deno cannot do itself goes another way there.
transportContract(
  "startTls by node:tls",
  () => upgradedPair({ rejectUnauthorized: false }),
  LARGE_BYTES,
  { encrypted: true },
);

/** Runs with a server that greets in plain text unless told otherwise. */
async function withServer(
  options: TlsServerOptions,
  fn: (server: TlsServer) => Promise<void>,
): Promise<void> {
  const server = await tlsServer({ greeting: GREETING, ...options });
  try {
    await fn(server);
  } finally {
    await server.close();
  }
}

/** Sends a line there and another back. */
async function roundTrip(dialled: Transport, accepted: Transport): Promise<void> {
  await dialled.write(bytesOf("PING\r\n"));
  assertEquals(await readText(accepted, 6), "PING\r\n");
  await accepted.write(bytesOf("PONG\r\n"));
  assertEquals(await readText(dialled, 6), "PONG\r\n");
  dialled.close();
  accepted.close();
}

test("dialTcp handshakeFirst encrypts before anything is sent", async () => {
  const { ca, server, client } = await certificates();
  const ways: TlsOptions[] = [{}, { cert: client.cert, key: client.key }, { rejectUnauthorized: false }];
  await withServer({ pair: () => server, greeting: "" }, async (listener) => {
    for (const way of ways) {
      const where: DialOptions = { hostname: "127.0.0.1", port: listener.port, serverName: "localhost" };
      const dialled = await dialTcp({ ...where, tls: { handshakeFirst: true, ca: ca.cert, ...way } });
      assertEquals(dialled.encrypted, true);
      assertEquals(dialled.peer, `127.0.0.1:${listener.port}`);
      await roundTrip(dialled, await listener.accept());
      assertEquals(listener.serverName(), "localhost");
    }
  });
});

test("startTls takes the authority from a file, and reads it at each dial", async () => {
  const { ca, foreignCa, server } = await certificates();
  const files = await pemFiles({ "ca.pem": foreignCa.cert });
  await withServer({ pair: () => server }, async (listener) => {
    const tls = { caFile: files.path("ca.pem") };
    assertEquals((await assertRejects(() => upgrade(listener, tls), DialError)).reason, "certificate");
    await files.write({ "ca.pem": ca.cert });
    await roundTrip(await upgrade(listener, tls), await listener.accept());
  });
  await files.close();
});

test("startTls holds the certificate against the name of the server, an address, or tls.servername", async () => {
  const { ca, server, elsewhere } = await certificates();
  await withServer({ pair: () => server }, async (listener) => {
    for (const serverName of ["localhost", "127.0.0.1", "::1"]) {
      for (const rejectUnauthorized of [true, false]) {
        const dialled = await upgrade(listener, { ca: ca.cert, rejectUnauthorized }, { serverName });
        await roundTrip(dialled, await listener.accept());
      }
    }
  });
  await withServer({ pair: () => elsewhere }, async (listener) => {
    const dialled = await upgrade(listener, { ca: ca.cert, servername: "elsewhere.example" });
    await roundTrip(dialled, await listener.accept());
    assertEquals(listener.serverName(), "elsewhere.example");
  });
});

/** How the certificate of the server may be wrong, and what both runtimes say of that. */
const REFUSED = [
  { name: "an authority nobody knows", pair: "server", ca: undefined },
  { name: "the wrong authority", pair: "server", ca: "foreignCa" },
  { name: "another host", pair: "elsewhere", ca: "ca", says: /elsewhere\.example/ },
  { name: "an end in the past", pair: "expired", ca: "ca", says: /expired/i },
  { name: "no authority but itself", pair: "selfSigned", ca: "ca" },
] as const;

for (const each of REFUSED) {
  test(`startTls refuses a certificate with ${each.name}`, async () => {
    const all = await certificates();
    const { client } = all;
    const ca: TlsOptions = each.ca === undefined ? {} : { ca: all[each.ca].cert };
    await withServer({ pair: () => all[each.pair] }, async (listener) => {
      for (const tls of [ca, { ...ca, cert: client.cert, key: client.key }]) {
        const error = await assertRejects(() => upgrade(listener, tls), DialError);
        assertEquals([error.reason, error.code], ["certificate", "TLS"], error.message);
        const start = `cannot connect to 127.0.0.1:${listener.port}: the server's certificate does not fit (`;
        assert(error.message.startsWith(start), error.message);
        // By `node:tls`, Deno knows but one sentence for all of them.
        if ("says" in each && tls === ca) assert(each.says.test(error.message), error.message);
        assert(error.cause instanceof Error);
      }
      // Nobody is asked whether the certificate fits.
      const open = await upgrade(listener, { ...ca, rejectUnauthorized: false });
      assertEquals(open.encrypted, true);
      await roundTrip(open, await listener.accept());
    });
  });
}

test("dialTcp handshakeFirst refuses as startTls does", async () => {
  const { server } = await certificates();
  await withServer({ pair: () => server, greeting: "" }, async (listener) => {
    const where = { hostname: "127.0.0.1", port: listener.port };
    const error = await assertRejects(() => dialTcp({ ...where, tls: { handshakeFirst: true } }), DialError);
    assertEquals(error.reason, "certificate");
  });
});

test("startTls shows the client's certificate, from text, from files and with a passphrase", async () => {
  const { ca, server, client, encryptedKey } = await certificates();
  const files = await pemFiles({ "ca.pem": ca.cert, "cert.pem": client.cert, "key.pem": client.key });
  const ways: TlsOptions[] = [
    { ca: ca.cert, cert: client.cert, key: client.key },
    { caFile: files.path("ca.pem"), certFile: files.path("cert.pem"), keyFile: files.path("key.pem") },
    { ca: ca.cert, cert: client.cert, key: encryptedKey.pem, passphrase: encryptedKey.passphrase },
  ];
  for (const maxVersion of [undefined, "TLSv1.2"] as const) {
    const version = maxVersion === undefined ? {} : { maxVersion };
    await withServer({ pair: () => server, clientCa: ca.cert, ...version }, async (listener) => {
      for (const tls of ways) await roundTrip(await upgrade(listener, tls), await listener.accept());
    });
  }
  await files.close();
});

test("startTls tells what is wrong with files and keys", async () => {
  const { server, client, encryptedKey } = await certificates();
  const files = await pemFiles({ "cert.pem": client.cert, "key.pem": client.key, "none.pem": "nothing" });
  const missing = files.path("missing.pem");
  const faults: [TlsOptions, string][] = [
    [{ caFile: missing }, `'tls.caFile' names ${missing}: ${missing} doesn't exist`],
    [{ certFile: missing, keyFile: files.path("key.pem") }, `${missing} doesn't exist`],
    [{ certFile: files.path("cert.pem"), keyFile: missing }, `${missing} doesn't exist`],
    [{ caFile: files.path("none.pem") }, "does not hold a certificate in PEM"],
    [
      { certFile: files.path("key.pem"), keyFile: files.path("key.pem") },
      "does not hold a certificate in PEM",
    ],
    [
      { certFile: files.path("cert.pem"), keyFile: files.path("cert.pem") },
      "does not hold a private key in PEM",
    ],
    [{ cert: client.cert, key: server.key }, "'tls.cert','tls.key' do not belong together"],
    [{ cert: client.cert, key: encryptedKey.pem }, "'tls.key' cannot be read: see 'tls.passphrase'"],
    [{ cert: client.cert, key: encryptedKey.pem, passphrase: "wrong" }, "'tls.key' cannot be read"],
  ];
  await withServer({ pair: () => server }, async (listener) => {
    for (const [fault, text] of faults) {
      const error = await assertRejects(() => upgrade(listener, fault), DialError);
      assertEquals(error.reason, "tls");
      assert(error.message.includes(text), error.message);
    }
  });
  await files.close();
});

test("startTls tells a server that does not speak TLS, or hangs up", async () => {
  const { ca, server } = await certificates();
  const plain = async (transport: Transport) => {
    await transport.write(bytesOf(GREETING));
    await transport.read();
    await transport.write(bytesOf("-ERR 'Parser Error'\r\n"));
  };
  const hangsUp = async (transport: Transport) => {
    await transport.write(bytesOf(GREETING));
    await transport.read();
    await transport.end();
  };
  for (const more of [{}, { rejectUnauthorized: false }]) {
    const tls = { ca: ca.cert, ...more };
    await withServer({ pair: () => server, instead: plain }, async (listener) => {
      const error = await assertRejects(() => upgrade(listener, tls), DialError);
      assertEquals(error.reason, "tls");
      assert(error.message.includes("(the server does not speak TLS here: "), error.message);
    });
    await withServer({ pair: () => server, instead: hangsUp }, async (listener) => {
      assertEquals((await assertRejects(() => upgrade(listener, tls), DialError)).reason, "tls");
    });
  }
});

/** Deno's own TLS keeps the connection of a handshake that was given up until the peer answers or hangs up. */
function closesAtOnce(tls: TlsOptions): boolean {
  return runtime.name === "node" || tls.rejectUnauthorized === false;
}

test("startTls gives up with the signal's reason", async () => {
  const { ca, server } = await certificates();
  for (const more of [{}, { rejectUnauthorized: false }]) {
    const tls = { ca: ca.cert, ...more };
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error("enough");
    const silent = async (transport: Transport) => {
      await transport.write(bytesOf(GREETING));
      // The client has begun the handshake.
      await transport.read();
      controller.abort(reason);
      if (closesAtOnce(tls)) await transport.read();
      transport.close();
    };
    await withServer({ pair: () => server, instead: silent }, async (listener) => {
      const error = await assertRejects(() => upgrade(listener, tls, { signal }), Error, "enough");
      assertEquals(error, reason);
      const aborted = await assertRejects(() => upgrade(listener, tls, { signal }), Error, "enough");
      assertEquals(aborted, reason);
    });
  }
});

test("dialTcp gives up the handshake of handshakeFirst with the signal's reason", async () => {
  const { ca } = await certificates();
  for (const more of [{}, { rejectUnauthorized: false }]) {
    const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
    const controller = new AbortController();
    const tls = { handshakeFirst: true, ca: ca.cert, ...more };
    const where = { hostname: "127.0.0.1", port: listener.port, signal: controller.signal };
    const dialling = assertRejects(() => dialTcp({ ...where, tls }), Error, "enough");
    const accepted = await listener.accept();
    await accepted?.read();
    controller.abort(new Error("enough"));
    await dialling;
    // What it sent of its handshake may come in several reads; then nothing.
    while (closesAtOnce(tls) && await accepted?.read().catch(() => null));
    accepted?.close();
    listener.close();
  }
});

test("startTls is done with the signal once it has ended", async () => {
  const { ca, server } = await certificates();
  await withServer({ pair: () => server }, async (listener) => {
    for (const more of [{}, { rejectUnauthorized: false }]) {
      const controller = new AbortController();
      const dialled = await upgrade(listener, { ca: ca.cert, ...more }, { signal: controller.signal });
      controller.abort();
      await roundTrip(dialled, await listener.accept());
    }
  });
});

test("startTls throws when closed, when called again, and while a read is under way", async () => {
  const { ca, server } = await certificates();
  await withServer({ pair: () => server }, async (listener) => {
    const tls = { ca: ca.cert };
    const options = { serverName: "localhost", tls };
    const dialled = await dialTcp({ hostname: "127.0.0.1", port: listener.port });
    await readText(dialled, GREETING.length);
    const reading = dialled.read();
    assertEquals((await assertRejects(() => dialled.startTls!(options), PipeError)).reason, "busy");
    dialled.close();
    await reading;
    assertEquals((await assertRejects(() => dialled.startTls!(options), PipeError)).reason, "closed");
    const upgraded = await upgrade(listener, tls);
    assertEquals((await assertRejects(() => upgraded.startTls!(options), PipeError)).reason, "busy");
    await roundTrip(upgraded, await listener.accept());
  });
});

test("close during startTls ends the handshake", async () => {
  const { ca } = await certificates();
  for (const more of [{}, { rejectUnauthorized: false }]) {
    const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
    const dialled = await dialTcp({ hostname: "127.0.0.1", port: listener.port });
    const options = { serverName: "localhost", tls: { ca: ca.cert, ...more } };
    const accepted = await listener.accept();
    const starting = assertRejects(() => dialled.startTls!(options), PipeError);
    assertEquals((await assertRejects(() => dialled.read(), PipeError)).reason, "busy");
    assertEquals((await assertRejects(() => dialled.write(bytesOf("x")), PipeError)).reason, "busy");
    await accepted?.read();
    dialled.close();
    assertEquals((await starting).reason, "closed");
    accepted?.close();
    listener.close();
  }
});
