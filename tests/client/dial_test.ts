/** What the transports of an application are told, when they are made and when TLS is to begin. */

import {
  connect,
  type DialOptions,
  type NatsConnection,
  type StartTlsOptions,
  type Transport,
} from "../../mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { FakeServer, nextStatus } from "./_client.ts";

/** The options without their signal. */
function told({ signal: _, ...rest }: DialOptions): Omit<DialOptions, "signal"> {
  return rest;
}

test("dial is told where to, by which name and address, with which TLS, and may be given up", async () => {
  const clock = new VirtualClock();
  const dialled: DialOptions[] = [];
  const tls = Object.freeze({ servername: "a.example" });
  const connecting = assertRejects(() =>
    connect({
      clock,
      tls,
      servers: ["nats://ann:secret@one.example:5222", "[::1]"],
      noRandomize: true,
      timeout: 100,
      dial: (options) => {
        dialled.push(options);
        return new Promise(() => {});
      },
    })
  );
  await clock.advance(0);
  assertEquals([dialled.length, dialled[0]!.signal?.aborted], [1, false]);
  await clock.advance(100);
  assert(dialled[0]!.signal!.reason instanceof Error);
  await clock.advance(100);
  await connecting;
  assertEquals(dialled.map(({ signal }) => signal?.aborted), [true, true]);
  const [first, second] = dialled.map(told);
  // Credentials are no business of a transport.
  assertEquals(first, { hostname: "one.example", port: 5222, address: "nats://one.example:5222", tls });
  assertEquals(second, { hostname: "::1", port: 4222, address: "[::1]", tls });
});

test("dial is told nothing of TLS where that is forbidden, and of no settings where there are none", async () => {
  for (const tls of [null, undefined]) {
    const dialled: DialOptions[] = [];
    await assertRejects(() =>
      connect({
        tls,
        dial: (options) => {
          dialled.push(options);
          throw new Error("not today");
        },
      })
    );
    const address = { hostname: "127.0.0.1", port: 4222, address: "127.0.0.1:4222" };
    assertEquals(dialled.map(told), [tls === null ? address : { ...address, tls: {} }]);
  }
});

/** A server whose transports can be asked for TLS, which only writes down how. */
class TlsServer extends FakeServer {
  readonly asked: StartTlsOptions[] = [];
  readonly dialled: DialOptions[] = [];

  /** For the option `dial`. */
  readonly dialTls = (options: DialOptions): Transport => {
    this.dialled.push(options);
    const inner = this.dial();
    return {
      encrypted: false,
      peer: "fake",
      read: () => inner.read(),
      write: (bytes) => inner.write(bytes),
      end: () => inner.end(),
      close: () => inner.close(),
      startTls: (asked) => {
        this.asked.push(asked);
        return Promise.resolve();
      },
    };
  };
}

test("a transport is asked to start TLS with the server's name and the user's settings", async () => {
  const server = new TlsServer();
  const tls = Object.freeze({ ca: "-----BEGIN CERTIFICATE-----", rejectUnauthorized: false });
  const connecting = connect({ servers: "nats.example", tls, dial: server.dialTls });
  const link = await server.next();
  await link.greet({ tls_required: true });
  const nc = await connecting;
  const [{ signal, ...rest } = { signal: undefined }] = server.asked;
  assertEquals([server.asked.length, signal?.aborted], [1, false]);
  assertEquals(rest as unknown, { serverName: "nats.example", tls });
  link.close();
  await nc.close();
});

test("a server that the cluster reports by its address is held to the name it was given", async () => {
  const server = new TlsServer();
  const connecting = connect({
    servers: "nats.example",
    tls: {},
    noRandomize: true,
    reconnectTimeWait: 0,
    reconnectJitter: 0,
    dial: server.dialTls,
  });
  let link = await server.next();
  await link.greet({ tls_required: true, connect_urls: ["10.0.0.1:4222", "10.0.0.2:4222"] });
  const nc: NatsConnection = await connecting;
  const back = nextStatus(nc, "reconnect");
  link.close();
  link = await server.next();
  await link.greet({ tls_required: true });
  await back;
  assertEquals(server.dialled.map(({ hostname, serverName }) => [hostname, serverName]), [
    ["nats.example", undefined],
    ["10.0.0.1", "nats.example"],
  ]);
  assertEquals(server.asked.map(({ serverName }) => serverName), ["nats.example", "nats.example"]);
  link.close();
  await nc.close();
});

test("a transport's handshake of TLS that takes too long is given up by its signal", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  const signals: (AbortSignal | undefined)[] = [];
  const dial = (): Transport => {
    const inner = server.dial();
    return {
      encrypted: false,
      peer: "fake",
      read: () => inner.read(),
      write: (bytes) => inner.write(bytes),
      end: () => inner.end(),
      close: () => inner.close(),
      startTls: ({ signal }) => {
        signals.push(signal);
        return new Promise((_, reject) => signal!.addEventListener("abort", () => reject(signal!.reason)));
      },
    };
  };
  const connecting = assertRejects(() => connect({ clock, dial, timeout: 100 }), Error, "100 ms");
  const link = await server.next();
  await link.sendInfo({ tls_required: true });
  await clock.advance(99);
  assertEquals(signals.map((signal) => signal?.aborted), [false]);
  await clock.advance(1);
  await connecting;
  assertEquals(signals.map((signal) => signal?.aborted), [true]);
  assertEquals(await link.rest(), "");
  link.close();
});
