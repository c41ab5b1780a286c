/** Three clustered nats-servers, of which one goes: its clients move over, and lose what core NATS may lose. */

import { connect, type Msg, type NatsConnection, NatsError } from "../../mod.ts";
import { natsServer } from "../_nats_server.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { nextStatus, until, watchStatus } from "./_client.ts";
import { Cluster, type ClusterNode } from "./_cluster.ts";
import { lameDuck } from "./_kill.ts";

const found = await natsServer();

/** Registers a test with a cluster of its own, of so many servers. */
function onCluster(
  name: string,
  size: number,
  body: (cluster: Cluster) => Promise<void>,
  config?: string,
): void {
  test(`cluster: ${name}`, async () => {
    if ("skip" in found) throw new Error(found.skip);
    const cluster = new Cluster(found.path, config);
    try {
      while (cluster.nodes.length < size) await cluster.add();
      await body(cluster);
    } finally {
      await cluster.close();
    }
  }, { skip: "skip" in found ? found.skip : false });
}

/** A connection that is told of one server only, and tries again soon. */
function connectTo(node: ClusterNode): Promise<NatsConnection> {
  return connect({ port: node.port, reconnectTimeWait: 20, reconnectJitter: 0, maxReconnectAttempts: -1 });
}

/** The servers that a connection knows, sorted. */
function known(nc: NatsConnection): string[] {
  return nc.getServers().map(({ listen }) => listen).sort();
}

function listens(nodes: readonly ClusterNode[]): string[] {
  return nodes.map(({ listen }) => listen).sort();
}

onCluster("a client hears of servers that come and go", 1, async (cluster) => {
  const [first] = cluster.nodes;
  const nc = await connectTo(first!);
  const seen = watchStatus(nc);
  const updates = () => seen.flatMap((status) => status.type === "update" ? [status] : []);
  const second = await cluster.add();
  await until(() => updates().some(({ added }) => added?.includes(second.listen)));
  assertEquals(known(nc), listens(cluster.nodes));
  const third = await cluster.add();
  await until(() => updates().some(({ added }) => added?.includes(third.listen)));
  assertEquals(known(nc), listens(cluster.nodes));
  await cluster.remove(second);
  await until(() => updates().some(({ deleted }) => deleted?.includes(second.listen)));
  assertEquals(known(nc), listens(cluster.nodes));
  await nc.close();
});

onCluster("a client that leaves cluster updates alone knows what it was told, and nothing else", 2, async (
  cluster,
) => {
  const [first] = cluster.nodes;
  const nc = await connect({ port: first!.port, ignoreClusterUpdates: true, reconnect: false });
  const seen = watchStatus(nc);
  await cluster.add();
  await nc.flush();
  assertEquals([known(nc), seen], [[first!.listen], []]);
  await nc.close();
});

onCluster("a client is told that its server is about to leave, and moves over", 2, async (cluster) => {
  const [first, second] = cluster.nodes;
  const nc = await connectTo(first!);
  const told = nextStatus(nc, "ldm");
  const back = nextStatus(nc, "reconnect");
  const sub = nc.subscribe("still.here", { max: 1 });
  lameDuck(first!.pid);
  assertEquals(await told, { type: "ldm", server: first!.listen });
  assertEquals(await back, { type: "reconnect", server: second!.listen });
  assertEquals(nc.getServer(), second!.listen);
  nc.publish("still.here", "yes");
  for await (const msg of sub) assertEquals(msg.string(), "yes");
  await nc.close();
}, `lame_duck_grace_period: "50ms"`);

/** How many messages each client publishes before, while and after the server is killed, at least. */
const PART = 1000;

/** A message or a request, by how many the connection had sent with it. */
interface Sent {
  readonly number: number;
  readonly ordinal: number;
}

/** One that publishes numbered messages and makes numbered requests all the time, and keeps the books. */
class Publisher {
  readonly name: string;
  readonly nc: NatsConnection;
  /** How many messages the connection had sent before. */
  readonly before: number;
  readonly messages: Sent[] = [];
  readonly requests: (Sent & { outcome: Promise<string> })[] = [];
  /** What was handed to the connection that broke and not confirmed by a PONG: after the first, up to the second. */
  unconfirmed: [number, number] = [0, 0];
  #confirmed = 0;
  #connected = true;

  constructor(name: string, nc: NatsConnection) {
    this.name = name;
    this.nc = nc;
    this.before = this.#confirmed = this.#sent;
    void this.#watch();
  }

