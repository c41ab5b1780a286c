import { ClientMachine } from "../../src/conn/client.ts";
import { Driver, type DriverOptions } from "../../src/client/driver.ts";
import { ClosedConnectionError, ConnectionError } from "../../src/errors.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import type { DialOptions } from "../../src/transport/transport.ts";
import { type Changes, machineOptions } from "../conn/_client_player.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { Pipe, settled } from "./_pipe.ts";

/** A driver, its machine, and the pipes that it is given, one for each dial. */
class Rig {
  readonly clock = new VirtualClock();
  readonly machine: ClientMachine;
  readonly driver: Driver;
  readonly dials: DialOptions[] = [];
  readonly pipes: Pipe[] = [];
  readonly told: string[] = [];
  /** What becomes of the dials at these hosts. */
  readonly failing = new Map<string, Error>();

  constructor(changes: Changes = {}, options: Partial<DriverOptions> = {}) {
    this.machine = new ClientMachine(machineOptions({ maxReconnectAttempts: -1, ...changes }));
    const driver: DriverOptions = {
      dial: (to) => this.#dial(to),
      clock: this.clock,
      authenticate: () => Promise.resolve({}),
      ...options,
    };
    this.driver = new Driver(this.machine, driver, {
      onOpened: (first) => this.told.push(first ? "opened first" : "opened"),
      untilCaughtUp: () => undefined,
      onLost: (error) => this.told.push(`lost ${error.message}`),
      onDenied: () => {},
      tell: ({ type }) => this.told.push(type),
      onClosed: (error) => this.told.push(`closed ${error?.message ?? ""}`.trim()),
    });
  }

  /** The pipe of the last dial. */
  get pipe(): Pipe {
    return this.pipes.at(-1)!;
  }

  async start(): Promise<Pipe> {
    this.driver.start();
    await settled();
    return this.pipe;
  }

  /** From a dial to an open connection. */
  async open(): Promise<Pipe> {
    const { pipe } = this;
    await pipe.receives('INFO {"proto":1,"headers":true}');
    await pipe.receives("PONG");
    pipe.take();
    assertEquals(this.machine.state, "open");
    return pipe;
  }

  publish(size: number): void {
    this.machine.publish("a", "", null, new Uint8Array(size));
    this.driver.sendSoon();
  }

  #dial(to: DialOptions): Promise<Pipe> {
    this.dials.push(to);
    const error = this.failing.get(to.hostname);
    if (error !== undefined) return Promise.reject(error);
    const pipe = new Pipe();
    this.pipes.push(pipe);
    return Promise.resolve(pipe);
  }
}

async function opened(changes: Changes = {}, options: Partial<DriverOptions> = {}): Promise<Rig> {
  const rig = new Rig(changes, options);
  await rig.start();
  await rig.open();
  return rig;
}

test("Driver dials the address as it was written, with what TLS will need", async () => {
  const tls = { ca: "PEM" };
  const rig = new Rig({ servers: ["nats://me:secret@host:1"] }, { tls });
  await rig.start();
  const { signal, ...to } = rig.dials[0]!;
  assertEquals(to, { hostname: "host", port: 1, address: "nats://host:1", tls });
  assertEquals(signal?.aborted, false);
  const plain = new Rig({ tls: "forbidden" }, { tls: null });
  await plain.start();
  assertEquals("tls" in plain.dials[0]!, false);
  rig.driver.abort(undefined);
  plain.driver.abort(undefined);
});

test("Driver dials each address of a name with the name for its certificate, and the name where it has none", async () => {
  const asked: string[] = [];
  const resolveHost = (hostname: string) => {
    asked.push(hostname);
    return hostname === "lost"
      ? Promise.reject(new Error("ENOTFOUND"))
      : Promise.resolve(["10.0.0.1", "::1"]);
  };
  const rig = new Rig({ servers: ["host:1", "lost:2", "10.0.0.9:3"], resolve: true }, { resolveHost });
  for (const host of ["10.0.0.1", "::1", "lost"]) rig.failing.set(host, new Error("refused"));
  await rig.start();
  assertEquals(asked, ["host", "lost"]);
  assertEquals(rig.dials.map(({ hostname, port, serverName }) => [hostname, port, serverName]), [
    ["10.0.0.1", 1, "host"],
    ["::1", 1, "host"],
    ["lost", 2, undefined],
    ["10.0.0.9", 3, undefined],
  ]);
  rig.driver.abort(undefined);
});

