/** Real nats-servers in a cluster, each on free ports of 127.0.0.1. */

import { connect } from "../../mod.ts";
import { type RunningNatsServer, startNatsServer } from "../_nats_server.ts";
import { until } from "./_client.ts";
import { kill } from "./_kill.ts";

/** One server of a cluster. */
export interface ClusterNode extends RunningNatsServer {
  /** Where clients connect, as `host:port`. */
  readonly listen: string;
}

/** Some nats-servers, each of which knows all others. */
export class Cluster {
  /** Those that are not gone, in the order in which they came. */
  readonly nodes: ClusterNode[] = [];
  readonly #path: string;
  readonly #config: string;
  readonly #left: ClusterNode[] = [];

  /** Takes the program, and what each server's configuration has besides the cluster. */
  constructor(path: string, config = "") {
    this.#path = path;
    this.#config = config;
  }

  /** Starts one more, and waits until all know each other. */
  async add(): Promise<ClusterNode> {
    const routes = this.nodes.map((node) => `"nats://${routeAddress(node)}"`).join(", ");
    const cluster = `cluster { name: c, listen: "127.0.0.1:-1", routes: [${routes}] }`;
    const server = await startNatsServer({ path: this.#path, config: `${cluster}\n${this.#config}` });
    const node = { ...server, listen: `127.0.0.1:${server.port}` };
    this.nodes.push(node);
    // It says that it is ready before it listens for others.
    await until(() => routeAddress(node) !== undefined);
    await Promise.all(this.nodes.map((each) => this.#knowsAll(each)));
    return node;
  }

  /** Ends one at once, as a machine that loses its power would. */
  async kill(node: ClusterNode): Promise<void> {
    kill(node.pid);
    await this.remove(node);
  }

  /** Stops one in order. */
  async remove(node: ClusterNode): Promise<void> {
    this.#left.push(...this.nodes.splice(this.nodes.indexOf(node), 1));
    await node.close();
  }

  /** Stops all. */
  async close(): Promise<void> {
    await Promise.all([...this.nodes, ...this.#left].map((node) => node.close()));
  }

  /** Waits until this one tells its clients of all others. */
  async #knowsAll(node: ClusterNode): Promise<void> {
    const nc = await connect({ port: node.port });
    const others = this.nodes.filter((each) => each !== node);
    await until(() => others.every(({ listen }) => nc.info?.connect_urls?.includes(listen)));
    await nc.close();
  }
}

/** Where other servers connect to this one. */
function routeAddress(node: ClusterNode): string | undefined {
  return node.log().match(/Listening for route connections on (\S+)/)?.[1];
}