  /** Publishes so many, and goes on until `done`. */
  async run(count: number, done: () => boolean = () => true): Promise<void> {
    for (let n = 0; n < count || !done(); n++) {
      const number = this.messages.length + 1;
      this.nc.publish(`numbered.${this.name}`, `${number}`);
      this.messages.push({ number, ordinal: this.#sent });
      if (n % 5 === 0) this.#ask();
      if (n % 100 === 0 && this.#connected) this.#askForPong();
      if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  get #sent(): number {
    return this.nc.stats().outMsgs;
  }

  #askForPong(): void {
    const sent = this.#sent;
    this.nc.flush().then(() => this.#confirmed = sent, () => {});
  }

  #ask(): void {
    const number = this.requests.length + 1;
    const asked = this.nc.request(`asked.${this.name}`, `${number}`, { timeout: 5000 });
    const outcome = asked.then(
      (answer) => answer.string() === `${number}` ? "answered" : `answered with ${answer.string()}`,
      (error) => error instanceof NatsError ? error.code : String(error),
    );
    this.requests.push({ number, ordinal: this.#sent, outcome });
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.nc.status()) {
      if (type === "reconnect") this.#connected = true;
      if (type !== "disconnect") continue;
      this.#connected = false;
      this.unconfirmed = [this.#confirmed, this.#confirmed + this.nc.stats().unconfirmed];
    }
  }
}

/** What reached the other end of the cluster, by subject. */
class Watcher {
  readonly received = new Map<string, number[]>();

  constructor(nc: NatsConnection) {
    const note = ({ subject, data }: Msg) => {
      const numbers = this.of(subject);
      numbers.push(Number(new TextDecoder().decode(data)));
      this.received.set(subject, numbers);
    };
    nc.subscribe("numbered.*", { callback: (_error, msg) => note(msg) });
    nc.subscribe("asked.*", {
      callback: (_error, msg) => {
        note(msg);
        msg.respond(msg.data);
      },
    });
    nc.subscribe("there", { callback: (_error, msg) => void msg.respond() });
  }

  of(subject: string): number[] {
    return this.received.get(subject) ?? [];
  }
}

/** A publisher whose server knows that somebody listens elsewhere. */
async function publisherAt(node: ClusterNode, name: string): Promise<Publisher> {
  const nc = await connectTo(node);
  await until(() => known(nc).length === 3);
  while (await nc.request("there").then(() => false, () => true));
  return new Publisher(name, nc);
}

/** What came of one publisher's messages and requests. */
async function checkPublisher(publisher: Publisher, watcher: Watcher): Promise<void> {
  const { name, nc, before, messages, requests, unconfirmed } = publisher;
  const [confirmed, handed] = unconfirmed;
  const mayBeLost = ({ ordinal }: Sent) => confirmed < ordinal && ordinal <= handed;
  await nc.flush();
  await until(() => watcher.of(`numbered.${name}`).at(-1) === messages.length);
  const arrived = watcher.of(`numbered.${name}`);
  assertEquals(arrived, [...new Set(arrived)].sort((a, b) => a - b), "out of order, or twice");
  const there = new Set(arrived);
  const lost = messages.filter(({ number }) => !there.has(number));
  assertEquals(lost.filter((sent) => !mayBeLost(sent)), [], "lost without a reason");
  const asked = watcher.of(`asked.${name}`);
  assertEquals(asked, [...new Set(asked)].sort((a, b) => a - b), "asked out of order, or twice");
  const failed: Sent[] = [];
  for (const request of requests) {
    const outcome = await request.outcome;
    if (outcome === "answered") continue;
    // It says that it may have arrived, and that is so.
    assertEquals(outcome, "DISCONNECTED", `${name}, request ${request.number}`);
    failed.push(request);
  }
  // A request that the server had confirmed can still lose its answer with that server.
  assertEquals(failed.filter(({ ordinal }) => ordinal > handed), [], "failed without a reason");
  const { outMsgs, droppedOut } = nc.stats();
  assertEquals([outMsgs, droppedOut], [before + messages.length + requests.length, 0]);
  assert(lost.length <= handed - confirmed);
}

onCluster(
  "four clients of a server that is killed move over, in order, and lose what nobody had confirmed",
  3,
  async (
    cluster,
  ) => {
    const [first, second, third] = cluster.nodes;
    const listening = await connectTo(second!);
    const watcher = new Watcher(listening);
    const movers = await Promise.all(["a", "b", "c", "d"].map((name) => publisherAt(first!, name)));
    const bystander = await publisherAt(third!, "e");
    const all = [...movers, bystander];
    await Promise.all(all.map((publisher) => publisher.run(PART)));
    const killed = cluster.kill(first!);
    const moved = () => movers.every(({ nc }) => nc.stats().reconnects === 1);
    await Promise.all(all.map((publisher) => publisher.run(PART, moved)));
    await killed;
    await Promise.all(all.map((publisher) => publisher.run(PART)));
    for (const publisher of all) await checkPublisher(publisher, watcher);
    for (const { nc } of movers) assert([second!.listen, third!.listen].includes(nc.getServer()));
    const { unconfirmed, reconnects } = bystander.nc.stats();
    assertEquals([bystander.nc.getServer(), unconfirmed, reconnects], [third!.listen, 0, 0]);
    await Promise.all([listening, ...all.map(({ nc }) => nc)].map((nc) => nc.close()));
  },
);
