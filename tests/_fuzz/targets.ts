/** What is fuzzed: both parsers, and both connection machines. */
import { errorCodes, NatsError } from "../../src/errors.ts";
import { ClientMachine } from "../../src/conn/client.ts";
import type { ClientOutput, Interest } from "../../src/conn/client_types.ts";
import { ServerConnection } from "../../src/conn/server.ts";
import type { ServerSink } from "../../src/conn/server_types.ts";
import { utf8 } from "../../src/wire/bytes.ts";
import { describeMessage, feed, type MakeParser, type Reader } from "../wire/_feed.ts";
import type { FuzzConfig, FuzzOutcome, FuzzTarget } from "./core.ts";

/** The codes that a parser may end with. */
const WIRE_CODES = new Set([
  "UNKNOWN_OPERATION",
  "CONTROL_LINE_TOO_LONG",
  "PAYLOAD_TOO_LARGE",
  "BAD_ARGUMENTS",
  "UNEXPECTED_OPERATION",
]);

/** The longest name of an operation and the blank behind it, which the limit of a line does not count. */
const NAME_BYTES = "CONNECT ".length;

/** The parser of one end; another parser may be put in its place. */
export function parserTarget(reader: Reader, makeParser?: MakeParser): FuzzTarget {
  return {
    name: `parser of the ${reader}`,
    reader,
    run(chunks, config): FuzzOutcome {
      const { events, code, maxPending, messages } = feed(reader, chunks, config, makeParser);
      const bound = Math.max(config.maxControlLine + 1 + NAME_BYTES, config.maxPayload + 2);
      let problem: string | null = null;
      if (code !== null && !WIRE_CODES.has(code)) problem = `a parser has no business with ${code}`;
      if (maxPending > bound) problem = `holds ${maxPending} bytes, over ${bound}`;
      return {
        trace: `${events.join("\n")}\n${code}`,
        pastHandshake: events[0]?.startsWith(reader === "server" ? "CONNECT" : "INFO") ?? false,
        reachedPayload: messages > 0,
        code: code ?? "",
        problem,
      };
    },
  };
}

const INFO = {
  server_id: "N",
  server_name: "N",
  version: "2.14.0",
  proto: 1,
  go: "go",
  host: "0.0.0.0",
  port: 4222,
  headers: true,
  max_payload: 1024 * 1024,
};

/** The server end of a connection with a router that knows nobody. */
export const serverTarget: FuzzTarget = {
  name: "ServerConnection",
  reader: "server",
  run(chunks, config): FuzzOutcome {
    const events: string[] = [];
    let ending = "";
    let past = false;
    let messages = 0;
    const sink: ServerSink = {
      authenticate() {
        past = true;
        return "accepted";
      },
      resetSubscriptions: () => events.push("reset"),
      subscribe(subject, queue, sid) {
        events.push(`SUB ${subject} ${queue} ${sid}`);
        return subject.includes("..") ? "invalidSubject" : "accepted";
      },
      unsubscribe: (sid, max) => events.push(`UNSUB ${sid} ${max}`),
      admit: (frame) => frame,
      connectInfo: () => ({}),
      publish(frame) {
        messages++;
        events.push(describeMessage(frame));
        connection.deliver(frame, utf8("1"));
        return messages % 2 === 0;
      },
      replySid: () => utf8("7"),
      ended: (how, detail) =>
        ending = ending === "" ? `${how.reason}: ${detail}` : `${ending}; again: ${detail}`,
    };
    const connection = new ServerConnection(
      {
        info: INFO,
        authRequired: config.authRequired,
        limits: { ...config, ...SERVER_LIMITS },
        random: () => 0.5,
      },
      sink,
      0,
    );
    let output = "";
    const send = (): void => {
      for (let block = connection.take(0); block !== null; block = connection.take(0)) {
        output += String.fromCharCode(...block);
        connection.sent(block.length, 0);
      }
    };
    send();
    for (const chunk of chunks) {
      connection.receive(chunk, 0);
      send();
    }
    const name = connection.state.name;
    const internal = /undefined|not a function|not iterable|out of bounds|Invalid|Cannot|; again/.exec(
      ending,
    );
    return {
      // Not the detail, which quotes as much of a bad line as had come.
      trace: `${events.join("\n")}\n${output}\n${name} ${ending.replace(/:.*/s, "")}`,
      pastHandshake: past || events.length > 0,
      reachedPayload: messages > 0,
      code: ending.replace(/:.*/s, ""),
      problem: internal === null ? null : `ended with ${ending}`,
    };
  },
};

const SERVER_LIMITS = {
  maxPending: 64 * 1024 * 1024,
  writeDeadlineMs: 10_000,
  pingIntervalMs: 120_000,
  pingMax: 2,
  authTimeoutMs: 60_000,
};

/** What goes on between the machine and the world, without the world; no texts, which quote what had come. */
function pull(machine: ClientMachine, events: string[]): void {
  for (let output: ClientOutput | null; (output = machine.output()) !== null;) {
    const error = "error" in output ? output.error : undefined;
    const told = error ??
      (output.kind === "status" && output.status.type === "error" ? output.status.error : null);
    if (told) {
      if (!(told instanceof NatsError) || !(told.code in errorCodes)) {
        throw new Error(`told of ${told}`, { cause: told });
      }
      events.push(`${output.kind} ${told.code}`);
    } else {
      events.push(output.kind);
    }
    if (output.kind === "authenticate") machine.authenticated({}, 0);
  }
  for (let block = machine.takeBlock(); block !== null; block = machine.takeBlock()) {
    events.push(String.fromCharCode(...block).replaceAll("PONG\r\n", ""));
    machine.giveBack(block);
  }
}

/** The client end of a connection, from where the handshake is complete. */
export const clientTarget: FuzzTarget = {
  name: "ClientMachine",
  reader: "client",
  run(chunks, _config: FuzzConfig): FuzzOutcome {
    const events: string[] = [];
    const outputs: string[] = [];
    let messages = 0;
    const machine = new ClientMachine(CLIENT_OPTIONS);
    for (let sid = 1; sid <= 20; sid++) {
      const interest: Interest = {
        sid,
        subject: ">",
        queue: undefined,
        max: sid % 10 === 0 ? 2 : undefined,
        received: 0,
        onMessage(frame) {
          messages++;
          events.push(describeMessage(frame));
        },
        onMax: () => events.push(`max ${sid}`),
      };
      machine.subscribe(interest);
    }
    machine.start(0);
    pull(machine, []);
    machine.dialed(false, 0);
    machine.receive(utf8(`INFO ${JSON.stringify(INFO)} \r\n`), 0);
    pull(machine, []);
    machine.receive(utf8("PONG\r\n"), 0);
    pull(machine, []);
    const open = machine.state === "open";
    for (const chunk of chunks) {
      machine.receive(chunk, 0);
      pull(machine, outputs);
    }
    const lost = outputs.find((event) => event.startsWith("lost")) ?? "";
    return {
      trace: `${events.join("\n")}\n${outputs.filter((event) => event !== "").join("\n")}\n${machine.state}`,
      pastHandshake: open,
      reachedPayload: messages > 0,
      code: lost.split(" ")[1] ?? "",
      problem: open ? null : `is ${machine.state} after the handshake`,
    };
  },
};

const CLIENT_OPTIONS = {
  servers: ["127.0.0.1:4222"],
  noRandomize: true,
  connect: { verbose: false, pedantic: false, echo: true, lang: "x", version: "0" },
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
} as const;
