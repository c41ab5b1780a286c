import { ClientMachine } from "../../src/conn/client.ts";
import type { Interest } from "../../src/conn/client_types.ts";
import { ServerConnection } from "../../src/conn/server.ts";
import { ENDINGS } from "../../src/conn/server_states.ts";
import type { ServerSink } from "../../src/conn/server_types.ts";
import { utf8 } from "../../src/wire/bytes.ts";
import { decodeInfo } from "../../src/wire/info.ts";
import type { MessageFrame } from "../../src/wire/frame.ts";
import { type Changes, machineOptions, outputText } from "./_client_player.ts";
import { assert, assertEquals, test } from "../_test.ts";

const decoder = new TextDecoder();

const INFO = decodeInfo(JSON.stringify({
  server_id: "S",
  server_name: "S",
  version: "2.14.0",
  proto: 1,
  go: "",
  host: "a",
  port: 4222,
  headers: true,
  max_payload: 1024,
}));

/** What one end of a pair may be given. */
interface PairOptions {
  client?: Changes;
  server?: { pingIntervalMs?: number; pingMax?: number; password?: string };
  byteByByte?: boolean;
}

/**
 * The two machines of a connection on virtual time, with a server behind the one that knows no other client and
 * a driver around the other. A direction can be cut until the next dial: what is sent in it is lost, as on a
 * dead network.
 */
class Pair {
  readonly client: ClientMachine;
  readonly log: string[] = [];
  readonly subscriptions = new Map<string, string>();
  server: ServerConnection | null = null;
  now = 0;
  cutToServer = false;
  cutToClient = false;
  readonly #options: PairOptions;

  constructor(options: PairOptions = {}) {
    this.#options = options;
    this.client = new ClientMachine(machineOptions({ maxReconnectAttempts: -1, ...options.client }));
    this.client.start(0);
    this.settle();
  }

  /** Carries outputs and bytes until neither end has any. */
  settle(): void {
    for (let rounds = 0, busy = true; busy; rounds++) {
      assert(rounds < 1000, "the two never come to rest");
      busy = this.#outputs();
      busy = this.#toServer() || busy;
      busy = this.#toClient() || busy;
    }
  }

  /** Lets the time pass and keeps the wake-ups of both. */
  goTo(timeMs: number): void {
    for (;;) {
      const dueMs = Math.min(this.client.wakeAtMs, this.server?.wakeAtMs ?? Infinity);
      if (dueMs > timeMs) break;
      this.now = Math.max(this.now, dueMs);
      this.server?.tick(this.now);
      this.client.tick(this.now);
      this.settle();
    }
    this.now = timeMs;
  }

  interest(sid: number, subject: string, queue?: string): Interest {
    return {
      sid,
      subject,
      queue,
      max: undefined,
      received: 0,
      onMessage: (frame) => {
        const headers = decoder.decode(frame.body.subarray(frame.bodyStart, frame.headerEnd));
        const payload = decoder.decode(frame.body.subarray(frame.headerEnd, frame.bodyEnd));
        this.log.push(`msg ${sid} ${JSON.stringify(headers + payload)}`);
      },
      onMax: () => this.log.push(`max ${sid}`),
    };
  }

  /** The log since the last call. */
  takeLog(): string[] {
    return this.log.splice(0);
  }

