import { assert, assertEquals, assertMatch, assertRejects, test } from "../_test.ts";
import { type Certificates, certificates, pemFiles } from "../_certificates.ts";
import { dialTcp, listenTcp, runtime, tlsAcceptor } from "../_runtime.ts";
import { runTlsClient, type TlsClientResult } from "../_tls_client.ts";
import { InvalidArgumentError } from "../../src/errors.ts";
import { PipeError } from "../../src/transport/errors.ts";
import type { TlsAcceptorOptions } from "../../src/transport/tls_options.ts";
import type { AcceptedTransport, PeerTls } from "../../src/transport/accepted.ts";
import type { TlsOptions } from "../../src/transport/transport.ts";
import { bytesOf, readText, transportContract } from "../transport/_contract.ts";

/** More than the socket buffers of both ends and of TLS hold. */
const LARGE_BYTES = 12 * 1024 * 1024;

const GREETING = "INFO {}\r\n";

/** The server's end after the handshake, or why there is none. */
type Outcome = { transport: AcceptedTransport; peer: PeerTls } | { error: unknown };

/** Accepts one connection: greets, and takes TLS. */
async function acceptOne(
  options: TlsAcceptorOptions,
  client: (port: number) => Promise<unknown>,
  { greeting = GREETING, signal }: { greeting?: string; signal?: AbortSignal } = {},
): Promise<Outcome> {
  const acceptor = await tlsAcceptor(options);
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const running = client(listener.port);
  const transport = await listener.accept() as AcceptedTransport;
  listener.close();
  try {
    if (greeting !== "") await transport.write(bytesOf(greeting));
    const peer = await transport.acceptTls!(acceptor, signal === undefined ? {} : { signal });
    return { transport, peer };
  } catch (error) {
    assertEquals(transport.encrypted, false);
    assertEquals(await transport.read(), null);
    await running;
    return { error };
  }
}

/** Both ends of a connection that was upgraded after the greeting, or began with TLS. */
async function pair(
  { first = false, ...tls }: TlsOptions & { first?: boolean },
  more: TlsAcceptorOptions = {},
): Promise<[AcceptedTransport, AcceptedTransport, PeerTls]> {
  const { ca, server } = await certificates();
  let dialled: AcceptedTransport | undefined;
  let dialling: Promise<void> | undefined;
  const dial = async (port: number): Promise<void> => {
    const settings = { ca: ca.cert, ...tls, handshakeFirst: first };
    dialled = await dialTcp({ hostname: "127.0.0.1", port, tls: settings, serverName: "localhost" });
    if (first) return;
    assertEquals(await readText(dialled, GREETING.length), GREETING);
    await dialled.startTls!({ serverName: "localhost", tls: settings });
  };
  const client = (port: number) => dialling = dial(port);
  const options = { cert: server.cert, key: server.key, ...more };
  const outcome = await acceptOne(options, client, first ? { greeting: "" } : {});
  await dialling;
  if ("error" in outcome) throw outcome.error;
  return [dialled!, outcome.transport, outcome.peer];
}

transportContract(
  "acceptTls",
  async () => {
    const [dialled, accepted] = await pair({});
    return [accepted, dialled];
  },
  LARGE_BYTES,
  { encrypted: true },
);
transportContract(
  "acceptTls of a client by node:tls",
  async () => {
    const [dialled, accepted] = await pair({ rejectUnauthorized: false });
    return [dialled, accepted];
  },
  LARGE_BYTES,
  { encrypted: true },
);

test("acceptTls right at accept tells the version and the suite", async () => {
  const [dialled, accepted, peer] = await pair({ first: true });
  assertEquals(peer.version, "1.3");
  assertMatch(peer.cipherSuite, /^TLS_(AES_256_GCM_SHA384|AES_128_GCM_SHA256|CHACHA20_POLY1305_SHA256)$/);
  assertEquals(peer.certificate, null);
  assertEquals(accepted.encrypted, true);
  await dialled.write(bytesOf("PING\r\n"));
  assertEquals(await readText(accepted, 6), "PING\r\n");
  dialled.close();
  accepted.close();
});

