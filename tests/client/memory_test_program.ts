/**
 * What memory_test.ts starts in processes of its own, as memory is counted by process: a client in trouble, which
 * prints how much it keeps. It runs when its command line has the word {@link PROGRAM}, then the name of a case, then
 * the port of a fake server; its process needs a `gc` to call.
 */
import process from "node:process";
import { connect, type ConnectionOptions, type NatsConnection, NatsError, type Status } from "../../mod.ts";

/** The word that makes this file a program. */
export const PROGRAM = "memory-test-program";

/** What the process kept at one moment, after collection, bytes. */
export interface Kept {
  /** Of the heap, and of buffers outside it. */
  heap: number;
  /** Of the memory of the machine. */
  resident: number;
}

/** What a program prints, one line of JSON each. */
export interface Report {
  /** Which look it was: `idle`, or what the case calls it. */
  name: string;
  kept: Kept;
  /** What else is to be told, by name. */
  counts: Record<string, number>;
}

/** How much more than when idle a client may keep, after collection. */
export const MAX_GROWTH_BYTES = 64 * 1024 * 1024;

/** The subject that floods, and the one on which a message asks for a {@link Report} of this name. */
export const FLOOD = "flood";
export const LOOK = "look";

/** How many failed dials the case of that name makes, in all. */
export const FAILED_DIALS = 10_000;

/** How often the disconnected publisher publishes, and how large a message. */
export const PUBLISHES = 200_000;
export const PUBLISH_BYTES = 1024;

/** V8's own. By its last resort it gives back the pages of the heap that are empty, where it knows that yet. */
type Collect = (options?: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/**
 * How long V8 is given to give back the pages of its young generation: it does so only once little has been
 * allocated for five seconds.
 */
const PATIENCE_MS = 8000;

let idle: Kept | undefined;

/** Collects all that is garbage now, and what only then became garbage. */
async function collect(): Promise<Kept> {
  const { gc } = globalThis as { gc?: Collect };
  if (gc === undefined) throw new Error("this process has no gc()");
  for (let round = 0; round < 4; round++) {
    gc();
    gc({ type: "major", execution: "sync", flavor: "last-resort" });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}

/** Looks what is kept after collection, the first time as what there is when idle. */
async function look(name: string, counts: Record<string, number> = {}): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let kept = await collect();
  idle ??= kept;
  while (kept.resident - idle.resident > MAX_GROWTH_BYTES && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    kept = await collect();
  }
  const report: Report = { name, kept, counts };
  console.log(JSON.stringify(report));
}

function open(port: number, options: ConnectionOptions = {}): Promise<NatsConnection> {
  return connect({ servers: `127.0.0.1:${port}`, maxReconnectAttempts: -1, ...options });
}

/** A subscription that nobody iterates. */
async function unreadIterator(port: number): Promise<void> {
  const nc = await open(port);
  const unread = nc.subscribe(FLOOD);
  nc.subscribe(LOOK, {
    callback: (_, msg) => {
      void look(msg.string(), {
        received: unread.getReceived(),
        pending: unread.getPending(),
        dropped: unread.getDropped(),
      });
    },
  });
  await nc.flush();
  await look("idle");
  await nc.closed();
}

/** A status stream of which nobody reads more than the first, on a connection that has much to tell. */
async function unreadStatus(port: number): Promise<void> {
  const nc = await open(port, { onError: () => {} });
  const stream: AsyncIterator<Status> = nc.status()[Symbol.asyncIterator]();
  const first = stream.next();
  nc.subscribe(LOOK, { callback: (_, msg) => void look(msg.string()) });
  await nc.flush();
  await look("idle");
  await first;
  await nc.closed();
  // It is held to the end, and has the latest to tell.
  const { value } = await stream.next();
  if (value === undefined) throw new Error("nothing was left in the status stream");
}

/** Calls back once the server has hung up. */
async function lost(nc: NatsConnection): Promise<void> {
  for await (const status of nc.status()) {
    if (status.type === "disconnect") return;
  }
}

/** One that goes on publishing without a connection, whatever it is told. */
async function disconnectedPublisher(port: number): Promise<void> {
  const nc = await open(port, { reconnectTimeWait: 60_000 });
  const gone = lost(nc);
  await look("idle");
  await gone;
  const payload = new Uint8Array(PUBLISH_BYTES);
  let refused = 0;
  for (let count = 0; count < PUBLISHES; count++) {
    try {
      nc.publish(FLOOD, payload);
    } catch (error) {
      if (!(error instanceof NatsError) || error.code !== "BUFFER_FULL") throw error;
      refused++;
    }
    // As a program that does something else, too: so that what is to be done later can be done.
    if (count % 1000 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  await look("full", { refused });
}

/** Connections that try again and again, and programs that do so themselves; nobody listens. */
async function failedDials(port: number): Promise<void> {
  const connections = 10;
  let failed = 0;
  let enough: () => void = () => {};
  const reached = new Promise<void>((resolve) => enough = resolve);
  const fails = () => {
    if (++failed >= FAILED_DIALS / 2) enough();
    return 0;
  };
  const clients = await Promise.all(
    Array.from({ length: connections }, () => open(port, { reconnectDelayHandler: fails })),
  );
  const gone = Promise.all(clients.map(lost));
  await look("idle");
  await gone;
  await reached;
  let rejected = 0;
  const insist = async () => {
    while (rejected < FAILED_DIALS / 2) {
      try {
        await connect({ port, reconnect: false });
      } catch (error) {
        if (!(error instanceof NatsError)) throw error;
        rejected++;
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, insist));
  await look("failed", { failed, rejected });
}

const CASES: Record<string, (port: number) => Promise<void>> = {
  unreadIterator,
  unreadStatus,
  disconnectedPublisher,
  failedDials,
};

const [, , program, name = "", port] = process.argv;
if (program === PROGRAM) {
  await CASES[name]!(Number(port));
  process.exit();
}