  #outputs(): boolean {
    let any = false;
    for (let output; (output = this.client.output()) !== null; any = true) {
      const text = outputText(output).trim();
      if (text !== "status update [] []") this.log.push(text);
      if (output.kind === "dial") {
        this.server = this.#accept();
        this.cutToServer = false;
        this.cutToClient = false;
        this.client.dialed(false, this.now);
      } else if (output.kind === "authenticate") {
        this.client.authenticated({ user: "me", pass: "secret" }, this.now);
      } else if (output.kind === "hangUp") {
        if (output.flush) this.#toServer();
        if (!this.cutToServer) this.server?.ended(this.now);
        this.server = null;
        if (output.flush) this.client.finished(true, this.now);
      }
    }
    return any;
  }

  #toServer(): boolean {
    const block = this.client.takeBlock();
    if (block === null) return false;
    for (const part of this.#parts(block)) {
      if (!this.cutToServer) this.server?.receive(part, this.now);
    }
    this.client.giveBack(block);
    return true;
  }

  #toClient(): boolean {
    const server = this.server;
    const block = server?.take(this.now) ?? null;
    if (server === null) return false;
    if (block !== null) {
      for (const part of this.#parts(block)) {
        if (!this.cutToClient && this.server === server) this.client.receive(part, this.now);
      }
      server.sent(block.length, this.now);
    }
    const over = server.state.name === "lingering" || server.state.name === "closed";
    if (over && this.server === server && !this.cutToClient) {
      this.server = null;
      this.client.ended(undefined, this.now);
      return true;
    }
    return block !== null;
  }

  #parts(block: Uint8Array): Uint8Array[] {
    return this.#options.byteByByte ? [...block].map((byte) => Uint8Array.of(byte)) : [block];
  }

  #accept(): ServerConnection {
    const { pingIntervalMs = 120_000, pingMax = 2, password } = this.#options.server ?? {};
    this.subscriptions.clear();
    const sink: ServerSink = {
      authenticate: (options) =>
        password === undefined || options.pass === password ? "accepted" : ENDINGS.authorizationViolation,
      resetSubscriptions: () => this.subscriptions.clear(),
      subscribe: (subject, _queue, sid) => {
        this.subscriptions.set(sid, subject);
        return "accepted";
      },
      unsubscribe: (sid, max) => {
        this.log.push(`unsub ${sid} ${max}`);
        if (max === 0) this.subscriptions.delete(sid);
      },
      admit: (frame) => frame,
      connectInfo: () => ({}),
      publish: (frame) => this.#route(server, frame),
      replySid: (frame) => {
        const reply = decoder.decode(frame.line.subarray(frame.replyStart, frame.replyEnd));
        const found = [...this.subscriptions].find(([, subject]) => subject === reply);
        return found === undefined ? undefined : utf8(found[0]);
      },
      ended: (ending) => this.log.push(`server: ${ending.reason}`),
    };
    const server: ServerConnection = new ServerConnection(
      {
        info: INFO,
        authRequired: password !== undefined,
        limits: {
          maxControlLine: 4096,
          maxPayload: 1024,
          maxPending: 1024 * 1024,
          writeDeadlineMs: 10_000,
          pingIntervalMs,
          pingMax,
          authTimeoutMs: 2000,
        },
        random: () => 0,
      },
      sink,
      this.now,
    );
    return server;
  }

  #route(server: ServerConnection, frame: MessageFrame): boolean {
    const subject = decoder.decode(frame.line.subarray(frame.subjectStart, frame.subjectEnd));
    let any = false;
    for (const [sid, pattern] of this.subscriptions) {
      if (pattern !== subject) continue;
      server.deliver(frame, utf8(sid));
      any = true;
    }
    return any;
  }
}

/** Runs a test of a pair whole and byte by byte. */
function pairs(options: PairOptions, run: (pair: Pair) => void): void {
  for (const byteByByte of [false, true]) run(new Pair({ ...options, byteByByte }));
}

const OPENED = ["status reconnecting", "dial a:4222", "authenticate", "opened first"];
const REOPENED = ["status reconnecting", "dial a:4222", "authenticate", "opened", "status reconnect a:4222"];

test("ClientMachine and ServerConnection shake hands", () => {
  pairs({}, (pair) => {
    assertEquals(pair.takeLog(), OPENED);
    assertEquals([pair.client.state, pair.server?.state.name], ["open", "open"]);
    assertEquals([pair.client.info?.connect_info, pair.server?.options.lang], [true, "ts"]);
  });
});

test("ClientMachine and ServerConnection agree about credentials", () => {
  pairs({ server: { password: "secret" } }, (pair) => assertEquals(pair.takeLog(), OPENED));
  pairs({ server: { password: "other" } }, (pair) => {
    assertEquals(pair.takeLog(), [
      "status reconnecting",
      "dial a:4222",
      "authenticate",
      "server: Authentication Failure",
      "status error AUTHORIZATION",
      "hangUp",
      "closed AUTHORIZATION",
    ]);
  });
});

