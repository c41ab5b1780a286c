import { assert, assertEquals, assertMatch, assertRejects, test } from "../_test.ts";
import { DialError, PipeError } from "../../src/transport/errors.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { dialWebSocket, MAX_UNREAD_BYTES, webSocketUrl } from "../../src/transport/websocket.ts";
import { BufferLike, bytesOf, readText, transportContract } from "./_contract.ts";
import { openWebSocket, type ServedWebSocket, serveWebSockets } from "./_websocket.ts";

/** More than the socket buffers of both ends hold. */
const LARGE_BYTES = 12 * 1024 * 1024;

/** A transport that was dialled, and the socket at the other end. */
async function dialled(path = ""): Promise<{ transport: Transport; served: ServedWebSocket }> {
  const server = await serveWebSockets();
  try {
    const { port } = server;
    const to = { hostname: "127.0.0.1", port, address: `ws://127.0.0.1:${port}${path}` };
    const transport = await dialWebSocket(to, openWebSocket);
    return { transport, served: await server.accept() };
  } finally {
    server.stop();
  }
}

async function webSocketPair(): Promise<[Transport, Transport]> {
  const { transport, served } = await dialled();
  // The socket of `ws` can be paused, which makes this end one that reads slowly where the test does.
  const other = await dialWebSocket({ hostname: "peer", port: 1 }, () => {
    return { socket: served.socket, encrypted: false };
  });
  return [transport, other];
}

transportContract("dialWebSocket", webSocketPair, LARGE_BYTES, { halfClose: false });

/** A WebSocket in the hands of a test. */
class FakeSocket {
  binaryType = "blob";
  bufferedAmount = 0;
  readyState = 0;
  readonly sent: Uint8Array[] = [];
  readonly closed: (number | undefined)[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: object) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  send(bytes: Uint8Array): void {
    this.sent.push(bytes);
  }

  close(code?: number): void {
    this.closed.push(code);
    this.readyState = 2;
  }

  /** Opens, and gives the transport on it. */
  async dialled(): Promise<Transport> {
    const dialling = dialWebSocket(TO, () => this.opened());
    await Promise.resolve();
    this.readyState = 1;
    this.onopen?.();
    return await dialling;
  }

  /** As `dialWebSocket` takes it. */
  opened(): { socket: WebSocket; encrypted: boolean } {
    return { socket: this as unknown as WebSocket, encrypted: false };
  }
}

const TO = { hostname: "example", port: 8080 };

test("webSocketUrl takes the address where it is one for WebSockets, and dials the host encrypted otherwise", () => {
  const cases: Record<string, string> = {
    "ws://example:8080/": "ws://example:8080/",
    "wss://example/nats?a=b": "wss://example/nats?a=b",
    "nats://example:8080": "wss://example:8080/",
    "": "wss://example:8080/",
  };
  for (const [address, url] of Object.entries(cases)) {
    assertEquals([address, webSocketUrl({ ...TO, address })], [address, url]);
  }
  assertEquals(webSocketUrl({ hostname: "::1", port: 80 }), "wss://[::1]:80/");
});

test("dialWebSocket asks for the path as it was written", async () => {
  const { transport, served } = await dialled("/nats/ws?tenant=a%20b");
  assertEquals(served.path, "/nats/ws?tenant=a%20b");
  assertMatch(transport.peer, /^127\.0\.0\.1:\d+$/);
  transport.close();
  served.socket.close();
});

test("dialWebSocket write sends the bytes of a view and not those around it", async () => {
  const socket = new FakeSocket();
  const transport = await socket.dialled();
  await transport.write(bytesOf("<PING>").subarray(1, 5));
  await transport.write(new BufferLike(bytesOf("<PONG>").buffer as ArrayBuffer, 1, 4));
  assertEquals(socket.sent.map((bytes) => new TextDecoder().decode(bytes)), ["PING", "PONG"]);
  assertEquals(socket.sent.map((bytes) => bytes.buffer.byteLength), [4, 4]);
});

