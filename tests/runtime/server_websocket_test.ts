import { assert, assertEquals, assertMatch, assertRejects, test } from "../_test.ts";
import { certificates } from "../_certificates.ts";
import { listenWebSocket, tlsAcceptor } from "../_runtime.ts";
import { openByWs, openWebSocket } from "../transport/_websocket.ts";
import { InvalidArgumentError } from "../../src/errors.ts";
import { ListenError, PipeError } from "../../src/transport/errors.ts";
import type { AcceptedTransport, Listener } from "../../src/transport/accepted.ts";
import type { TlsOptions } from "../../src/transport/transport.ts";
import { dialWebSocket, type OpenedWebSocket } from "../../src/transport/websocket.ts";
import { bytesOf, readText, transportContract } from "../transport/_contract.ts";
import { ACCEPT, closing, type Frame, frame, KEY, RawWebSocket, upgradeText } from "./_raw_websocket.ts";

/** How the listener is set up, but for its address. */
type Options = Omit<Parameters<typeof listenWebSocket>[0], "hostname" | "port">;

/** More than the socket buffers of both ends hold. */
const LARGE_BYTES = 12 * 1024 * 1024;

/** Runs with a listener on a free port. */
async function withListener(options: Options, fn: (listener: Listener) => Promise<void>): Promise<void> {
  const listener = await listenWebSocket({ hostname: "127.0.0.1", port: 0, ...options });
  try {
    await fn(listener);
  } finally {
    listener.close();
  }
}

/** A client made of bytes, and the server's end. */
async function rawPair(
  options: Options = {},
  more: Record<string, string> = {},
  tls?: TlsOptions,
): Promise<[RawWebSocket, AcceptedTransport]> {
  const listener = await listenWebSocket({ hostname: "127.0.0.1", port: 0, ...options });
  const accepting = listener.accept();
  const client = await RawWebSocket.open(listener.port, upgradeText(more), tls);
  const accepted = await accepting as AcceptedTransport;
  listener.close();
  return [client, accepted];
}

/** A real client, and the server's end. */
async function realPair(
  open: (url: string) => OpenedWebSocket,
  options: Options = {},
): Promise<[AcceptedTransport, AcceptedTransport]> {
  const listener = await listenWebSocket({ hostname: "127.0.0.1", port: 0, ...options });
  const accepting = listener.accept();
  const { port } = listener;
  const address = `ws://127.0.0.1:${port}/`;
  const dialled = await dialWebSocket({ hostname: "127.0.0.1", port, address }, open);
  const accepted = await accepting as AcceptedTransport;
  listener.close();
  return [accepted, dialled];
}

transportContract("listenWebSocket accept", () => realPair((url) => openByWs(url, false)), LARGE_BYTES, {
  halfClose: false,
});

test("listenWebSocket talks to the runtime's own client and to ws, compressed and not", async () => {
  const noise = crypto.getRandomValues(new Uint8Array(60_000));
  const whole = Uint8Array.from(
    { length: 300_000 },
    (_, at) => at % 3 === 0 ? noise[at % 60_000]! : at >> 10,
  );
  const clients = [
    openWebSocket,
    (url: string) => openByWs(url, true),
    (url: string) => openByWs(url, false),
  ];
  for (const open of clients) {
    const [accepted, dialled] = await realPair(open, { compression: true });
    for (const [from, to] of [[accepted, dialled], [dialled, accepted]] as const) {
      const sending = (async () => {
        for (const [start, end] of [[0, 10], [10, 200], [200, 70_200], [70_200, 300_000]]) {
          await from.write(whole.subarray(start, end));
        }
      })();
      let count = 0;
      while (count < whole.length) {
        const bytes = await to.read();
        assert(bytes !== null);
        for (const byte of bytes) {
          if (byte !== whole[count]) throw new Error(`a wrong byte at ${count}`);
          count++;
        }
      }
      await sending;
    }
    await dialled.end();
    assertEquals(await accepted.read(), null);
    accepted.close();
    while (await dialled.read() !== null);
    dialled.close();
  }
});

