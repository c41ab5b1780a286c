/**
 * Plays a readable transcript against the server end of a connection in virtual time, whole and byte by byte.
 *
 * ```text
 * C: PING          the client sends this line; lines in a row arrive as one chunk; \r \n \xNN are escapes,
 * C: PI\           and a backslash at the end leaves the line end out
 * S: PONG          the machine sends this line; INFO stands for any INFO, INFO+ for one with connect_info
 * ! ended          the peer, the driver or the application does this
 * @ 2000           the time is now 2,000 ms; wake-ups on the way are kept
 * = lingering      the state is this now; where there is an ending, its reason: `= closed, Client Closed`
 * ```
 *
 * What the machine sends must be written down completely after what made it do so.
 */
import { ServerConnection } from "../../src/conn/server.ts";
import { publishError } from "../../src/conn/server_rules.ts";
import { type Ending, ENDINGS } from "../../src/conn/server_states.ts";
import type {
  ServerConnectionLimits,
  ServerConnectionOptions,
  ServerSink,
  SubscribeOutcome,
  Verdict,
} from "../../src/conn/server_types.ts";
import { binaryBytes, binaryOf } from "../../src/wire/bytes.ts";
import type { ConnectOptions } from "../../src/wire/connect.ts";
import type { MessageFrame } from "../../src/wire/frame.ts";
import type { ServerInfo } from "../../src/wire/info.ts";
import { assertEquals } from "../_test.ts";

/** What a test may change. */
export interface ServerChanges {
  limits?: Partial<ServerConnectionLimits>;
  authRequired?: boolean;
  headers?: boolean;
  /** A random fraction for the first PING. */
  random?: number;
}

const LIMITS: ServerConnectionLimits = {
  maxControlLine: 96,
  maxPayload: 32,
  maxPending: 4096,
  writeDeadlineMs: 10_000,
  pingIntervalMs: 120_000,
  pingMax: 2,
  authTimeoutMs: 2000,
};

/** The options of all tests. */
export function connectionOptions(changes: ServerChanges = {}): ServerConnectionOptions {
  return {
    info: {
      server_id: "N",
      server_name: "N",
      version: "2.14.0",
      proto: 1,
      go: "x",
      host: "h",
      port: 1,
      headers: changes.headers ?? true,
      max_payload: 32,
    },
    authRequired: changes.authRequired ?? false,
    limits: { ...LIMITS, ...changes.limits },
    random: () => changes.random ?? 0,
  };
}

/** An application with one client: literal subjects, one user `u` with password `p`, nothing under `denied.`. */
export class LoneSink implements ServerSink {
  connection: ServerConnection | undefined;
  ending: Ending | undefined;
  readonly subscriptions = new Map<string, string>();
  readonly #authRequired: boolean;

  constructor(authRequired: boolean) {
    this.#authRequired = authRequired;
  }

  authenticate({ user, pass }: Readonly<ConnectOptions>): Verdict {
    if (!this.#authRequired || (user === "u" && pass === "p")) return "accepted";
    return user === "later" ? "pending" : ENDINGS.authorizationViolation;
  }

  connectInfo(): Partial<ServerInfo> {
    return { remote_account: "$G" };
  }

  resetSubscriptions(): void {
    this.subscriptions.clear();
  }

  subscribe(subject: string, _queue: string | undefined, sid: string): SubscribeOutcome {
    const outcomes: Record<string, SubscribeOutcome> = {
      "denied": "denied",
      "a.a.a": "tooManyTokens",
      "many": "tooManySubscriptions",
      "a..b": "invalidSubject",
    };
    const outcome = outcomes[subject] ?? "accepted";
    if (outcome === "accepted") this.subscriptions.set(sid, subject);
    return outcome;
  }

  unsubscribe(sid: string): void {
    this.subscriptions.delete(sid);
  }

  admit(frame: MessageFrame): MessageFrame | null {
    if (!binaryOf(frame.line, frame.subjectStart, frame.subjectEnd).startsWith("denied.")) return frame;
    this.connection!.error(publishError(frame));
    return null;
  }

  publish(frame: MessageFrame): boolean {
    const sid = this.#sidOf(binaryOf(frame.line, frame.subjectStart, frame.subjectEnd));
    return sid !== undefined && this.connection!.deliver(frame, sid) >= 0;
  }

  replySid(frame: MessageFrame): Uint8Array | undefined {
    return this.#sidOf(binaryOf(frame.line, frame.replyStart, frame.replyEnd));
  }

  ended(ending: Ending): void {
    assertEquals(this.ending, undefined, "ended is called once");
    this.ending = ending;
  }

  #sidOf(subject: string): Uint8Array | undefined {
    for (const [sid, other] of this.subscriptions) if (other === subject) return binaryBytes(sid);
    return undefined;
  }
}

