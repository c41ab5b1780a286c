import { assert, assertEquals, assertMatch, assertRejects, test } from "../_test.ts";
import { certificates } from "../_certificates.ts";
import { dialTcp, listenHttp, tlsAcceptor } from "../_runtime.ts";
import { ListenError } from "../../src/transport/errors.ts";
import type { TlsAcceptor } from "../../src/transport/accepted.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { bytesOf } from "../transport/_contract.ts";

/** What a handler is asked, and gives. */
type Handler = Parameters<typeof listenHttp>[1];

const echo: Handler = ({ method, path, query, headers }) => ({
  status: path === "/none" ? 404 : 200,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ method, path, query: [...query], agent: headers["user-agent"] ?? "é" }),
});

/** Runs with a server on a free port. */
async function withServer(
  fn: (port: number, close: () => Promise<void>) => Promise<void>,
  { handler = echo, tls }: { handler?: Handler; tls?: TlsAcceptor } = {},
): Promise<void> {
  const server = await listenHttp({ hostname: "127.0.0.1", port: 0, ...(tls && { tls }) }, handler);
  assertEquals(server.hostname, "127.0.0.1");
  try {
    await fn(server.port, () => server.close());
  } finally {
    await server.close();
  }
}

/** Reads to the end. */
async function readAll(transport: Transport): Promise<string> {
  let text = "";
  for (let bytes = await transport.read(); bytes !== null; bytes = await transport.read()) {
    text += new TextDecoder().decode(bytes);
  }
  return text;
}

/** Sends a text, and reads to the end; the times are masked. */
async function exchange(port: number, text: string): Promise<string> {
  const transport = await dialTcp({ hostname: "127.0.0.1", port });
  await transport.write(bytesOf(text));
  const answer = await readAll(transport);
  transport.close();
  return answer.replace(/^Date: .*GMT\r$/gm, "Date: now\r");
}

const CLOSE = "Host: x\r\nConnection: close\r\n\r\n";

test("listenHttp hands over path, query and headers, and sends status, headers and body", async () => {
  await withServer(async (port) => {
    const request =
      `GET /connz?subs=detail&sort=bytes_to&q=a%20b HTTP/1.1\r\nUser-Agent:  nats-top \r\n${CLOSE}`;
    const body =
      '{"method":"GET","path":"/connz","query":[["subs","detail"],["sort","bytes_to"],["q","a b"]],' +
      '"agent":"nats-top"}';
    assertEquals(
      await exchange(port, request),
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: now\r\n" +
        `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
    const none = await exchange(port, `GET /none HTTP/1.1\r\n${CLOSE}`);
    assertMatch(none, /^HTTP\/1\.1 404 Not Found\r\n/);
    // The length is that of the bytes.
    assertMatch(none, /Content-Length: 55\r\n[^]*"agent":"é"}$/);
    // As a proxy asks.
    assertMatch(
      await exchange(port, `GET http://x:8222?a=b HTTP/1.1\r\n${CLOSE}`),
      /"path":"\/","query":\[\["a","b"\]\]/,
    );
  });
});

test("listenHttp answers HEAD without the body", async () => {
  await withServer(async (port) => {
    const answer = await exchange(port, `HEAD /varz HTTP/1.1\r\n${CLOSE}`);
    assertMatch(answer, /^HTTP\/1\.1 200 OK\r\n[^]*Content-Length: \d\d\r\n[^]*\r\n\r\n$/);
  });
});