test("listenWebSocket answers the upgrade at any path, as nats-server does", async () => {
  const headers = { "X-One": "1", "X-Two": "two words" };
  const more = { "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits", "Cookie": "a=b" };
  await withListener({ headers, compression: true }, async (listener) => {
    const client = await RawWebSocket.open(listener.port, upgradeText(more, "GET /any/path?x=y HTTP/1.1"));
    assertEquals(
      client.answer,
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${ACCEPT}\r\n` +
        "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n" +
        "X-One: 1\r\nX-Two: two words\r\n\r\n",
    );
    const accepted = await listener.accept() as AcceptedTransport;
    assertEquals(accepted.upgrade?.path, "/any/path");
    assertEquals(accepted.upgrade?.headers["cookie"], "a=b");
    assertEquals(accepted.upgrade?.tls, null);
    assertEquals(accepted.encrypted, false);
    assertMatch(accepted.peer, /^127\.0\.0\.1:\d+$/);
    client.transport.close();
    accepted.close();
  });
  // Without being told to compress, it does not.
  const [plain, accepted] = await rawPair({}, more);
  assertEquals(
    plain.answer,
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
      `Sec-WebSocket-Accept: ${ACCEPT}\r\n\r\n`,
  );
  plain.transport.close();
  accepted.close();
});

test("listenWebSocket refuses what is no upgrade, with the status and version of nats-server", async () => {
  const told: string[] = [];
  const refused = (_peer: string, why: string) => void told.push(why);
  const bad: [string, number, string][] = [
    [upgradeText({}, "POST / HTTP/1.1"), 405, "request method must be GET"],
    [upgradeText({ "Host": "" }), 400, "'Host' missing in request"],
    [upgradeText({ "Upgrade": "" }), 400, "invalid value for header 'Upgrade'"],
    [upgradeText({ "Connection": "keep-alive" }), 400, "invalid value for header 'Connection'"],
    [upgradeText({ "Sec-WebSocket-Key": "" }), 400, "key missing"],
    [upgradeText({ "Sec-WebSocket-Key": "c2hvcnQ=" }), 400, "invalid websocket key"],
    [upgradeText({ "Sec-WebSocket-Version": "8" }), 400, "invalid version"],
    [upgradeText({ "Origin": "http://evil.example" }), 403, "origin not allowed"],
    [`${upgradeText()}more`, 400, "client sent data before handshake is complete"],
    [upgradeText({}, "GET /mqtt HTTP/1.1"), 404, "mqtt websocket endpoint not enabled"],
    [upgradeText({}, "GET /leafnode HTTP/1.1"), 404, "leafnode websocket endpoint not enabled"],
    [upgradeText({ "X": "a".repeat(20_000) }), 431, "the headers are too long"],
    ["CONNECT {}\r\nPING\r\n\r\n", 400, "the first line is no request"],
  ];
  const texts: Record<number, string> = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    431: "Request Header Fields Too Large",
  };
  const allows: Options["allows"] = ({ headers }) => headers["origin"] !== "http://evil.example";
  await withListener({ allows, refused }, async (listener) => {
    for (const [request, status, why] of bad) {
      const client = await RawWebSocket.open(listener.port, request);
      assert(client.answer.startsWith(`HTTP/1.1 ${status} ${texts[status]}\r\n`), `${why}: ${client.answer}`);
      assertMatch(client.answer, /\r\nSec-Websocket-Version: 13\r\n/);
      assertEquals(await client.text(), `${texts[status]}\n`);
      assertEquals(told.pop(), why);
      client.transport.close();
    }
    const good = await RawWebSocket.open(listener.port, upgradeText({ "Origin": "http://good.example" }));
    assertMatch(good.answer, /^HTTP\/1\.1 101 /);
    good.transport.close();
  });
});

test("listenWebSocket gives up an upgrade that takes too long", async () => {
  const whys: string[] = [];
  const refused = (_peer: string, why: string) => void whys.push(why);
  const { server } = await certificates();
  for (const tls of [undefined, await tlsAcceptor(server)]) {
    await withListener({ tls, handshakeTimeoutMs: 50, refused }, async (listener) => {
      const client = await RawWebSocket.open(listener.port, tls ? "\u0016" : "GET / HTTP/1.1\r\n");
      assertEquals(client.answer, "");
      client.transport.close();
    });
  }
  assertEquals(whys, ["not done within 50 ms", "not done within 50 ms"]);
});

test("listenWebSocket read joins frames and messages of any kind and length, in whatever pieces they come", async () => {
  const large = "x".repeat(70_000);
  const frames = [
    frame(0x81, "INFO"),
    frame(0x02, " a"),
    frame(0x00, ""),
    frame(0x89, "ping"),
    frame(0x00, " b"),
    frame(0x8a, "pong that nobody asked for"),
    frame(0x80, " c"),
    frame(0x82, "y".repeat(300)),
    frame(0x82, large),
    frame(0x82, ""),
    frame(0x82, "end"),
  ];
  const text = `INFO a b c${"y".repeat(300)}${large}end`;
  const whole = Uint8Array.from(frames.flatMap((each) => [...each]));
  for (const step of [whole.length, 1000, 7]) {
    const [client, accepted] = await rawPair();
    const reading = readText(accepted, text.length);
    for (let at = 0; at < whole.length; at += step) await client.send(whole.subarray(at, at + step));
    assertEquals(await reading, text);
    const pong = await client.next() as Frame;
    assertEquals([pong.first, new TextDecoder().decode(pong.payload)], [0x8a, "ping"]);
    client.transport.close();
    accepted.close();
  }
});

test("listenWebSocket takes frames without a mask from who asked for that", async () => {
  const [client, accepted] = await rawPair({}, { "Nats-No-Masking": "true" });
  assertMatch(client.answer, /\r\nNats-No-Masking: true\r\n/);
  await client.send(frame(0x82, "PI", { masked: false }), frame(0x82, "NG\r\n", { masked: false }));
  assertEquals(await readText(accepted, 6), "PING\r\n");
  client.transport.close();
  accepted.close();
});

test("listenWebSocket closes with 1002 and the words of nats-server where the protocol is broken", async () => {
  const bad: [string, Uint8Array[]][] = [
    ["mask bit missing", [frame(0x82, "PING", { masked: false })]],
    ["RSV2 and RSV3 must be clear", [frame(0xa2, "PING")]],
    ["compressed frame received without negotiated permessage-deflate", [frame(0xc2, "PING")]],
    ["control frame length bigger than maximum allowed of 125 bytes", [frame(0x89, "a".repeat(126))]],
    ["control frame does not have final bit set", [frame(0x09, "a")]],
    ["new message started before final frame for previous message was received", [
      frame(0x02, ""),
      frame(0x82, ""),
    ]],
    ["invalid continuation frame", [frame(0x80, "a")]],
    ["unknown opcode 3", [frame(0x83, "a")]],
    ["close frame payload cannot be 1 byte", [frame(0x88, "a")]],
    ["invalid close status code 1005", [frame(0x88, Uint8Array.of(0x03, 0xed))]],
    ["invalid 64-bit payload length", [Uint8Array.of(0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4)]],
  ];
  for (const [words, frames] of bad) {
    const [client, accepted] = await rawPair();
    await client.send(frame(0x82, "PING\r\n"), ...frames);
    // What came before is there.
    assertEquals(await readText(accepted, 6), "PING\r\n");
    const error = await assertRejects(() => accepted.read(), PipeError, words);
    assertEquals(error.reason, "broken");
    assertEquals((await client.frames()).map(closing), [`1002 ${words}`]);
    assertEquals(await accepted.read(), null);
    await assertRejects(() => accepted.write(bytesOf("late")), PipeError);
    accepted.close();
  }
});

test("listenWebSocket end and closeWith tell a code and a reason, after what was written", async () => {
  const [client, accepted] = await rawPair();
  await accepted.write(bytesOf("+OK\r\n"));
  await accepted.closeWith!(1008, "Authentication Failure");
  await accepted.closeWith!(1011, "only the first counts");
  await assertRejects(() => accepted.write(bytesOf("late")), PipeError);
  const [ok, close, ...others] = await client.frames();
  assertEquals([ok!.first, new TextDecoder().decode(ok!.payload)], [0x82, "+OK\r\n"]);
  assertEquals(closing(close!), "1008 Authentication Failure");
  assertEquals(others, []);
  accepted.close();
  const [second, ended] = await rawPair();
  await ended.end();
  assertEquals((await second.frames()).map(closing), ["1000 Client Closed"]);
  ended.close();
  const [third, long] = await rawPair();
  await long.closeWith!(1002, "a".repeat(200));
  assertEquals((await third.frames()).map(closing), [`1002 ${"a".repeat(120)}...`]);
  long.close();
});

test("listenWebSocket answers the frame that closes with the same code, and reads the end", async () => {
  const cases: [Uint8Array, string][] = [
    [Uint8Array.of(0x03, 0xe8, ...bytesOf("bye")), "1000 bye"],
    [Uint8Array.of(), "none"],
    [Uint8Array.of(0x03, 0xe8, 0xff), "1007 invalid utf8 body in close frame"],
  ];
  for (const [payload, answer] of cases) {
    const [client, accepted] = await rawPair();
    await client.send(frame(0x82, "SUB a 1\r\n"), frame(0x88, payload), frame(0x82, "nobody reads this"));
    assertEquals(await readText(accepted, 9), "SUB a 1\r\n");
    assertEquals(await accepted.read(), null);
    assertEquals((await client.frames()).map(closing), [answer]);
    accepted.close();
  }
});

const SAFARI = "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15";

test("listenWebSocket sends browsers frames of at most 4096 bytes, and others of 64 KiB", async () => {
  const bytes = bytesOf("m".repeat(100_000));
  for (const [agent, count] of [["Mozilla/5.0", 25], ["nats.c", 2]] as const) {
    const [client, accepted] = await rawPair({}, { "User-Agent": agent });
    await accepted.write(bytes);
    await accepted.end();
    const frames = (await client.frames()).slice(0, -1);
    assertEquals(frames.map(({ first }) => first), new Array(frames.length).fill(0x82));
    assertEquals(frames.reduce((sum, { payload }) => sum + payload.length, 0), bytes.length);
    const largest = Math.max(...frames.map(({ payload }) => payload.length));
    assertEquals(largest, agent === "nats.c" ? 65536 : 4096);
    assert(frames.length === count || frames.length === count + 1, `${frames.length} frames`);
    accepted.close();
  }
});

test("listenWebSocket compresses more than 64 bytes, in several frames where the browser takes that", async () => {
  const extension = { "Sec-WebSocket-Extensions": "permessage-deflate" };
  // What does not compress well, so that there are several frames.
  const noise = crypto.getRandomValues(new Uint8Array(10_000));
  for (const [agent, several] of [["Mozilla/5.0 Chrome", true], [SAFARI, false], ["other", false]] as const) {
    const [client, accepted] = await rawPair({ compression: true }, { ...extension, "User-Agent": agent });
    await accepted.write(bytesOf("a".repeat(64)));
    await accepted.write(bytesOf("b".repeat(65)));
    await accepted.write(noise);
    await accepted.end();
    const [short, long, ...parts] = await client.frames();
    assertEquals([short!.first, short!.payload.length], [0x82, 64]);
    assertEquals(long!.first, 0xc2);
    assert(long!.payload.length < 20, `${long!.payload.length} bytes`);
    const firsts = parts.slice(0, -1).map(({ first }) => first);
    assertEquals(firsts, several ? [0x42, 0x00, 0x80] : [0xc2]);
    accepted.close();
  }
});

/** A message of zeros, compressed: what it becomes is 1000 times as long. */
async function zeros(length: number): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(length)]).stream().pipeThrough(
    new CompressionStream("deflate-raw"),
  );
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

test("listenWebSocket takes compressed messages up to the limit, and closes with 1009 past it", async () => {
  const extension = { "Sec-WebSocket-Extensions": "permessage-deflate" };
  const limit = 100_000;
  for (const [length, fits] of [[limit, true], [limit + 1, false], [20_000_000, false]] as const) {
    const [client, accepted] = await rawPair({ compression: true, maxInflatedBytes: limit }, extension);
    const bytes = await zeros(length);
    const half = Math.floor(bytes.length / 2);
    await client.send(frame(0x82, "PING\r\n"), frame(0x42, bytes.subarray(0, half)));
    await client.send(frame(0x89, "between"), frame(0x80, bytes.subarray(half)), frame(0x82, "PONG\r\n"));
    assertEquals(await readText(accepted, 6), "PING\r\n");
    if (fits) assertEquals(await readText(accepted, limit + 6), `${"\0".repeat(limit)}PONG\r\n`);
    else await assertRejects(() => accepted.read(), PipeError, "Maximum Message Payload Exceeded");
    accepted.end();
    const frames = await client.frames();
    assertEquals(frames[0]?.first, 0x8a);
    const close = fits ? "1000 Client Closed" : "1009 Maximum Message Payload Exceeded";
    assertEquals(closing(frames.at(-1)!), close);
    accepted.close();
  }
  const [client, accepted] = await rawPair({ compression: true }, extension);
  await client.send(frame(0xc2, Uint8Array.of(0xff, 0xff, 0xff)));
  await assertRejects(() => accepted.read(), PipeError, "invalid compressed data");
  assertEquals((await client.frames()).map(closing), ["1007 invalid compressed data"]);
  accepted.close();
});

test("listenWebSocket with tls takes WebSockets over TLS, and tells what was agreed on", async () => {
  const { ca, server, client: shown } = await certificates();
  const tls = await tlsAcceptor({ ...server, ca: ca.cert, verify: true });
  const [client, accepted] = await rawPair({ tls }, {}, { ca: ca.cert, cert: shown.cert, key: shown.key });
  assertEquals(accepted.encrypted, true);
  assertEquals(accepted.upgrade?.tls?.certificate?.subject, "CN=alice");
  await client.send(frame(0x82, "PING\r\n"));
  assertEquals(await readText(accepted, 6), "PING\r\n");
  await accepted.write(bytesOf("PONG\r\n"));
  assertEquals((await client.next())?.payload, bytesOf("PONG\r\n"));
  client.transport.close();
  accepted.close();
});

test("listenWebSocket close drops upgrades under way and sockets that nobody accepted", async () => {
  const listener = await listenWebSocket({ hostname: "127.0.0.1", port: 0 });
  const done = await RawWebSocket.open(listener.port, upgradeText());
  const opening = RawWebSocket.open(
    listener.port,
    `GET / HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Key: ${KEY}\r\n`,
  );
  const accepted = await listener.accept() as AcceptedTransport;
  const waiting = await RawWebSocket.open(listener.port, upgradeText());
  const accepting = [listener.accept(), listener.accept()];
  const taken = await accepting[0] as AcceptedTransport;
  listener.close();
  assertEquals(await accepting[1], null);
  assertEquals(await listener.accept(), null);
  const half = await opening;
  assertEquals(half.answer, "");
  // Those that were accepted live on.
  await accepted.write(bytesOf("alive"));
  assertEquals((await done.next())?.payload, bytesOf("alive"));
  for (const end of [done.transport, waiting.transport, half.transport, accepted, taken]) end.close();
});

test("listenWebSocket tells a port in use, and a header that HTTP cannot carry", async () => {
  await withListener({}, async ({ port }) => {
    const again = () => listenWebSocket({ hostname: "127.0.0.1", port });
    assertEquals((await assertRejects(again, ListenError)).reason, "in-use");
  });
  for (const headers of [{ "A B": "c" }, { "A": "b\r\nC: d" }]) {
    const listening = () => listenWebSocket({ hostname: "127.0.0.1", port: 0, headers });
    await assertRejects(listening, InvalidArgumentError, "'headers' holds");
  }
});
