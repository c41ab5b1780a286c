/** `natwire demo`: the NATS Protocol Demo on the embedded server, or on any other. */

import { dialTcp } from "#runtime";
import { InvalidArgumentError } from "../errors.ts";
import { createServer, type Server } from "../server/mod.ts";
import { systemClock } from "../transport/clock.ts";
import { hostAndPort } from "../transport/errors.ts";
import type { DialOptions } from "../transport/transport.ts";
import { playDemo } from "./demo_player.ts";
import { demoScreen, wrapWords } from "./demo_screen.ts";
import { demoSteps, PINGS_BEFORE_STALE } from "./demo_steps.ts";
import { describeFlags, type Flag, parseFlags } from "./flags.ts";
import { type Io, paintWith } from "./io.ts";

/** The ping interval of the embedded server, in milliseconds: long enough to watch, short enough to wait for. */
const PING_INTERVAL_MS = 1000;

/** How long a connection and each answer may take, in milliseconds. */
const ANSWER_MS = 5000;

/** How long the person at the keyboard takes, where somebody watches on a terminal, in milliseconds. */
const TYPING_MS = 150;

/** The columns used where standard output is no terminal. */
const COLUMNS_WITHOUT_TERMINAL = 100;

/** The port of NATS. */
const NATS_PORT = 4222;

/** What the flags of the command say. */
interface DemoOptions {
  server?: DialOptions;
  port: number;
  keep: boolean;
  help: boolean;
}

const demoFlags: readonly Flag<DemoOptions>[] = [
  {
    names: ["s", "server"],
    kind: "text",
    value: "<host:port>",
    help: "Play against this NATS server; the idle step is left out",
    set: (options, text) => options.server = parseAddress(text),
  },
  {
    names: ["p", "port"],
    kind: "number",
    value: "<port>",
    help: "Port of the embedded server (default: any free one)",
    set: (options, port) => options.port = checkPort(port, String(port), 0),
  },
  {
    names: ["keep"],
    kind: "switch",
    help: "Leave the embedded server running afterwards, until Ctrl-C",
    set: (options, on) => options.keep = on,
  },
  {
    names: ["h", "help"],
    kind: "switch",
    help: "Show this message",
    set: (options, on) => options.help = on,
  },
];

/** What `natwire demo --help` says. */
export const demoHelp = `
Usage: natwire demo [options]

Plays the ten steps of the NATS Protocol Demo over TCP, as two people with telnet would type them, and shows
both terminals. Exits 0 only if every expected line came back.

Options:
${describeFlags(demoFlags)}
`.trimStart();

/**
 * Runs the command.
 *
 * @returns the exit code, 0 when every expected line came back.
 * @throws NatsError saying what to do, where something did not work.
 */
export async function demoCommand(args: readonly string[], io: Io): Promise<number> {
  const options: DemoOptions = { port: 0, keep: false, help: false };
  const rest = parseFlags("natwire demo", demoFlags, args, options);
  if (rest.length > 0) throw new InvalidArgumentError(`"${rest[0]}" is no argument of "natwire demo".`);
  if (options.help) {
    io.out(demoHelp);
    return 0;
  }
  if (options.server === undefined) return await demoEmbedded(options, io);
  if (options.keep || options.port !== 0) {
    throw new InvalidArgumentError(
      "--keep and --port are for the embedded server: leave out --server for them.",
    );
  }
  await play(options.server, hostAndPort(options.server.hostname, options.server.port), undefined, io);
  say(
    io,
    `Every expected line came back. Left out: the idle half of step 10, as a server's ping interval is ` +
      `usually minutes (nats-server: 2 minutes); "natwire demo" without --server shows it.`,
  );
  return 0;
}

/** Plays on a server of our own, and leaves one running if asked to. */
async function demoEmbedded(options: DemoOptions, io: Io): Promise<number> {
  const { port } = options;
  const started = systemClock.now();
  const server = await createServer({ port, pingIntervalMs: PING_INTERVAL_MS, pingMax: PINGS_BEFORE_STALE });
  try {
    const where = { hostname: server.host, port: server.port };
    await play(
      where,
      `the embedded natwire server at ${hostAndPort(server.host, server.port)}, with a ping interval of ${
        PING_INTERVAL_MS / 1000
      } s`,
      PING_INTERVAL_MS,
      io,
    );
  } finally {
    await server.close();
  }
  const seconds = ((systemClock.now() - started) / 1000).toFixed(1);
  say(io, `All ten steps passed: every expected line came back, in ${seconds} s.`);
  if (options.keep) await keepServer(server, io);
  return 0;
}

/** Plays the steps, on a screen that fits. */
async function play(server: DialOptions, called: string, pingMs: number | undefined, io: Io): Promise<void> {
  const columns = io.columns ?? COLUMNS_WITHOUT_TERMINAL;
  say(io, `NATS Protocol Demo on ${called}`);
  io.out(`$ shell   > typed   < received   (time in seconds)\n\n`);
  await playDemo(demoSteps, {
    server,
    dial: dialTcp,
    clock: systemClock,
    screen: demoScreen(columns, paintWith(io.colour), systemClock, io.out),
    answerMs: ANSWER_MS,
    typingMs: io.columns === undefined ? 0 : TYPING_MS,
    ...(pingMs === undefined ? {} : { pingMs }),
  });
  io.out("\n");
}

/**
 * Leaves a server running where the demo's was. It is a fresh one: with the demo's ping interval, nobody could
 * type fast enough.
 */
async function keepServer(played: Server, io: Io): Promise<void> {
  const server = await createServer({ host: played.host, port: played.port });
  const stop = io.stopSignal();
  try {
    say(
      io,
      `The server keeps running at ${server.url}, now with the usual ping interval of 2 minutes. ` +
        `Try it from another terminal:`,
    );
    io.out(`\n    telnet ${server.host} ${server.port}\n    sub foo.* 90\n    pub foo.bar 5\n    hello\n\n`);
    say(io, "Ctrl-C stops it.");
    await stop;
  } finally {
    await server.close();
  }
  io.out("\nStopped.\n");
}

/** Writes a paragraph that fits the width. */
function say(io: Io, text: string): void {
  io.out(`${wrapWords(text, io.columns ?? COLUMNS_WITHOUT_TERMINAL).join("\n")}\n`);
}

/**
 * Reads `host:port`, with or without `nats://`; the port is 4222 where none is given.
 *
 * @throws InvalidArgumentError where it is something else.
 */
export function parseAddress(text: string): DialOptions {
  const bad = (why: string) =>
    new InvalidArgumentError(`--server "${text}": ${why}; it takes host:port, as in 127.0.0.1:4222.`);
  const [, scheme, rest = ""] = /^(?:([a-z]+):\/\/)?(.*?)\/?$/is.exec(text) ?? [];
  if (scheme !== undefined && scheme.toLowerCase() !== "nats") {
    throw bad(`the demo speaks plain TCP, not ${scheme}`);
  }
  if (rest.includes("@")) throw bad("the demo sends no credentials, as it never sends CONNECT");
  const [, bracketed, plain, port] = /^(?:\[([^\]\s]+)\]|([^:\s/]+))(?::(\d+))?$/i.exec(rest) ?? [];
  const hostname = bracketed ?? plain;
  if (hostname === undefined) throw bad("this is no address");
  return { hostname, port: port === undefined ? NATS_PORT : checkPort(Number(port), port, 1) };
}

function checkPort(port: number, text: string, least: number): number {
  if (port >= least && port <= 65535) return port;
  throw new InvalidArgumentError(`${text} is no port: ports are ${least} to 65535.`);
}