test("listenHttp answers several requests on a connection, sent together or by single bytes", async () => {
  await withServer(async (port) => {
    const two = await exchange(port, `GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\n${CLOSE}`);
    assertEquals(two.match(/"path":"\/[ab]"/g), ['"path":"/a"', '"path":"/b"']);
    const transport = await dialTcp({ hostname: "127.0.0.1", port });
    for (const byte of bytesOf(`GET /slow HTTP/1.1\r\n${CLOSE}`)) await transport.write(Uint8Array.of(byte));
    assertMatch(await readAll(transport), /"path":"\/slow"/);
    transport.close();
    // An older client takes the end of the connection for that of the body.
    assertMatch(
      await exchange(port, "GET /old HTTP/1.0\r\n\r\n"),
      /Connection: close\r\n\r\n{.*"path":"\/old"/,
    );
  });
});

test("listenHttp refuses other methods, what is no request, and heads that do not end", async () => {
  await withServer(async (port) => {
    const refused: [string, number][] = [
      [`POST /varz HTTP/1.1\r\nContent-Length: 3\r\n${CLOSE}abc`, 405],
      [`DELETE / HTTP/1.1\r\n${CLOSE}`, 405],
      ["CONNECT {}\r\nPING\r\n\r\n", 400],
      ["GET / HTTP/2.0\r\nHost: x\r\n\r\n", 400],
      ["GET / HTTP/1.1\r\n\r\n", 400],
      ["GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", 400],
      ["GET / HTTP/1.1\r\nHost: x\r\nA B: c\r\n\r\n", 400],
      ["GET / HTTP/1.1\r\nHost: x\r\nA: \u0001\r\n\r\n", 400],
      [`GET / HTTP/1.1\r\nHost: x\r\nA: ${"a".repeat(17_000)}\r\n\r\n`, 431],
      ["a".repeat(16 * 1024), 431],
    ];
    for (const [request, status] of refused) {
      const answer = await exchange(port, request);
      assert(answer.startsWith(`HTTP/1.1 ${status} `), `${request.slice(0, 30)}: ${answer}`);
      assertMatch(answer, /Connection: close\r\n/);
    }
    assertMatch(await exchange(port, `PUT / HTTP/1.1\r\n${CLOSE}`), /\r\nAllow: GET, HEAD\r\n/);
    // A body is not taken for the next request.
    const body = `GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\nGET /b HTTP/1.1\r\n${CLOSE}`;
    assertEquals((await exchange(port, body)).match(/"path":"\/[ab]"/g), ['"path":"/a"']);
  });
});

test("listenHttp answers 500 where the handler fails, and says nothing of why", async () => {
  const handler: Handler = () => Promise.reject(new Error("the password is s3cr3t"));
  await withServer(async (port) => {
    const answer = await exchange(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assertMatch(answer, /^HTTP\/1\.1 500 Internal Server Error\r\n[^]*\r\n\r\nInternal Server Error\n$/);
    assert(!answer.includes("s3cr3t"));
  }, { handler });
});

test("listenHttp close drops idle connections, half a request and a handler that hangs", async () => {
  let hangs: (() => void) | undefined;
  let entered: () => void;
  const inHandler = new Promise<void>((resolve) => entered = resolve);
  const handler: Handler = ({ path }) => {
    if (path !== "/hang") return { status: 200, headers: {}, body: "ok" };
    entered();
    return new Promise((resolve) => hangs = () => resolve({ status: 200, headers: {}, body: "late" }));
  };
  await withServer(async (port, close) => {
    const dial = async (text: string): Promise<Transport> => {
      const transport = await dialTcp({ hostname: "127.0.0.1", port });
      await transport.write(bytesOf(text));
      return transport;
    };
    const idle = await dial("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assertMatch(new TextDecoder().decode(await idle.read() ?? undefined), /ok$/);
    const half = await dial("GET / HTT");
    const hanging = await dial("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
    await inHandler;
    const closing = close();
    for (const transport of [idle, half, hanging]) {
      assertEquals(await transport.read().catch(() => null), null);
      transport.close();
    }
    hangs!();
    await closing;
    await assertRejects(() => dialTcp({ hostname: "127.0.0.1", port }));
  }, { handler });
});

test("listenHttp with tls serves HTTPS, and nothing to who speaks plain HTTP", async () => {
  const { ca, server } = await certificates();
  const tls = await tlsAcceptor(server);
  await withServer(async (port) => {
    const settings = { ca: ca.cert, handshakeFirst: true };
    const transport = await dialTcp({ hostname: "127.0.0.1", port, tls: settings, serverName: "localhost" });
    await transport.write(bytesOf(`GET /varz HTTP/1.1\r\n${CLOSE}`));
    assertMatch(await readAll(transport), /^HTTP\/1\.1 200 OK\r\n[^]*"path":"\/varz"/);
    transport.close();
    const plain = await exchange(port, `GET /varz HTTP/1.1\r\n${CLOSE}`).catch(() => "");
    assert(!plain.includes("HTTP/1.1"), plain);
  }, { tls });
});

test("listenHttp tells a port in use", async () => {
  await withServer(async (port) => {
    const error = await assertRejects(() => listenHttp({ hostname: "127.0.0.1", port }, echo), ListenError);
    assertEquals(error.reason, "in-use");
  });
});
