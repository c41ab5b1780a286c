/** What the tests of the client stand on: natwire's server without a socket, and servers that follow a script. */

import { connect, type ConnectionOptions, type NatsConnection, type Status } from "../../mod.ts";
import { createServer, type Server } from "../../src/server/mod.ts";
import type { ServerOptions } from "../../src/server/option_types.ts";
import { memoryPair } from "../../src/transport/memory.ts";
import type { Transport } from "../../src/transport/transport.ts";

/** Runs `body` with a server of its own and a first connection to it; both are closed afterwards. */
export async function withServer(
  body: (nc: NatsConnection, server: Server, more: MoreConnections) => Promise<void>,
  options: { server?: ServerOptions; client?: ConnectionOptions } = {},
): Promise<void> {
  const server = await createServer({ ...options.server, port: 0 });
  const opened: NatsConnection[] = [];
  const more: MoreConnections = async (client = {}) => {
    const nc = await connect({ dial: () => server.connectInProcess(), ...client });
    opened.push(nc);
    return nc;
  };
  try {
    await body(await more(options.client), server, more);
  } finally {
    await Promise.all(opened.map((nc) => nc.close()));
    await server.close();
  }
}

/** Makes further connections to the same server. */
export type MoreConnections = (client?: ConnectionOptions) => Promise<NatsConnection>;

/** What a server says first when it is asked for nothing special. */
const INFO = {
  server_id: "FAKE",
  server_name: "fake",
  version: "2.14.0",
  proto: 1,
  go: "go1.24",
  host: "127.0.0.1",
  port: 4222,
  headers: true,
  max_payload: 1024 * 1024,
};

/** The server's end of one connection, in the hands of a test. */
export class FakeLink {
  /** What the client has sent and no `sees` has taken. */
  text = "";
  readonly #transport: Transport;

  /** Takes the server's end of a pair. */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Waits until the client has sent this; takes it and what came before, and gives that. */
  async sees(wanted: string | RegExp): Promise<string> {
    for (;;) {
      const found = typeof wanted === "string" ? this.#find(wanted) : this.text.match(wanted);
      if (found) {
        const end = found.index! + found[0].length;
        const taken = this.text.slice(0, end);
        this.text = this.text.slice(end);
        return taken;
      }
      const bytes = await this.#transport.read();
      if (bytes === null) throw new Error(`the client closed; it had sent ${JSON.stringify(this.text)}`);
      this.text += new TextDecoder("latin1").decode(bytes);
    }
  }

  /** Reads until the client closes; gives all that it had sent. */
  async rest(): Promise<string> {
    for (let bytes = await this.#transport.read(); bytes !== null; bytes = await this.#transport.read()) {
      this.text += new TextDecoder("latin1").decode(bytes);
    }
    return this.text;
  }

  /** Sends protocol text. */
  async send(text: string): Promise<void> {
    await this.#transport.write(new TextEncoder().encode(text));
  }

  /** Sends INFO, takes CONNECT and PING and answers: the client is connected. Gives CONNECT's JSON. */
  async greet(info: object = {}): Promise<Record<string, unknown>> {
    await this.sendInfo(info);
    const connect = await this.sees("PING\r\n");
    await this.send("PONG\r\n");
    return JSON.parse(/CONNECT (\{.*\})\r\n/i.exec(connect)![1]!);
  }

  /** Sends INFO. */
  sendInfo(info: object = {}): Promise<void> {
    return this.send(`INFO ${JSON.stringify({ ...INFO, ...info })}\r\n`);
  }

  /** Hangs up. */
  close(): void {
    this.#transport.close();
  }

  #find(wanted: string): { index: number; 0: string } | undefined {
    const index = this.text.indexOf(wanted);
    return index < 0 ? undefined : { index, 0: wanted };
  }
}

/** A server that does only what a test has it do. */
export class FakeServer {
  readonly #arrived: FakeLink[] = [];
  readonly #waiting: ((link: FakeLink) => void)[] = [];
  /** How many dials there were. */
  dials = 0;

  /** For the option `dial`. */
  readonly dial = (): Transport => {
    this.dials++;
    const [here, there] = memoryPair();
    const link = new FakeLink(there);
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#arrived.push(link);
    else waiting(link);
    return here;
  };

  /** Waits for the next connection. */
  next(): Promise<FakeLink> {
    const arrived = this.#arrived.shift();
    return arrived === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(arrived);
  }
}

/** A client connected to a fake server, and the server's end. */
export async function withFake(
  body: (nc: NatsConnection, link: FakeLink, server: FakeServer) => Promise<void>,
  options: { info?: object; client?: ConnectionOptions } = {},
): Promise<void> {
  const server = new FakeServer();
  const connecting = connect({
    dial: server.dial,
    reconnectTimeWait: 0,
    reconnectJitter: 0,
    ...options.client,
  });
  const link = await server.next();
  await link.greet(options.info);
  const nc = await connecting;
  try {
    await body(nc, link, server);
  } finally {
    link.close();
    await nc.close();
  }
}

/** Waits for the next status of this type; ask before it can happen. */
export async function nextStatus<T extends Status["type"]>(
  nc: NatsConnection,
  type: T,
): Promise<Extract<Status, { type: T }>> {
  for await (const status of nc.status()) {
    if (status.type === type) return status as Extract<Status, { type: T }>;
  }
  throw new Error(`the connection closed without telling '${type}'`);
}

/** Keeps all statuses from now on; the list grows until the connection closes. */
export function watchStatus(nc: NatsConnection): Status[] {
  const seen: Status[] = [];
  const stream = nc.status();
  void (async () => {
    for await (const status of stream) seen.push(status);
  })();
  return seen;
}

/** Calls back until it says so, a turn of the event loop apart; for what no event tells. */
export async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** A promise and what resolves it. */
export function gate(): { passed: Promise<void>; open: () => void } {
  let open!: () => void;
  const passed = new Promise<void>((resolve) => open = resolve);
  return { passed, open };
}

/** True once the promise has settled, asked after all that can happen now has happened. */
export async function settled(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  promise.then(() => done = true, () => done = true);
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  return done;
}

/** Publishes numbers to `a`, to be answered on `answers`, and waits until they were delivered. */
export async function deliver(nc: NatsConnection, count: number): Promise<void> {
  for (let n = 0; n < count; n++) nc.publish("a", `${n}`, { reply: "answers" });
  await nc.flush();
}
