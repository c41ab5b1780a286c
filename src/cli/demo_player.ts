/** Plays the steps of the demo against a server, and says what is wrong where a line does not come back. */

import { AuthorizationError, ConnectionError, type NatsError, ProtocolError } from "../errors.ts";
import type { Clock } from "../transport/clock.ts";
import { DialError, type DialFailure, hostAndPort } from "../transport/errors.ts";
import type { DialOptions, Transport } from "../transport/transport.ts";
import { type Act, ANY_INFO, type Step, type Who } from "./demo_steps.ts";
import { type Heard, TelnetSession } from "./telnet_session.ts";

/** What the player shows as it goes; `mark` is `$` for the shell, `>` typed, `<` received, `-` a remark. */
export interface DemoScreen {
  /** A step begins. */
  step(number: number, explains: string): void;
  /** Something happened on one of the terminals. */
  row(who: Who, mark: "$" | ">" | "<" | "-", text: string): void;
}

/** Where and how to play. */
export interface DemoSettings {
  /** The server. */
  server: DialOptions;
  /** Opens a connection. */
  dial(options: DialOptions): Promise<Transport>;
  /** The time. */
  clock: Clock;
  /** Where it is shown. */
  screen: DemoScreen;
  /** How long to wait for a connection and for each line, in milliseconds. */
  answerMs: number;
  /** How long each PING of the idle step may take, in milliseconds; undefined leaves the idle step out. */
  pingMs?: number;
  /** How long the person takes before typing, in milliseconds. */
  typingMs: number;
}

/** Plays `steps`; see {@link DemoPlayer.play}. */
export async function playDemo(steps: readonly Step[], settings: DemoSettings): Promise<void> {
  const player = new DemoPlayer(settings);
  try {
    await player.play(steps);
  } finally {
    player.close();
  }
}

/** Two people at two terminals. */
class DemoPlayer {
  readonly #settings: DemoSettings;
  readonly #sessions: Partial<Record<Who, TelnetSession>> = {};
  /** Who leaves PINGs unanswered and wants to see them. */
  #idler: Who | undefined;
  #step = 0;

  constructor(settings: DemoSettings) {
    this.#settings = settings;
  }

  /**
   * Plays the steps one after another and returns when every expected line has come back.
   *
   * @throws NatsError at the first line that does not come, or that is another; the message says what to do.
   */
  async play(steps: readonly Step[]): Promise<void> {
    for (const [index, step] of steps.entries()) {
      this.#step = index + 1;
      this.#settings.screen.step(this.#step, step.explains);
      for (const act of step.acts) await this.#perform(act);
    }
  }

  close(): void {
    this.#sessions.A?.close();
    this.#sessions.B?.close();
  }

  async #perform(act: Act): Promise<void> {
    const { screen, pingMs, answerMs } = this.#settings;
    if (act.does === "opens") screen.row(act.who, "$", "");
    if (act.does === "connects") await this.#connect(act.who);
    if (act.does === "types") await this.#pause();
    // No pause between the lines: a pong typed into the middle of a pub would become its payload.
    for (const line of act.lines ?? []) {
      screen.row(act.who, ">", line);
      this.#sessions[act.who]?.type(line);
    }
    const waits = act.does === "waits";
    if (waits && pingMs === undefined) {
      screen.row(act.who, "-", "(staying idle is left out)");
      return;
    }
    if (waits) {
      this.#idler = act.who;
      screen.row(act.who, "-", "(idle: types no pong)");
    }
    // Whoever acted is asked first: where the server refuses, it says so there.
    for (const who of act.who === "A" ? ["A", "B"] as const : ["B", "A"] as const) {
      for (const line of act.expects?.[who] ?? []) {
        await this.#expect(who, line, waits ? answerMs + 2 * pingMs! : answerMs);
      }
    }
    if (waits) await this.#expectEnd(act.who);
  }

  async #connect(who: Who): Promise<void> {
    const { server, clock, screen, answerMs } = this.#settings;
    if (this.#sessions[who] !== undefined) {
      this.#sessions[who].close();
      screen.row(who, "-", "(hangs up)");
    }
    await this.#pause();
    screen.row(who, "$", `telnet ${server.hostname} ${server.port}`);
    const transport = await this.#dial(answerMs);
    const session = new TelnetSession(transport, clock, {
      received: (text) => {
        screen.row(who, "<", text);
        if (text !== "PING" || this.#idler === who) return true;
        // A person who is not told to stay idle answers, or would be cut off in the middle of the demo.
        screen.row(who, ">", "pong");
        session.type("pong");
        return false;
      },
      hungUp: () => screen.row(who, "-", "(the server hung up)"),
    });
    this.#sessions[who] = session;
  }

  async #dial(answerMs: number): Promise<Transport> {
    const { server, clock, dial } = this.#settings;
    const abort = new AbortController();
    const cancel = clock.wakeAt(clock.now() + answerMs, () => abort.abort(new Error("too slow")));
    try {
      return await dial({ ...server, signal: abort.signal });
    } catch (error) {
      throw dialFailure(error, addressOf(server), abort.signal.aborted ? answerMs : undefined);
    } finally {
      cancel();
    }
  }

  /** Waits for one line and holds it against what should come. */
  async #expect(who: Who, expected: string, waitMs: number): Promise<void> {
    const session = this.#sessions[who];
    if (session === undefined) throw new Error(`terminal ${who} expects a line before it connects`);
    const heard = await session.hear(waitMs);
    if (heard.kind === "line" && expected !== ANY_INFO && heard.text === expected) return;
    const address = addressOf(this.#settings.server);
    if (expected === ANY_INFO) {
      const info = readInfo(heard);
      if (info === undefined) throw notNats(heard, address, waitMs);
      refuseWhatTelnetCannotDo(info, address);
      return;
    }
    throw this.#unexpected(who, expected, heard, address, waitMs);
  }

  async #expectEnd(who: Who): Promise<void> {
    const { server, answerMs } = this.#settings;
    const heard = await this.#sessions[who]!.hear(answerMs);
    if (heard.kind === "closed") return;
    throw this.#unexpected(who, "the end of the connection", heard, addressOf(server), answerMs);
  }

  #unexpected(who: Who, expected: string, heard: Heard, address: string, waitMs: number): NatsError {
    if (heard.kind === "line" && /^-ERR 'Auth/i.test(heard.text)) {
      return wantsCredentials(address, heard.text);
    }
    const came = heard.kind === "line"
      ? `got "${printable(heard.text)}"`
      : heard.kind === "closed"
      ? "the server hung up"
      : `nothing came for ${waitMs / 1000} s`;
    return new ProtocolError(
      `step ${this.#step} failed: terminal ${who} expected "${expected}", but ${came}. ` +
        `The session above shows what ${address} did until then.`,
    );
  }

  async #pause(): Promise<void> {
    const { clock, typingMs } = this.#settings;
    if (typingMs === 0) return;
    await new Promise<void>((resolve) => clock.wakeAt(clock.now() + typingMs, resolve));
  }
}

