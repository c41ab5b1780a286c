/**
 * Plays a readable transcript against a client machine in virtual time, whole and byte by byte.
 *
 * ```text
 * S: INFO {}      the server sends this line; lines in a row arrive as one chunk
 * C: PING         the machine sends this line
 * > hangUp        the machine asks for this (statuses too: `> status ldm a:4222`)
 * < 7 foo hello   the application is handed this
 * ! dialed        the driver or the application does this
 * @ 2000          the time is now 2,000 ms; wake-ups on the way are kept
 * ```
 *
 * What the machine does must be written down completely after what made it do so.
 */
import { ClientMachine } from "../../src/conn/client.ts";
import type {
  ClientMachineOptions,
  ClientOutput,
  Interest,
  PingWaiter,
} from "../../src/conn/client_types.ts";
import { NatsError } from "../../src/errors.ts";
import { utf8 } from "../../src/wire/bytes.ts";
import type { MessageFrame } from "../../src/wire/frame.ts";
import { assertEquals } from "../_test.ts";

const decoder = new TextDecoder();

/** What a test may change. */
export type Changes = Partial<Omit<ClientMachineOptions, "connect">> & {
  connect?: Partial<ClientMachineOptions["connect"]>;
};

/** The options of all tests: one server, nothing random, round numbers. */
export function machineOptions(changes: Changes = {}): ClientMachineOptions {
  return {
    servers: ["a"],
    noRandomize: true,
    webSocket: false,
    tls: "as-offered",
    resolve: false,
    alternatives: 1,
    handshakeTimeoutMs: 20_000,
    pingIntervalMs: 120_000,
    maxPingOut: 2,
    reconnect: true,
    maxReconnectAttempts: 10,
    reconnectDelayMs: () => 2000,
    reconnectToServer: undefined,
    waitOnFirstConnect: false,
    ignoreClusterUpdates: false,
    ignoreAuthErrorAbort: false,
    maxBufferedBytes: 1024,
    dropWhenFull: false,
    maxPendingBytes: 1024 * 1024,
    random: () => 0.5,
    epochMs: 0,
    ...changes,
    connect: { verbose: false, pedantic: false, echo: true, lang: "ts", version: "0", ...changes.connect },
  };
}

/** An error as transcripts name it. */
function errorName(error: Error | undefined): string {
  return error instanceof NatsError ? error.code : error?.message ?? "";
}

/** An output as transcripts write it. */
export function outputText(output: ClientOutput): string {
  switch (output.kind) {
    case "resolve":
      return `resolve ${output.hostname}`;
    case "dial":
      return output.hostname === output.server.hostname
        ? `dial ${output.server.listen}`
        : `dial ${output.server.listen} at ${output.hostname}`;
    case "secure":
      return `secure ${output.serverName}`;
    case "authenticate":
      return `authenticate ${output.info.nonce ?? ""}${output.alternative || ""}`;
    case "hangUp":
      return output.flush ? "hangUp flush" : "hangUp";
    case "opened":
      return output.first ? "opened first" : "opened";
    case "lost":
      return `lost ${errorName(output.error)}`;
    case "denied":
      return `denied ${output.error.operation} ${output.error.subject} ${output.error.queue ?? ""}`;
    case "closed":
      return `closed ${errorName(output.error)}`;
    case "status": {
      const { type, ...rest } = output.status;
      const words = Object.values(rest).map((value) =>
        value instanceof Error ? errorName(value) : Array.isArray(value) ? `[${value}]` : String(value)
      );
      return `status ${type} ${words.join(" ")}`;
    }
  }
}

/** What the machine did since it was last looked at. */
interface Deeds {
  sent: string[];
  outputs: string[];
  told: string[];
}

/** A machine, its time, and what it did. */
export class Player {
  readonly machine: ClientMachine;
  now = 0;
  readonly #byteByByte: boolean;
  readonly #interests = new Map<number, Interest>();
  #sent = "";
  #outputs: string[] = [];
  #told: string[] = [];

  constructor(options: ClientMachineOptions, byteByByte: boolean) {
    this.machine = new ClientMachine(options);
    this.#byteByByte = byteByByte;
  }

  /** Plays a transcript. */
  play(script: string): void {
    const expected: Deeds = { sent: [], outputs: [], told: [] };
    let chunk = "";
    const feed = () => {
      if (chunk === "") return;
      this.receive(utf8(chunk));
      chunk = "";
    };
    const check = (before: string) => {
      feed();
      assertEquals(this.takeDeeds(), expected, `before '${before}' at ${this.now} ms`);
      expected.sent = [];
      expected.outputs = [];
      expected.told = [];
    };
    let fromServer = false;
    for (const line of script.split("\n").map((text) => text.trim()).filter((text) => text !== "")) {
      const text = line.slice(2).trim();
      const afterServer = fromServer;
      fromServer = line.startsWith("S:");
      if (fromServer) {
        if (!afterServer) check(line);
        chunk += `${text}\r\n`;
      } else if (line.startsWith("C:")) {
        expected.sent.push(text);
      } else if (line.startsWith(">")) {
        expected.outputs.push(text);
      } else if (line.startsWith("<")) {
        expected.told.push(text);
      } else {
        check(line);
        if (line.startsWith("@")) this.goTo(Number(text));
        else this.command(text);
      }
    }
    check("the end");
  }

  /** Bytes from the server. */
  receive(bytes: Uint8Array): void {
    for (const part of this.#byteByByte ? [...bytes].map((byte) => Uint8Array.of(byte)) : [bytes]) {
      this.machine.receive(part, this.now);
      this.#pull();
    }
  }

