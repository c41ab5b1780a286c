/** Servers in processes of their own that can be killed, and the program that goes on publishing meanwhile. */

import { pathOf, root } from "../_files.ts";
import { natsServer } from "../_nats_server.ts";
import { type Program, runtimeCommand, runtimeName, start } from "../_process.ts";
import { kill } from "./_kill.ts";
import { type Line, type Outcome, PROGRAM } from "./_outage_program.ts";

/** The command line of a server that can be told its port by `-p`, or why there is none. */
export type ServerCommand = [string, ...string[]] | { skip: string };

/** The command of this project. */
export function natwireServer(): ServerCommand {
  const [command = "", ...flags] = runtimeCommand();
  return [
    command,
    ...flags,
    root + (runtimeName === "deno" ? "src/cli/main.ts" : "npm/esm/src/cli/bin.js"),
    "server",
  ];
}

/** The real one, where there is one. */
export async function realServer(): Promise<ServerCommand> {
  const found = await natsServer();
  return "skip" in found ? found : [found.path];
}

/** How long may pass between two lines of the program, or until a server takes connections. */
const PATIENCE_MS = 30_000;

/** A server on one port, in one process after the other. */
class MortalServer {
  port = -1;
  readonly #command: readonly string[];
  #program: Program | undefined;

  constructor(command: readonly string[]) {
    this.#command = command;
  }

  async start(): Promise<void> {
    const [command = "", ...args] = this.#command;
    this.#program = start(command, [...args, "-a", "127.0.0.1", "-p", `${this.port}`], { cwd: root });
    const listening = /client connections on \S+:(\d+)/;
    this.port = Number((await this.#program.printed(listening, PATIENCE_MS))[1]);
  }

  async kill(): Promise<void> {
    if (this.#program !== undefined) kill(this.#program.pid);
    await this.#program?.ended;
  }

  async stop(): Promise<void> {
    await this.#program?.stop();
  }
}

/** Runs the program, kills its server and starts it again as the program asks for it, and gives what came of it. */
export async function runOutage(command: readonly string[]): Promise<Outcome> {
  const server = new MortalServer(command);
  let client: Program | undefined;
  try {
    await server.start();
    client = startClient(server.port);
    for (let count = 1;; count++) {
      const lines = new RegExp(`(?:^\\{.*\\}\\n){${count}}`, "m");
      const [text] = await client.printed(lines, PATIENCE_MS);
      const line = JSON.parse(text.trimEnd().split("\n").at(-1)!) as Line;
      if ("outcome" in line) return line.outcome;
      await (line.ask === "kill" ? server.kill() : server.start());
    }
  } finally {
    await client?.stop();
    await server.stop();
  }
}

function startClient(port: number): Program {
  const [command = "", ...flags] = runtimeCommand();
  const gc = runtimeName === "deno" ? ["--no-lock", "--no-check", "--v8-flags=--expose-gc"] : ["--expose-gc"];
  const path = pathOf(import.meta.url).replace(/(\.[jt]s)$/, "_program$1");
  return start(command, [...flags, ...gc, path, PROGRAM, `${port}`]);
}