test("acceptTls takes back what was read already, and nothing else in its place", async () => {
  const { ca, server } = await certificates();
  const acceptor = await tlsAcceptor(server);
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  for (const intact of [true, false]) {
    const running = runTlsClient({ port: listener.port, ca: ca.cert, text: "CONNECT {}\r\n" });
    const transport = await listener.accept() as AcceptedTransport;
    const first = (await transport.read() as Uint8Array).slice();
    // The first byte of a handshake record: so a server tells TLS from CONNECT. [RFC 8446, 5.1]
    assertEquals(first[0], 0x16);
    if (intact) {
      await transport.acceptTls!(acceptor, { first });
      assertEquals(await readText(transport, 12), "CONNECT {}\r\n");
    } else {
      first[0] = 0x43;
      await assertRejects(() => transport.acceptTls!(acceptor, { first }), PipeError);
    }
    transport.close();
    assertEquals((await running).secured, intact);
  }
  listener.close();
});

/** What comes of a client of one version with this certificate, where a right one is demanded. */
async function verified(
  version: "TLSv1.2" | "TLSv1.3",
  choose: (all: Certificates) => { cert: string; key: string } | undefined,
): Promise<{ outcome: Outcome; client: TlsClientResult }> {
  const all = await certificates();
  const shown = choose(all);
  let client: Promise<TlsClientResult> | undefined;
  const options = { cert: all.server.cert, key: all.server.key, ca: all.ca.cert, verify: true };
  const outcome = await acceptOne(options, (port) => {
    return client = runTlsClient({
      port,
      ca: all.ca.cert,
      version,
      greeting: GREETING,
      text: "CONNECT {}\r\nPING\r\n",
      ...(shown && { cert: shown.cert, key: shown.key }),
    });
  });
  if ("transport" in outcome) {
    // What the client sent right behind its handshake is there.
    assertEquals(await readText(outcome.transport, 18), "CONNECT {}\r\nPING\r\n");
    await outcome.transport.write(bytesOf("PONG\r\n"));
    await outcome.transport.end();
    while (await outcome.transport.read() !== null);
    outcome.transport.close();
  }
  return { outcome, client: await client! };
}

for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
  test(`tlsAcceptor verify takes a client with a right certificate, ${version}`, async () => {
    const { outcome, client } = await verified(version, ({ client }) => client);
    assert("peer" in outcome, `no handshake: ${"error" in outcome && outcome.error}`);
    const { peer } = outcome;
    assertEquals(`TLSv${peer.version}`, version);
    assertEquals(peer.certificate?.subject, "CN=alice");
    assertEquals(peer.certificate?.emails, ["alice@natwire.test"]);
    assertEquals(peer.certificate?.dnsNames, []);
    assertEquals(client, { secured: true, received: "PONG\r\n" });
  });

  const refused = {
    "no certificate": () => undefined,
    "one of a foreign authority": (all: Certificates) => all.foreignClient,
    "one signed by itself": (all: Certificates) => all.selfSigned,
    "an expired one": (all: Certificates) => all.expired,
  };
  for (const [what, choose] of Object.entries(refused)) {
    test(`tlsAcceptor verify refuses a client with ${what}, ${version}`, async () => {
      const { outcome, client } = await verified(version, choose);
      assert("error" in outcome, "the server took it");
      assert(outcome.error instanceof PipeError);
      assertEquals(outcome.error.reason, "tls");
      assertMatch(outcome.error.message, /^TLS with 127\.0\.0\.1:\d+ could not be agreed on: .+certificate/);
      assertEquals(client.received, "");
      // A client of TLS 1.3 is done before the server has seen its certificate.
      if (version === "TLSv1.2") assertEquals(client.secured, false);
    });
  }
}

test("tlsAcceptor minVersion refuses older clients", async () => {
  const { ca, server } = await certificates();
  const run = (version: "TLSv1.2" | "TLSv1.3", options: TlsAcceptorOptions) =>
    acceptOne({ ...server, ...options }, (port) => {
      return runTlsClient({ port, ca: ca.cert, version, greeting: GREETING });
    });
  const older = await run("TLSv1.2", { minVersion: "1.3" });
  assert("error" in older && older.error instanceof PipeError);
  const newer = await run("TLSv1.3", { minVersion: "1.3" });
  assert("transport" in newer);
  newer.transport.close();
  // As with Go: whoever names none of TLS 1.2 does not want it.
  const without12 = await run("TLSv1.2", { cipherSuites: ["TLS_AES_256_GCM_SHA384"] });
  assert("error" in without12);
  const byDefault = await run("TLSv1.2", { cipherSuites: [] });
  assert("transport" in byDefault);
  byDefault.transport.close();
});

