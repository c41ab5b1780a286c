import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { dialTcp, listenTcp } from "../_runtime.ts";
import { DialError, ListenError } from "../../src/transport/errors.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { bytesOf, readText, transportContract } from "../transport/_contract.ts";

async function tcpPair(): Promise<[Transport, Transport]> {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  try {
    const accepting = listener.accept();
    const dialled = await dialTcp({ hostname: "127.0.0.1", port: listener.port });
    const accepted = await accepting;
    if (accepted === null) throw new Error("the listener closed");
    return [dialled, accepted];
  } finally {
    listener.close();
  }
}

/** More than the socket buffers of both ends hold. */
const LARGE_BYTES = 12 * 1024 * 1024;

transportContract("dialTcp", tcpPair, LARGE_BYTES);
transportContract("listenTcp accept", async () => {
  const [dialled, accepted] = await tcpPair();
  return [accepted, dialled];
}, LARGE_BYTES);

/** A port that nobody listens on: it was free a moment ago. */
async function freePort(): Promise<number> {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener;
  listener.close();
  return port;
}

test("dialTcp tells a port where nobody listens", async () => {
  const port = await freePort();
  const error = await assertRejects(() => dialTcp({ hostname: "127.0.0.1", port }), DialError);
  assertEquals(error.reason, "refused");
  assertEquals(error.code, "CONNECTION_REFUSED");
  assertEquals(
    error.message,
    `cannot connect to 127.0.0.1:${port}: connection refused, nobody listens there`,
  );
  assert(error.cause instanceof Error);
});

test("dialTcp tells a host name that does not resolve", async () => {
  for (const hostname of ["natwire-no-such-host.invalid", "a b"]) {
    const error = await assertRejects(() => dialTcp({ hostname, port: 4222 }), DialError);
    assertEquals(error.reason, "unknown-host");
    assertEquals(error.code, "UNKNOWN_HOST");
  }
});

test("dialTcp refuses an address that is none", async () => {
  for (const port of [0, 65536, 1.5, -1, NaN]) {
    await assertRejects(() => dialTcp({ hostname: "127.0.0.1", port }), RangeError, "the port");
  }
  await assertRejects(() => dialTcp({ hostname: "", port: 4222 }), RangeError, "the host name");
});

test("dialTcp gives up with the signal's reason", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const where = { hostname: "127.0.0.1", port: listener.port };
  const reason = new Error("enough");
  const before = await assertRejects(() => dialTcp({ ...where, signal: AbortSignal.abort(reason) }), Error);
  assertEquals(before.message, "enough");
  const controller = new AbortController();
  const dialling = assertRejects(() => dialTcp({ ...where, signal: controller.signal }), Error);
  controller.abort(reason);
  assertEquals((await dialling).message, "enough");
  listener.close();
});

test("dialTcp is done with the signal once connected", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const controller = new AbortController();
  const dialled = await dialTcp({ hostname: "127.0.0.1", port: listener.port, signal: controller.signal });
  const accepted = await listener.accept();
  controller.abort();
  await accepted?.write(bytesOf("still here"));
  assertEquals(await readText(dialled, 10), "still here");
  dialled.close();
  accepted?.close();
  listener.close();
});

test("dialTcp reads on over a name with several addresses", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const dialled = await dialTcp({ hostname: "localhost", port: listener.port });
  const accepted = await listener.accept();
  for (let count = 0; count < 10; count++) {
    await accepted?.write(new Uint8Array(10_000).fill(97));
    assertEquals((await readText(dialled, 10_000)).length, 10_000);
  }
  assertEquals(dialled.peer, `127.0.0.1:${listener.port}`);
  dialled.close();
  accepted?.close();
  listener.close();
});

test("listenTcp gives the port bound and names the peer", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  assertEquals(listener.hostname, "127.0.0.1");
  assert(listener.port > 0);
  const dialled = await dialTcp({ hostname: "127.0.0.1", port: listener.port });
  const accepted = await listener.accept();
  assert(accepted?.peer.startsWith("127.0.0.1:"));
  assertEquals(dialled.peer, `127.0.0.1:${listener.port}`);
  dialled.close();
  accepted?.close();
  listener.close();
  assert(listener.port > 0);
});

test("listenTcp tells a port in use", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener;
  const error = await assertRejects(() => listenTcp({ hostname: "127.0.0.1", port }), ListenError);
  assertEquals(error.reason, "in-use");
  assertEquals(error.code, "LISTEN");
  assertEquals(error.message, `cannot listen on 127.0.0.1:${port}: another program listens there already`);
  assert(error.cause instanceof Error);
  listener.close();
});

test("listenTcp tells an address that is not this machine's, and a name that is none", async () => {
  const elsewhere = await assertRejects(() => listenTcp({ hostname: "192.0.2.1", port: 0 }), ListenError);
  assertEquals(elsewhere.reason, "not-available");
  const nobody = await assertRejects(
    () => listenTcp({ hostname: "natwire-no-such-host.invalid", port: 0 }),
    ListenError,
  );
  assertEquals(nobody.reason, "unknown-host");
  await assertRejects(() => listenTcp({ hostname: "127.0.0.1", port: 65536 }), RangeError);
});

test("listenTcp close gives null to the pending accept, and lets transports live", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const dialled = await dialTcp({ hostname: "127.0.0.1", port: listener.port });
  const accepted = await listener.accept();
  const accepting = listener.accept();
  listener.close();
  listener.close();
  assertEquals(await accepting, null);
  assertEquals(await listener.accept(), null);
  await dialled.write(bytesOf("alive"));
  assertEquals(await readText(accepted as Transport, 5), "alive");
  dialled.close();
  accepted?.close();
});

test("listenTcp close hangs up on peers that nobody accepted", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const dialled = await dialTcp({ hostname: "127.0.0.1", port: listener.port });
  listener.close();
  const ended = await dialled.read().catch(() => null);
  assertEquals(ended, null);
  dialled.close();
});

test("listenTcp takes peers of both families where it listens at all addresses, and tells IPv4 as IPv4", async () => {
  const listener = await listenTcp({ hostname: "0.0.0.0", port: 0 });
  assertEquals(listener.hostname, "0.0.0.0");
  const six = await listenTcp({ hostname: "::1", port: 0 }).then(
    (other) => (other.close(), true),
    () => false,
  );
  for (const hostname of six ? ["127.0.0.1", "::1"] : ["127.0.0.1"]) {
    const dialled = await dialTcp({ hostname, port: listener.port });
    const accepted = await listener.accept();
    assertEquals(accepted?.peer.replace(/:\d+$/, ""), hostname === "::1" ? "[::1]" : hostname);
    dialled.close();
    accepted?.close();
  }
  listener.close();
});