test("Driver takes no late answer of a lookup for that of the next one", async () => {
  const answers: ((addresses: string[]) => void)[] = [];
  const resolveHost = () => new Promise<string[]>((resolve) => answers.push(resolve));
  const rig = new Rig({ servers: ["one", "two"], resolve: true, handshakeTimeoutMs: 100 }, { resolveHost });
  rig.driver.start();
  await rig.clock.advance(100);
  assertEquals(answers.length, 2);
  answers[0]!(["10.0.0.1"]);
  await settled();
  assertEquals(rig.dials, []);
  answers[1]!(["10.0.0.2"]);
  await settled();
  assertEquals(rig.dials.map(({ hostname }) => hostname), ["10.0.0.2"]);
  rig.driver.abort(undefined);
});

test("Driver starts TLS after INFO, reads and writes nothing meanwhile, and then logs in", async () => {
  const rig = new Rig({ servers: ["host"] }, { tls: { ca: "PEM" } });
  const pipe = await rig.start();
  await pipe.receives('INFO {"proto":1,"tls_required":true}', "PING");
  assertEquals([pipe.reads, pipe.text], [1, ""]);
  const [{ signal, ...given }] = pipe.secured as [typeof pipe.secured[0]];
  assertEquals([given, signal?.aborted], [{ serverName: "host", tls: { ca: "PEM" } }, false]);
  await pipe.finishTls();
  assert(pipe.take().startsWith("CONNECT {"));
  await pipe.receives("PONG");
  assertEquals([rig.machine.state, pipe.secured.length], ["open", 1]);
  rig.machine.close(undefined, 0);
  rig.driver.pump();
  await pipe.receivesEnd();
});

test("Driver starts TLS only after a PONG that was on its way", async () => {
  const rig = new Rig();
  const pipe = await rig.start();
  pipe.slow = true;
  await pipe.receives("PING");
  assertEquals(pipe.text, "PONG\r\n");
  await pipe.receives('INFO {"proto":1,"tls_required":true}');
  assertEquals(pipe.secured.length, 0);
  await pipe.takeWrites();
  assertEquals(pipe.secured.length, 1);
  rig.driver.abort(undefined);
});

test("Driver goes on to the next server when TLS fails, or when the transport cannot", async () => {
  const info = 'INFO {"proto":1,"tls_required":true}';
  const failed = new Rig({ servers: ["a", "b"] });
  const pipe = await failed.start();
  await pipe.receives(info);
  await pipe.finishTls(new Error("certificate has expired"));
  assertEquals([pipe.closed, failed.dials.map(({ hostname }) => hostname)], [true, ["a", "b"]]);
  failed.driver.abort(undefined);

  const unable = new Rig();
  const plain = await unable.start();
  Object.assign(plain, { startTls: undefined });
  await plain.receives(info);
  assertEquals(unable.told.at(-1), "closed the peer asks for TLS, which its transport cannot start");
});

test("Driver gives up a TLS handshake that takes too long, and tells its transport so", async () => {
  const rig = new Rig({ handshakeTimeoutMs: 1000 });
  const pipe = await rig.start();
  await pipe.receives('INFO {"proto":1,"tls_required":true}');
  await rig.clock.advance(1000);
  await settled();
  assertEquals([pipe.secured[0]!.signal?.aborted, pipe.closed], [true, true]);
  assertEquals(rig.told.at(-1), "closed timeout: no handshake with a:4222 within 1000 ms");
  await pipe.finishTls(new Error("late"));
});

test("Driver starts no TLS where the dial took care of it", async () => {
  const rig = new Rig({ tls: "required" }, {
    dial: () => {
      const pipe = new Pipe();
      pipe.encrypted = true;
      rig.pipes.push(pipe);
      return Promise.resolve(pipe);
    },
  });
  const pipe = await rig.start();
  await pipe.receives('INFO {"proto":1,"tls_required":true}');
  assertEquals(pipe.secured, []);
  assert(pipe.take().startsWith("CONNECT {"));
  rig.driver.abort(undefined);
});