  /** Lets the time pass and keeps the wake-ups on the way. */
  goTo(timeMs: number): void {
    for (let wakeUps = 0; this.machine.wakeAtMs <= timeMs; wakeUps++) {
      if (wakeUps > 1000) throw new Error("the machine wakes itself for ever");
      this.now = Math.max(this.now, this.machine.wakeAtMs);
      this.machine.tick(this.now);
      this.#pull();
    }
    this.now = timeMs;
  }

  /** What the driver or the application does, as `!` lines write it. */
  command(text: string): void {
    const { machine, now } = this;
    const [verb = "", first = "", second = "", third] = text.split(" ");
    const rest = text.slice(verb.length + 1);
    switch (verb) {
      case "start":
        machine.start(now);
        break;
      case "resolved":
        machine.resolved(rest.split(" ").filter((address) => address !== ""), now);
        break;
      case "dialed":
        machine.dialed(rest === "encrypted", now);
        break;
      case "dialFailed":
        machine.dialFailed(new Error(rest), now);
        break;
      case "secured":
        machine.secured(now);
        break;
      case "authenticated":
        machine.authenticated(JSON.parse(rest || "{}"), now);
        break;
      case "authenticationFailed":
        machine.authenticationFailed(new Error(rest), now);
        break;
      case "ended":
        machine.ended(rest === "" ? undefined : new Error(rest), now);
        break;
      case "finished":
        machine.finished(rest !== "broken", now);
        break;
      case "reconnect":
        machine.reconnect(now);
        break;
      case "close":
        machine.close(rest === "" ? undefined : new Error(rest), now);
        break;
      case "pub":
        machine.publish(first, "", null, second);
        break;
      case "sub":
        machine.subscribe(this.#interest(Number(first), second, third));
        break;
      case "unsub":
        machine.unsubscribe(this.#interests.get(Number(first))!, second === "" ? undefined : Number(second));
        break;
      case "stop":
        machine.stopInterest(this.#interests.get(Number(first))!);
        break;
      case "ping":
        machine.ping(this.#waiter(first));
        break;
      default:
        throw new Error(`the player knows no '${verb}'`);
    }
    this.#pull();
  }

  /** What the machine did since the last call. */
  takeDeeds(): Deeds {
    const sent = this.#sent.split("\r\n");
    assertEquals(sent.pop(), "", "only whole lines go out");
    const deeds = { sent, outputs: this.#outputs, told: this.#told };
    this.#sent = "";
    this.#outputs = [];
    this.#told = [];
    return deeds;
  }

  #pull(): void {
    for (let output; (output = this.machine.output()) !== null;) {
      const text = outputText(output).trim();
      // Every INFO reports; what changed nothing would only make transcripts longer.
      if (text !== "status update [] []") this.#outputs.push(text);
    }
    for (let block; (block = this.machine.takeBlock()) !== null;) {
      this.#sent += decoder.decode(block);
      this.machine.giveBack(block);
    }
  }

  #interest(sid: number, subject: string, queue: string | undefined): Interest {
    const interest: Interest = {
      sid,
      subject,
      queue,
      max: undefined,
      received: 0,
      onMessage: (frame: MessageFrame) => {
        const named = decoder.decode(frame.line.subarray(frame.subjectStart, frame.subjectEnd));
        const payload = decoder.decode(frame.body.subarray(frame.headerEnd, frame.bodyEnd));
        this.#told.push(`${sid} ${named} ${payload}`.trim());
        // A payload that starts so is a callback that acts.
        if (payload.startsWith("! ")) this.#act(payload.slice(2));
      },
      onMax: () => this.#told.push(`${sid} max`),
    };
    this.#interests.set(sid, interest);
    return interest;
  }

  /** A command from inside a callback: nothing is pulled before the machine returns. */
  #act(text: string): void {
    const [verb = "", first = ""] = text.split(" ");
    if (verb === "unsub") this.machine.unsubscribe(this.#interests.get(Number(first))!);
    else if (verb === "close") this.machine.close(undefined, this.now);
    else this.machine.reconnect(this.now);
  }

  #waiter(name: string): PingWaiter {
    return {
      answered: () => this.#told.push(`pong ${name}`),
      failed: (error) => this.#told.push(`no pong ${name} ${errorName(error)}`),
    };
  }
}

/** Plays a transcript whole and byte by byte; gives the machine of the last run. */
export function play(changes: Changes, script: string): ClientMachine {
  let machine: ClientMachine | undefined;
  for (const byteByByte of [false, true]) {
    const player = new Player(machineOptions(changes), byteByByte);
    player.play(script);
    machine = player.machine;
  }
  return machine!;
}

/** CONNECT of the machine in these tests, at a server with headers. */
export const CONNECT = 'CONNECT {"protocol":1,"verbose":false,"pedantic":false,"lang":"ts","version":"0",' +
  '"headers":true,"no_responders":true}';

/** From a transport to an open connection. */
export function handshake(opened: string = "> opened first"): string {
  return `
    ! dialed
    S: INFO {"proto":1,"headers":true}
    > authenticate
    ! authenticated
    C: ${CONNECT}
    C: PING
    S: PONG
    ${opened}
  `;
}

/** From the start to an open connection. */
export const OPEN = `
  ! start
  > status reconnecting
  > dial a:4222
  ${handshake()}
`;

/** From a lost connection to one server to the next connection to it, which starts at `at` ms. */
export function again(at: number): string {
  return `
    @ ${at}
    > status reconnecting
    > dial a:4222
    ! dialed
    S: INFO {"proto":1,"headers":true}
    > authenticate
    ! authenticated
    C: ${CONNECT}
    C: PING
    S: PONG
    > opened
    > status reconnect a:4222
  `;
}