test("tlsAcceptor cipherSuites agrees on no other one", async () => {
  const { ca, server } = await certificates();
  const suite = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
  const run = (ciphers: string, cipherSuites: string[]) =>
    acceptOne({ ...server, cipherSuites }, (port) => {
      return runTlsClient({ port, ca: ca.cert, version: "TLSv1.2", ciphers, greeting: GREETING });
    });
  const other = await run("ECDHE-ECDSA-CHACHA20-POLY1305", [suite]);
  assert("error" in other && other.error instanceof PipeError);
  // Deno's client takes no notice of what suites it is to speak either.
  const wanted = runtime.name === "deno" ? "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384" : suite;
  const same = await run("ECDHE-ECDSA-AES128-GCM-SHA256", [wanted]);
  assert("transport" in same);
  assertEquals(same.peer.cipherSuite, wanted);
  same.transport.close();
});

test("tlsAcceptor unheeded tells what the runtime does not follow", async () => {
  const { server } = await certificates();
  const cipherSuites = ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"];
  const { unheeded } = await tlsAcceptor({
    ...server,
    cipherSuites,
    curvePreferences: ["X25519", "CurveP256"],
  });
  assertEquals(unheeded, runtime.name === "deno" ? ["cipherSuites", "curvePreferences"] : []);
  for (const none of [{}, { cipherSuites: [], curvePreferences: [] }]) {
    assertEquals((await tlsAcceptor({ ...server, ...none })).unheeded, []);
  }
});

test("acceptTls fails at a client that speaks no TLS, hangs up, or was waited for long enough", async () => {
  const { server } = await certificates();
  const waiting: AcceptedTransport[] = [];
  const garbage = await acceptOne(server, async (port) => {
    const dialled = await dialTcp({ hostname: "127.0.0.1", port });
    await dialled.write(bytesOf("CONNECT {}\r\nPING\r\n"));
    // An alert may come before the end.
    while (await dialled.read().catch(() => null) !== null);
    dialled.close();
  });
  assert("error" in garbage && garbage.error instanceof PipeError);
  assertEquals(garbage.error.code, "TLS");
  const gone = await acceptOne(server, async (port) => {
    const dialled = await dialTcp({ hostname: "127.0.0.1", port });
    await readText(dialled, GREETING.length);
    dialled.close();
  });
  assert("error" in gone && gone.error instanceof PipeError);
  const controller = new AbortController();
  const hanging = await acceptOne(server, async (port) => {
    const dialled = await dialTcp({ hostname: "127.0.0.1", port });
    await readText(dialled, GREETING.length);
    // Half the header of a record, and then nothing.
    await dialled.write(Uint8Array.of(0x16, 0x03, 0x01));
    waiting.push(dialled);
    controller.abort(new Error("too long"));
  }, { signal: controller.signal });
  assert("error" in hanging && hanging.error instanceof PipeError);
  assertEquals((hanging.error.cause as Error).message, "too long");
  const late = await acceptOne(server, async (port) => {
    const dialled = await dialTcp({ hostname: "127.0.0.1", port });
    waiting.push(dialled);
  }, { signal: AbortSignal.abort(new Error("before")) });
  assert("error" in late && late.error instanceof PipeError);
  for (const dialled of waiting) {
    while (await dialled.read().catch(() => null) !== null);
    dialled.close();
  }
});

test("acceptTls stops where the transport is closed meanwhile, and begins once only", async () => {
  const { server } = await certificates();
  const acceptor = await tlsAcceptor(server);
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const dialled = await dialTcp({ hostname: "127.0.0.1", port: listener.port });
  const accepted = await listener.accept() as AcceptedTransport;
  listener.close();
  const accepting = assertRejects(() => accepted.acceptTls!(acceptor, {}), PipeError);
  assertEquals((await assertRejects(() => accepted.acceptTls!(acceptor, {}), PipeError)).reason, "busy");
  assertEquals((await assertRejects(() => accepted.read(), PipeError)).reason, "busy");
  await dialled.write(Uint8Array.of(0x16));
  accepted.close();
  assertEquals((await accepting).reason, "closed");
  assertEquals((await assertRejects(() => accepted.acceptTls!(acceptor, {}), PipeError)).reason, "closed");
  dialled.close();
});