/** A text from outside made fit for a terminal: control characters are shown, not obeyed. */
export function printable(text: string): string {
  // deno-lint-ignore no-control-regex -- these are the characters to find
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function addressOf({ hostname, port }: DialOptions): string {
  return hostAndPort(hostname, port);
}

/** The fields of an INFO line that decide whether telnet can go on. */
interface Introduction {
  auth_required?: unknown;
  tls_required?: unknown;
}

/** Reads what came as INFO; undefined where it is something else. */
function readInfo(heard: Heard): Introduction | undefined {
  if (heard.kind !== "line" || !/^INFO[ \t]*\{/i.test(heard.text)) return undefined;
  try {
    return JSON.parse(heard.text.slice(4)) as Introduction;
  } catch {
    return undefined;
  }
}

function refuseWhatTelnetCannotDo(info: Introduction, address: string): void {
  if (info.tls_required === true) {
    throw new ConnectionError(
      `${address} wants TLS (tls_required in its INFO), and the demo speaks plain TCP, as telnet does. ` +
        `Try a server without TLS, or leave out --server to play on the embedded one.`,
    );
  }
  if (info.auth_required === true) throw wantsCredentials(address, "auth_required in its INFO");
}

function wantsCredentials(address: string, sign: string): AuthorizationError {
  return new AuthorizationError(
    `${address} is a NATS server that wants credentials (${printable(sign)}), and the demo has none, ` +
      `as it never sends CONNECT. Try a server that lets anybody in, ` +
      `or leave out --server to play on the embedded one.`,
  );
}

function notNats(heard: Heard, address: string, waitMs: number): NatsError {
  if (heard.kind === "line" && /^-ERR 'Auth/i.test(heard.text)) return wantsCredentials(address, heard.text);
  const said = heard.kind === "line" ? heard.text : heard.partial;
  const quoted = `"${printable(said.length > 60 ? `${said.slice(0, 60)}...` : said)}"`;
  const how = heard.kind === "silent"
    ? said === "" ? `said nothing for ${waitMs / 1000} s` : `said ${quoted} and then nothing`
    : heard.kind === "closed"
    ? said === "" ? "hung up without a word" : `said ${quoted} and hung up`
    : `said ${quoted}`;
  return new ConnectionError(
    `${address} is not a NATS server that telnet can talk to: it ${how}, ` +
      `where a NATS server starts with INFO {...}. Check the host and the port (NATS: usually 4222).`,
    { code: "NOT_NATS" },
  );
}

/** Says why nobody could be reached, and what to do about it. */
function dialFailure(error: unknown, address: string, lateMs: number | undefined): NatsError {
  if (lateMs !== undefined) {
    return new ConnectionError(
      `cannot connect to ${address}: no answer within ${lateMs / 1000} s. ${adviceFor("unreachable")}`,
      { cause: error, code: "CONNECT_TIMEOUT" },
    );
  }
  if (error instanceof DialError) {
    return new ConnectionError(`${error.message}. ${adviceFor(error.reason)}`, {
      cause: error,
      code: error.code,
    });
  }
  return new ConnectionError(`cannot connect to ${address}: ${String(error)}`, { cause: error });
}

function adviceFor(reason: DialFailure): string {
  switch (reason) {
    case "refused":
      return `Start a server there, for example with "natwire server", or check the host and the port.`;
    case "not-permitted":
      return "Allow it, on Deno with --allow-net.";
    case "unknown-host":
      return "Check the name.";
    default:
      return "Check the host, the port, and what is in between.";
  }
}