/** Plays a transcript twice: with every chunk whole, and byte by byte. */
export function playServer(transcript: string, changes: ServerChanges = {}): void {
  for (const piece of [Infinity, 1]) new Player(changes, piece).play(transcript);
}

class Player {
  readonly #sink: LoneSink;
  readonly #connection: ServerConnection;
  readonly #piece: number;
  #nowMs = 0;
  #input = "";
  #sent = "";
  /** While true the client takes nothing of what is sent. */
  #blocked = false;

  constructor(changes: ServerChanges, piece: number) {
    this.#sink = new LoneSink(changes.authRequired ?? false);
    this.#connection = new ServerConnection(connectionOptions(changes), this.#sink, 0);
    this.#sink.connection = this.#connection;
    this.#piece = piece;
  }

  play(transcript: string): void {
    this.#pump();
    let expected = "";
    for (const line of transcript.trim().split("\n")) {
      const mark = line.trim()[0]!;
      const text = line.trim().slice(mark === "C" || mark === "S" ? 3 : 2);
      if (mark !== "S" && expected !== "") {
        this.#expect(expected);
        expected = "";
      }
      if (mark !== "C") this.#receive();
      if (mark === "C") this.#input += unescape(text);
      else if (mark === "S") expected += text + "\n";
      else if (mark === "@") this.#goTo(Number(text));
      else if (mark === "=") this.#expect("", text);
      else this.#act(text);
    }
    this.#receive();
    this.#expect(expected);
  }

  #receive(): void {
    const bytes = binaryBytes(this.#input);
    this.#input = "";
    for (let at = 0; at < bytes.length; at += this.#piece) {
      this.#connection.receive(bytes.slice(at, Math.min(bytes.length, at + this.#piece)), this.#nowMs);
    }
    this.#pump();
  }

  #goTo(atMs: number): void {
    while (this.#connection.wakeAtMs <= atMs) {
      this.#nowMs = Math.max(this.#nowMs, this.#connection.wakeAtMs);
      this.#connection.tick(this.#nowMs);
      this.#pump();
    }
    this.#nowMs = atMs;
  }

  #act(what: string): void {
    const acts: Record<string, () => void> = {
      "ended": () => this.#connection.ended(this.#nowMs),
      "broken": () => this.#connection.broken(this.#nowMs, "read"),
      "shutdown": () => this.#connection.close(ENDINGS.serverShutdown, this.#nowMs),
      "maxConnections": () => this.#connection.close(ENDINGS.maxConnections, this.#nowMs),
      "letIn": () => this.#connection.judged("accepted", this.#nowMs),
      "refuse": () => this.#connection.judged(ENDINGS.authorizationViolation, this.#nowMs),
      "block": () => this.#blocked = true,
    };
    acts[what]!();
    this.#pump();
  }

  #pump(): void {
    for (;;) {
      const block = this.#connection.take(this.#nowMs);
      if (block === null || this.#blocked) return;
      this.#sent += binaryOf(block, 0, block.length);
      this.#connection.sent(block.length, this.#nowMs);
    }
  }

  #expect(lines: string, state?: string): void {
    if (state === undefined) {
      const sent = this.#sent.replace(/INFO (.*) \r\n/g, (_, json) => {
        return json.includes('"connect_info":true') ? "INFO+\r\n" : "INFO\r\n";
      });
      assertEquals(sent.replaceAll("\r\n", "\n"), lines);
      this.#sent = "";
      return;
    }
    const { name } = this.#connection.state;
    assertEquals(this.#sink.ending === undefined ? name : `${name}, ${this.#sink.ending.reason}`, state);
  }
}

function unescape(text: string): string {
  const whole = text.endsWith("\\") ? text.slice(0, -1) : text + "\r\n";
  return whole.replace(
    /\\(?:x(..)|(.))/g,
    (_, hex, letter) =>
      hex === undefined ? letter === "r" ? "\r" : "\n" : String.fromCharCode(parseInt(hex, 16)),
  );
}