test("acceptTls tells all that a certificate says of a client, its subject as RFC 2253 has it", async () => {
  const { ca, longName } = await certificates();
  const [dialled, accepted, { certificate }] = await pair(
    { cert: longName.cert, key: longName.key },
    { ca: ca.cert, verify: true },
  );
  const der = Uint8Array.from(
    atob(longName.cert.replace(/-----.*-----|\s/g, "")),
    (letter) => letter.charCodeAt(0),
  );
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", der));
  assertEquals({ ...certificate, publicKeySha256: certificate?.publicKeySha256.length }, {
    subject: "CN=Carmen Núñez,DC=example,DC=com,OU=\\ no. 1 \\+ more,O=Acme\\, Inc.,C=ES",
    emails: ["carmen@natwire.test", "c@natwire.test"],
    dnsNames: ["carmen.natwire.test"],
    uris: ["spiffe://natwire.test/carmen"],
    sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
    publicKeySha256: 64,
  });
  dialled.close();
  accepted.close();
});

test("tlsAcceptor tells of many handshakes at a time which is which", async () => {
  const { ca, server, client, otherClient } = await certificates();
  const acceptor = await tlsAcceptor({ ...server, ca: ca.cert, verify: true });
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const names = ["alice", "bob", "alice", "bob", "nobody", "alice"];
  const running = names.map(async (name) => {
    const shown = name === "alice" ? client : otherClient;
    const { received } = await runTlsClient({
      port: listener.port,
      ca: ca.cert,
      ...(name !== "nobody" && { cert: shown.cert, key: shown.key }),
      text: `${name}\r\n`,
    });
    return received;
  });
  const serve = async (): Promise<void> => {
    const transport = await listener.accept() as AcceptedTransport;
    try {
      const { certificate } = await transport.acceptTls!(acceptor, {});
      const said = await readText(transport, certificate!.subject.length - 1);
      await transport.write(bytesOf(`${certificate!.subject} ${said}`));
      await transport.end();
      while (await transport.read() !== null);
    } catch (error) {
      assert(error instanceof PipeError);
    }
    transport.close();
  };
  await Promise.all(names.map(serve));
  const answers = names.map((name) => name === "nobody" ? "" : `CN=${name} ${name}\r\n`);
  assertEquals(await Promise.all(running), answers);
  listener.close();
});

test("tlsAcceptor reads files, and tells when the certificate ends", async () => {
  const { ca, server } = await certificates();
  const files = await pemFiles({ "server.pem": server.cert, "key.pem": server.key, "ca.pem": ca.cert });
  const { notAfterMs } = await tlsAcceptor({
    certFile: files.path("server.pem"),
    keyFile: files.path("key.pem"),
    caFile: files.path("ca.pem"),
  });
  const inDays = (notAfterMs - Date.now()) / (24 * 60 * 60 * 1000);
  assert(inDays > 6.9 && inDays <= 7, `in ${inDays} days`);
  await files.close();
});

test("tlsAcceptor refuses what is missing, does not fit or cannot be read, and names it", async () => {
  const { server, elsewhere } = await certificates();
  const files = await pemFiles({ "empty.pem": "", "cert.pem": server.cert });
  const broken = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  const bad: [TlsAcceptorOptions, string][] = [
    [{}, "'tls.cert','tls.certFile' are both missing"],
    [{ cert: server.cert }, "'tls.cert' needs 'tls.key' or 'tls.keyFile' as well"],
    [{ cert: server.cert, key: elsewhere.key }, "do not belong together (key values mismatch)"],
    [{ certFile: files.path("none.pem"), key: server.key }, `${files.path("none.pem")} doesn't exist`],
    [{ certFile: files.path("empty.pem"), key: server.key }, "which does not hold a certificate in PEM"],
    [{ cert: server.cert, keyFile: files.path("cert.pem") }, "which does not hold a private key in PEM"],
    [{ ...server, ca: broken }, "'tls.ca' cannot be read: certificate 1"],
    [{ cert: broken, key: server.key }, "'tls.cert' cannot be read"],
    [
      { ...server, cipherSuites: ["TLS_NONE"] },
      "'tls.cipherSuites' names TLS_NONE, which is none of TLS_AES_",
    ],
    [{ ...server, curvePreferences: ["X448"] }, "'tls.curvePreferences' names X448, which is none of X25519"],
  ];
  for (const [options, words] of bad) {
    await assertRejects(() => tlsAcceptor(options), InvalidArgumentError, words);
  }
  await files.close();
});
