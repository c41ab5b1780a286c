/** The processes of the load tests: the server, and crowds of clients that misbehave. */

import process from "node:process";
import { connect, type NatsConnection } from "../../mod.ts";
import type { ServerOptions } from "../../src/server/mod.ts";
import { pathOf } from "../_files.ts";
import { type Program, runtimeCommand, runtimeName, start } from "../_process.ts";
import { type Crowd, PROGRAM as CROWD } from "./crowd_program.ts";
import { LOOK, type Look, PROGRAM as SERVER } from "./server_program.ts";

/** How long a process may take to print what is waited for. */
const LINE_MS = 50_000;

function startProgram(name: string, args: readonly string[]): Program {
  const [command = "", ...flags] = runtimeCommand();
  const gc = runtimeName === "deno" ? ["--no-lock", "--no-check", "--v8-flags=--expose-gc"] : ["--expose-gc"];
  const path = pathOf(import.meta.url).replace(/_processes(\.[jt]s)$/, `${name}_program$1`);
  return start(command, [...flags, ...gc, path, ...args]);
}

/** A server in a process of its own. */
export class ServerProcess {
  readonly port: number;
  /** Where its monitoring is; empty where it has none. */
  readonly monitorUrl: string;
  readonly #program: Program;
  readonly #nc: NatsConnection;

  private constructor(program: Program, line: { port: number; url?: string }, nc: NatsConnection) {
    this.#program = program;
    this.port = line.port;
    this.monitorUrl = line.url ?? "";
    this.#nc = nc;
  }

  /** Starts one; `login` is what its own client and the one that looks after it log in with. */
  static async start(options: ServerOptions & { login?: object } = {}): Promise<ServerProcess> {
    const program = startProgram("server", [SERVER, JSON.stringify(options)]);
    try {
      const [text] = await program.printed(/^\{"port":.*\}$/m, LINE_MS);
      const line = JSON.parse(text) as { port: number; url?: string };
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

  /** Looks until it is as it should be, and gives that; throws where it does not come to that. */
  async lookUntil(what: string, isSo: (look: Look) => boolean, withinMs = 20_000): Promise<Look> {
    const untilMs = performance.now() + withinMs;
    for (;;) {
      const look = await this.look();
      if (isSo(look)) return look;
      if (performance.now() > untilMs) throw new Error(`gave up on ${what}: ${JSON.stringify(look)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Asks its monitoring. */
  // deno-lint-ignore no-explicit-any -- the answers are compared field by field.
  async monitor(path: string): Promise<any> {
    return await (await fetch(`${this.monitorUrl}${path}`)).json();
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