test("ClientMachine and ServerConnection carry messages with headers, without, and empty ones", () => {
  pairs({}, (pair) => {
    pair.takeLog();
    const interest = pair.interest(7, "foo");
    pair.client.subscribe(interest);
    pair.client.publish("foo", "", null, "plain");
    pair.client.publish("foo", "reply", utf8("NATS/1.0\r\nA: b\r\n\r\n"), "née");
    pair.client.publish("foo", "", null, "");
    pair.client.publish("nobody", "", null, "lost");
    pair.settle();
    assertEquals(pair.takeLog(), ['msg 7 "plain"', 'msg 7 "NATS/1.0\\r\\nA: b\\r\\n\\r\\nnée"', 'msg 7 ""']);
    pair.client.unsubscribe(interest);
    pair.client.publish("foo", "", null, "late");
    pair.settle();
    assertEquals(pair.takeLog(), ["unsub 7 0"]);
  });
});

test("ClientMachine and ServerConnection tell at once that nobody answers", () => {
  pairs({}, (pair) => {
    pair.takeLog();
    pair.client.subscribe(pair.interest(1, "inbox"));
    pair.client.publish("nobody", "inbox", null, "help");
    pair.settle();
    const [status = ""] = pair.takeLog();
    assert(status.includes("NATS/1.0 503"), status);
  });
});

test("ClientMachine and ServerConnection keep an idle connection alive for a day, pinging both ways", () => {
  const pair = new Pair({ client: { pingIntervalMs: 60_000 } });
  pair.takeLog();
  pair.goTo(24 * 60 * 60 * 1000);
  assertEquals(new Set(pair.takeLog()), new Set(["status ping 1"]));
  assertEquals([pair.client.state, pair.server?.state.name], ["open", "open"]);
});

test("ClientMachine gives up a server from which nothing comes any more", () => {
  pairs({ client: { pingIntervalMs: 1000, maxPingOut: 2 } }, (pair) => {
    pair.takeLog();
    pair.cutToClient = true;
    pair.cutToServer = true;
    pair.goTo(2999);
    assertEquals(pair.takeLog(), ["status ping 1", "status ping 2"]);
    pair.goTo(3000);
    assertEquals(pair.takeLog(), [
      "status staleConnection",
      "hangUp",
      "status disconnect a:4222",
      "lost STALE_CONNECTION",
      ...REOPENED,
    ]);
  });
});

test("ServerConnection gives up a client from which nothing comes any more, and says so", () => {
  pairs({ server: { pingIntervalMs: 10_000, pingMax: 2 } }, (pair) => {
    pair.takeLog();
    pair.cutToServer = true;
    // The first PING comes two seconds after CONNECT.
    pair.goTo(21_999);
    assertEquals(pair.takeLog(), []);
    pair.goTo(22_000);
    assertEquals(pair.takeLog(), [
      "server: Stale Connection",
      "status error SERVER_ERROR",
      "hangUp",
      "status disconnect a:4222",
      "lost SERVER_ERROR",
      ...REOPENED,
    ]);
  });
});

test("ClientMachine brings its subscriptions and what it kept to the next connection", () => {
  pairs({}, (pair) => {
    pair.client.subscribe(pair.interest(1, "foo"));
    const limited = pair.interest(2, "bar");
    pair.client.subscribe(limited);
    pair.client.unsubscribe(limited, 2);
    pair.client.publish("bar", "", null, "one");
    pair.settle();
    pair.takeLog();
    pair.server = null;
    pair.client.ended(undefined, 0);
    pair.client.publish("foo", "", null, "kept");
    pair.client.publish("bar", "", null, "two");
    pair.client.publish("bar", "", null, "three");
    pair.goTo(2000);
    assertEquals(pair.takeLog(), [
      "hangUp",
      "status disconnect a:4222",
      "lost CONNECTION",
      ...REOPENED,
      "unsub 2 1",
      'msg 1 "kept"',
      'msg 2 "two"',
      "max 2",
    ]);
  });
});

test("ClientMachine sends what it has before it closes", () => {
  pairs({}, (pair) => {
    pair.client.subscribe(pair.interest(1, "foo"));
    pair.client.close(undefined, 0);
    pair.settle();
    assertEquals(pair.takeLog().slice(OPENED.length), ["hangUp flush", "server: Client Closed", "closed"]);
    assertEquals([...pair.subscriptions.values()], ["foo"]);
  });
});