test("Driver allows dial, TLS, authenticator and handshake the timeout together", async () => {
  const rig = new Rig({ handshakeTimeoutMs: 1000 }, {
    dial: () =>
      new Promise((resolve) =>
        rig.clock.wakeAt(400, () => {
          rig.pipes.push(new Pipe());
          resolve(rig.pipe);
        })
      ),
    authenticate: () => new Promise((resolve) => rig.clock.wakeAt(900, () => resolve({}))),
  });
  rig.driver.start();
  await rig.clock.advance(400);
  await rig.pipe.receives('INFO {"proto":1,"tls_required":true}');
  await rig.clock.advance(200);
  await rig.pipe.finishTls();
  await rig.clock.advance(300);
  assertEquals(rig.machine.state, "awaitingPong");
  await rig.clock.advance(99);
  assertEquals(rig.machine.state, "awaitingPong");
  await rig.clock.advance(1);
  assertEquals([rig.machine.state, rig.pipe.closed], ["closed", true]);
});

test("Driver asks its transport for nothing while reading is held, and reads on after that", async () => {
  const rig = await opened();
  const { pipe } = rig;
  const before = pipe.reads;
  rig.driver.holdReading();
  rig.driver.holdReading();
  await pipe.receives("PING");
  assertEquals([pipe.reads, pipe.take()], [before, "PONG\r\n"]);
  await pipe.receives("PING");
  assertEquals([pipe.reads, pipe.take()], [before, ""]);
  rig.driver.releaseReading();
  rig.driver.releaseReading();
  await settled();
  assertEquals([pipe.reads > before, pipe.take()], [true, "PONG\r\n"]);
  rig.driver.abort(undefined);
  await pipe.receivesEnd();
});

test("Driver calls no connection stale whose PONGs it does not read", async () => {
  const rig = await opened({ pingIntervalMs: 1000, maxPingOut: 1 });
  const { pipe } = rig;
  await rig.clock.advance(1000);
  assertEquals(pipe.take(), "PING\r\n");
  rig.driver.holdReading();
  await pipe.receives("+OK");
  await pipe.receives("PONG");
  await rig.clock.advance(100_000);
  assertEquals([rig.machine.state, pipe.take()], ["open", ""]);
  rig.driver.releaseReading();
  await settled();
  await rig.clock.advance(1000);
  assertEquals([rig.machine.state, pipe.take()], ["open", "PING\r\n"]);
  rig.driver.abort(undefined);
  await pipe.receivesEnd();
});

test("Driver reads the handshake of the next connection although reading is held", async () => {
  const rig = await opened();
  rig.driver.holdReading();
  await rig.pipe.receives("+OK");
  rig.pipe.failWrites = new Error("broken pipe");
  rig.publish(1);
  await rig.clock.advance(2000);
  await settled();
  assertEquals(rig.pipes.length, 2);
  await rig.open();
  const { reads } = rig.pipe;
  await rig.pipe.receives("PING");
  assertEquals([rig.pipe.reads, rig.pipe.text], [reads, ""]);
  rig.driver.releaseReading();
  await settled();
  assertEquals(rig.pipe.text, "PONG\r\n");
  rig.driver.abort(undefined);
  await rig.pipe.receivesEnd();
});

test("Driver closes a connection in order although reading is held", async () => {
  const rig = await opened();
  const { pipe } = rig;
  rig.driver.holdReading();
  await pipe.receives("+OK");
  rig.machine.close(undefined, 0);
  rig.driver.pump();
  await settled();
  assertEquals(pipe.ended, true);
  await pipe.receivesEnd();
  assertEquals([rig.told.at(-1), rig.clock.pending], ["closed", 0]);
});