test("dialWebSocket write waits while the socket holds much, and goes on when it has been sent", async () => {
  const socket = new FakeSocket();
  const transport = await socket.dialled();
  socket.bufferedAmount = 2 * 1024 * 1024;
  let settled = false;
  const writing = transport.write(new Uint8Array(100_000)).then(() => settled = true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assertEquals([settled, socket.sent.length], [false, 1]);
  socket.bufferedAmount = 0;
  await writing;
  assertEquals(socket.sent.map(({ length }) => length), [65536, 100_000 - 65536]);
});

test("dialWebSocket end lets the socket send what it holds before it closes", async () => {
  const socket = new FakeSocket();
  const transport = await socket.dialled();
  socket.bufferedAmount = 1;
  const ending = transport.end();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assertEquals(socket.closed, []);
  socket.bufferedAmount = 0;
  await ending;
  assertEquals(socket.closed, [1000]);
});

test("dialWebSocket read gives frames in order: bytes, views and texts, but no empty ones", async () => {
  const socket = new FakeSocket();
  const transport = await socket.dialled();
  assertEquals(socket.binaryType, "arraybuffer");
  const frames = [bytesOf("a").buffer, new ArrayBuffer(0), bytesOf("<b>").subarray(1, 2), "c"];
  for (const data of frames) socket.onmessage?.({ data });
  socket.onclose?.({ code: 1000, reason: "" });
  assertEquals(await readText(transport, 3), "abc");
  assertEquals(await transport.read(), null);
});

test("dialWebSocket read fails for a frame that is no bytes", async () => {
  const socket = new FakeSocket();
  const transport = await socket.dialled();
  socket.onmessage?.({ data: { size: 3 } });
  const error = await assertRejects(() => transport.read(), PipeError, "a frame that is no bytes");
  assertEquals([error.reason, socket.closed.length], ["broken", 1]);
});

test("dialWebSocket gives up a socket that cannot be paused when too much waits to be read", async () => {
  const socket = new FakeSocket();
  const transport = await socket.dialled();
  const data = new ArrayBuffer(8 * 1024 * 1024);
  let frames = 0;
  for (; socket.closed.length === 0; frames++) socket.onmessage?.({ data });
  assertEquals(frames, MAX_UNREAD_BYTES / data.byteLength + 1);
  for (; frames > 0; frames--) assertEquals((await transport.read())?.length, data.byteLength);
  await assertRejects(() => transport.read(), PipeError, "and a WebSocket cannot be paused");
});

test("dialWebSocket tells the code and reason of a close that is none in order", async () => {
  const { transport, served } = await dialled();
  served.socket.send(bytesOf("bye") as Uint8Array<ArrayBuffer>);
  served.socket.close(1008, "Slow Consumer (Pending Bytes)");
  assertEquals(await readText(transport, 3), "bye");
  const error = await assertRejects(() => transport.read(), PipeError);
  assertEquals(error.reason, "broken");
  assertEquals(
    error.message,
    `the connection with ${transport.peer} broke: ` +
      "the WebSocket closed with code 1008 (Slow Consumer (Pending Bytes))",
  );
  transport.close();
  const away = await dialled();
  away.served.socket.close(1001, "Server Shutdown");
  assertEquals(await away.transport.read(), null);
  away.transport.close();
});

test("dialWebSocket tells a port where nobody listens", async () => {
  const server = await serveWebSockets();
  await server.close();
  const to = { hostname: "127.0.0.1", port: server.port, address: `ws://127.0.0.1:${server.port}` };
  const error = await assertRejects(() => dialWebSocket(to, openWebSocket), DialError);
  // The sockets of Node 22 and of browsers do not say why.
  assert(["CONNECTION", "CONNECTION_REFUSED"].includes(error.code));
  assertMatch(error.message, new RegExp(`^cannot connect to 127\\.0\\.0\\.1:${server.port}: `));
  assert(error.cause instanceof Error);
});

test("dialWebSocket tells the close where there is nothing else to tell", async () => {
  const socket = new FakeSocket();
  const dialling = dialWebSocket(TO, () => socket.opened());
  await Promise.resolve();
  socket.onerror?.({});
  socket.onclose?.({ code: 1006, reason: "" });
  await assertRejects(
    () => dialling,
    DialError,
    "cannot connect to example:8080: the connection failed (the WebSocket closed with code 1006)",
  );
  const silent = new FakeSocket();
  const failing = dialWebSocket(TO, () => silent.opened());
  await Promise.resolve();
  silent.onerror?.({});
  await assertRejects(() => failing, DialError, "the WebSocket failed");
});

test("dialWebSocket gives up with the signal's reason, and closes a socket that comes later", async () => {
  const reason = new Error("enough");
  const before = await assertRejects(
    () => dialWebSocket({ ...TO, signal: AbortSignal.abort(reason) }, openWebSocket),
  );
  assertEquals(before, reason);
  const controller = new AbortController();
  const opening = new FakeSocket();
  const dialling = dialWebSocket({ ...TO, signal: controller.signal }, () => opening.opened());
  await Promise.resolve();
  controller.abort(reason);
  assertEquals(await assertRejects(() => dialling), reason);
  assertEquals(opening.closed.length, 1);
  const late = new FakeSocket();
  const second = new AbortController();
  let give: () => void = () => {};
  const waiting = new Promise<void>((resolve) => give = resolve);
  const slow = dialWebSocket({ ...TO, signal: second.signal }, async () => {
    await waiting;
    return late.opened();
  });
  second.abort(reason);
  assertEquals(await assertRejects(() => slow), reason);
  give();
  await waiting;
  await Promise.resolve();
  assertEquals(late.closed.length, 1);
});

test("dialWebSocket gives up while a real socket is opening", async () => {
  const server = await serveWebSockets();
  const controller = new AbortController();
  const { signal } = controller;
  const address = `ws://127.0.0.1:${server.port}/`;
  const dialling = dialWebSocket(
    { hostname: "127.0.0.1", port: server.port, address, signal },
    openWebSocket,
  );
  controller.abort(new Error("enough"));
  assertEquals((await assertRejects(() => dialling)).message, "enough");
  await server.close();
});

test("dialWebSocket takes a socket that is open, and says whether it is encrypted", async () => {
  const socket = new FakeSocket();
  socket.readyState = 1;
  const transport = await dialWebSocket(TO, () => ({ ...socket.opened(), encrypted: true }));
  assertEquals([transport.encrypted, transport.peer], [true, "example:8080"]);
  const shut = new FakeSocket();
  shut.readyState = 3;
  await assertRejects(() => dialWebSocket(TO, () => shut.opened()), DialError, "the WebSocket is closed");
});

test("dialWebSocket keeps what the opener threw as the cause", async () => {
  const cause = new Error("no sockets today");
  const error = await assertRejects(
    () => dialWebSocket(TO, () => Promise.reject(cause)),
    DialError,
    "cannot connect to example:8080: the connection failed (no sockets today)",
  );
  assertEquals(error.cause, cause);
});
