/** Processes that report in lines of JSON. */

/** In what /proc counts processor time: USER_HZ, which is 100 for all programs on Linux. */
const TICKS_PER_SECOND = 100;

/** A program and its arguments. */
export interface Command {
  command: string;
  args: string[];
  cwd?: string;
}

/** A process whose lines are read one at a time. */
export class Child {
  readonly #process: Deno.ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #other: Promise<string>;
  readonly #name: string;

  /** Starts it. `linesFrom` is where its lines are read; what it writes to the other is kept for error messages. */
  constructor({ command, args, cwd }: Command, linesFrom: "stdout" | "stderr" = "stdout") {
    this.#name = `${command} ${args.join(" ")}`;
    const options = {
      args,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      ...(cwd === undefined ? {} : { cwd }),
    };
    this.#process = new Deno.Command(command, options as Deno.CommandOptions).spawn();
    this.#lines = linesOf(this.#process[linesFrom]);
    this.#other = textOf(this.#process[linesFrom === "stdout" ? "stderr" : "stdout"]);
  }

  /** The next line, of JSON. */
  async json<T>(timeoutSeconds = 120): Promise<T> {
    const parsed = JSON.parse(await this.line(timeoutSeconds)) as T & { error?: string };
    if (parsed.error !== undefined) throw new Error(`${this.#name}: ${parsed.error}`);
    return parsed;
  }

  /** The next line. When none comes in time, the process is killed. */
  async line(timeoutSeconds = 120): Promise<string> {
    const timer = setTimeout(() => this.#kill(), timeoutSeconds * 1000);
    const { done, value } = await this.#lines.next();
    clearTimeout(timer);
    if (!done) return value;
    throw new Error(`${this.#name} ended without a result: ${await this.#other}`);
  }

  /** What it has used of the processor, seconds; NaN where the system does not tell as Linux does. */
  cpuSeconds(): number {
    try {
      const stat = Deno.readTextFileSync(`/proc/${this.#process.pid}/stat`);
      const [user, system] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(11, 13).map(Number);
      return (user! + system!) / TICKS_PER_SECOND;
    } catch {
      return NaN;
    }
  }

  /** What it has of the machine's memory, bytes; NaN where the system does not tell as Linux does. */
  residentBytes(): number {
    try {
      const status = Deno.readTextFileSync(`/proc/${this.#process.pid}/status`);
      return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
    } catch {
      return NaN;
    }
  }

  /** Sends it SIGUSR2. */
  signal(): void {
    this.#process.kill("SIGUSR2");
  }

  /** Kills it and waits for its end. */
  async stop(): Promise<void> {
    this.#kill();
    while (!(await this.#lines.next()).done);
    await this.#other;
    await this.#process.status;
  }

  #kill(): void {
    try {
      this.#process.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  return undefined;
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return await new Response(stream).text();
}

/** Starts a process, hands it over, and stops it whatever happens. */
export async function withChild<T>(child: Child, use: (child: Child) => Promise<T>): Promise<T> {
  try {
    return await use(child);
  } finally {
    await child.stop();
  }
}
