/** The processes of the load tests: the server, and crowds of clients that misbehave. */

import process from "node:process";
import { connect, type NatsConnection } from "../../mod.ts";
import type { ServerOptions, ServerStats } from "../../src/server/mod.ts";
import { pathOf } from "../_files.ts";
import { type Program, runtimeCommand, runtimeName, start } from "../_process.ts";
import { type Crowd, PROGRAM as CROWD } from "./crowd_program.ts";
import { COUNT, LOOK, type Look, PROGRAM as SERVER } from "./server_program.ts";

/** What monitoring remembers of each of the last 10,000 clients that have gone, bytes. */
export const CLOSED_CLIENT_BYTES = 1200;

/** How long a process may take to print what is waited for. */
const LINE_MS = 50_000;

function startProgram(name: string, args: readonly string[]): Program {
  const [command = "", ...flags] = runtimeCommand();
  const gc = runtimeName === "deno" ? ["--no-lock", "--no-check", "--v8-flags=--expose-gc"] : ["--expose-gc"];
  const path = pathOf(import.meta.url).replace(/_processes(\.[jt]s)$/, `${name}_program$1`);
  return start(command, [...flags, ...gc, path, ...args]);
}

/** What a server prints. */
interface Started {
  port: number;
  startMs: number;
}

/** A server in a process of its own. */
export class ServerProcess {
  readonly port: number;
  /** How long it took to start, the first time in its process, ms. */
  readonly startMs: number;
  readonly #program: Program;
  readonly #nc: NatsConnection;

  private constructor(program: Program, line: Started, nc: NatsConnection) {
    this.#program = program;
    this.port = line.port;
    this.startMs = line.startMs;
    this.#nc = nc;
  }

  /** Starts one; `login` is what its own client and the one that looks after it log in with. */
  static async start(options: ServerOptions & { login?: object } = {}): Promise<ServerProcess> {
    const program = startProgram("server", [SERVER, JSON.stringify(options)]);
    try {
      const [text] = await program.printed(/^\{"port":.*\}$/m, LINE_MS);
      const line = JSON.parse(text) as Started;
      const nc = await connect({ servers: `127.0.0.1:${line.port}`, reconnect: false, ...options.login });
      return new ServerProcess(program, line, nc);
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  /** Looks how it goes. */
  async look(): Promise<Look> {
    return (await this.#nc.request(LOOK, "", { timeout: 30_000 })).json<Look>();
  }

  /** Waits until its counts are as they should be, and looks; throws where they do not come to that. */
  async lookUntil(what: string, isSo: (stats: ServerStats) => boolean, withinMs = 20_000): Promise<Look> {
    const untilMs = performance.now() + withinMs;
    for (;;) {
      const stats = (await this.#nc.request(COUNT, "", { timeout: 30_000 })).json<ServerStats>();
      if (isSo(stats)) return await this.look();
      if (performance.now() > untilMs) throw new Error(`gave up on ${what}: ${JSON.stringify(stats)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#nc.close();
    await this.#program.stop();
  }
}

/** A crowd in a process of its own. */
export class CrowdProcess {
  readonly #program: Program;

  /** Starts one. */
  constructor(crowd: Crowd) {
    this.#program = startProgram("crowd", [CROWD, JSON.stringify(crowd)]);
  }

  /** Waits until it is where it is to be, or has done what it is to do; gives how many were refused. */
  async ready(): Promise<number> {
    const [line] = await this.#program.printed(/^\{"kind".*\}$/m, LINE_MS);
    return (JSON.parse(line) as { refused: number }).refused;
  }

  /** Stops it where it is: it says nothing more, and its sockets stay open. */
  freeze(): void {
    process.kill(this.#program.pid, "SIGSTOP");
  }

  /** Ends it, without a chance to take leave. */
  async kill(): Promise<void> {
    if (this.#program.pid > 0) process.kill(this.#program.pid, "SIGKILL");
    await this.#program.ended;
  }
}