test("Driver is ready below one MiB, and tells those who wait when half of it is gone", async () => {
  const rig = await opened({ maxPendingBytes: 1 << 24 });
  const { pipe, driver } = rig;
  pipe.slow = true;
  assertEquals(driver.ready(), true);
  const told: string[] = [];
  driver.whenReady({ resolve: () => told.push("at once"), reject: () => {} });
  driver.pump();
  assertEquals(told, ["at once"]);
  for (let n = 0; n < 18; n++) rig.publish(65_000);
  await settled();
  assertEquals(driver.ready(), false);
  driver.whenReady({ resolve: () => told.push("waited"), reject: () => {} });
  const cancel = driver.whenReady({ resolve: () => told.push("cancelled"), reject: () => {} });
  cancel();
  let writes = 0;
  for (; told.length === 1; writes++) await pipe.takeWrites();
  assertEquals(told, ["at once", "waited"]);
  assert(writes > 7 && writes < 12, `${writes} writes`);
  pipe.slow = false;
  await pipe.takeWrites();
  driver.abort(undefined);
  await pipe.receivesEnd();
});

test("Driver is ready for nothing while disconnected without a buffer, and again after that", async () => {
  const rig = await opened({ maxBufferedBytes: 0 });
  await rig.pipe.receivesEnd();
  assertEquals(rig.driver.ready(), false);
  const told: string[] = [];
  rig.driver.whenReady({ resolve: () => told.push("ready"), reject: () => {} });
  await rig.clock.advance(2000);
  await settled();
  assertEquals(told, []);
  await rig.open();
  assertEquals(told, ["ready"]);
  rig.driver.abort(undefined);
  await rig.pipe.receivesEnd();
});

test("Driver tells those who wait for room that the connection has ended", async () => {
  const rig = await opened({ maxBufferedBytes: 0 });
  await rig.pipe.receivesEnd();
  const errors: Error[] = [];
  const wait = () => rig.driver.whenReady({ resolve: () => {}, reject: (error) => errors.push(error) });
  wait();
  rig.driver.abort(undefined);
  await settled();
  wait();
  assertEquals(errors.map((error) => error instanceof ClosedConnectionError), [true, true]);
});

test("Driver.abort ends with the reason and aborts the dial under way", async () => {
  const rig = new Rig({}, {
    dial: (to) => {
      rig.dials.push(to);
      return new Promise(() => {});
    },
  });
  rig.driver.start();
  await settled();
  rig.driver.abort(new Error("no patience"));
  await settled();
  assertEquals([rig.dials[0]!.signal!.aborted, rig.told.at(-1), rig.clock.pending], [
    true,
    "closed no patience",
    0,
  ]);
});

test("Driver leaves nothing behind after a close whose last write failed, and counts what that was", async () => {
  const rig = await opened({ maxPendingBytes: 1 << 24 });
  const { pipe, machine } = rig;
  pipe.slow = true;
  for (let n = 0; n < 4; n++) rig.publish(65_000);
  machine.close(undefined, 0);
  rig.driver.pump();
  pipe.failWrites = new Error("broken pipe");
  await pipe.takeWrites();
  await settled();
  assertEquals([rig.told.slice(-2), machine.pendingBytes], [["dropped", "closed"], 0]);
  const { outMsgs, unconfirmed, droppedOut } = machine.counts;
  assertEquals([outMsgs, unconfirmed + droppedOut, rig.clock.pending], [4, 4, 0]);
  assert(unconfirmed > 0 && droppedOut > 0, `${unconfirmed} ${droppedOut}`);
});

test("Driver waits for the server to close, and takes what it has sent as arrived then", async () => {
  for (const closes of [true, false]) {
    const rig = await opened();
    rig.publish(1);
    rig.machine.close(undefined, 0);
    rig.driver.pump();
    await settled();
    assertEquals([rig.pipe.ended, rig.pipe.closed, rig.told.at(-1)], [true, false, "opened first"]);
    if (closes) await rig.pipe.receivesEnd();
    else await rig.clock.advance(1000);
    await settled();
    assertEquals([rig.pipe.closed, rig.told.at(-1), rig.machine.counts.unconfirmed], [
      true,
      "closed",
      closes ? 0 : 1,
    ]);
  }
});

test("Driver closes a transport that comes after the dial was given up", async () => {
  let arrive = (_pipe: Pipe) => {};
  const rig = new Rig({}, { dial: () => new Promise((resolve) => arrive = resolve) });
  rig.driver.start();
  await settled();
  rig.driver.abort(new ConnectionError("enough"));
  const late = new Pipe();
  arrive(late);
  await settled();
  assertEquals([late.closed, late.reads], [true, 0]);
  assertEquals(rig.told.at(-1), "closed enough");
});
