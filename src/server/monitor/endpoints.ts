/** All endpoints of monitoring, over HTTP and in the system account. */

import type { ServerState } from "../state.ts";
import { accountz, ACCOUNTZ_PARAMETERS, accstatz, ACCSTATZ_PARAMETERS } from "./accountz.ts";
import { gatewayz, healthz, HEALTHZ_PARAMETERS, ipqueuesz, jsz, leafz, raftz, routez } from "./alone.ts";
import { connz, CONNZ_PARAMETERS } from "./connz.ts";
import type { Parameters, Query } from "./query.ts";
import { subsz, SUBSZ_PARAMETERS } from "./subsz.ts";
import type { Json } from "./values.ts";
import { CpuGauge, varz } from "./varz.ts";

/** An endpoint. */
export interface Endpoint {
  /** What it is called in the list of all. */
  readonly title: string;
  /** Its path over HTTP; others lead to the same. */
  readonly paths: readonly string[];
  /** Its name in `$SYS.REQ.SERVER.<id>.<name>`; null where it has none. */
  readonly subject: string | null;
  /** Its options. */
  readonly parameters: Parameters;
  /** Answers. */
  answer(monitor: Monitor, query: Query): Json;
}

/** A server that is looked at. */
export class Monitor {
  /** The server. */
  readonly server: ServerState;
  /** How often each path was asked for. */
  readonly requests: Record<string, number> = {};
  /** How busy the processor is. */
  readonly cpu: CpuGauge = new CpuGauge();

  /** Takes the server. */
  constructor(server: ServerState) {
    this.server = server;
  }
}

function endpoint(
  title: string,
  paths: readonly string[],
  subject: string | null,
  parameters: Parameters,
  answer: (server: ServerState, query: Query) => Json,
): Endpoint {
  return { title, paths, subject, parameters, answer: ({ server }, query) => answer(server, query) };
}

/** The table of endpoints, in the order in which they are listed. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    title: "General",
    paths: ["/varz"],
    subject: "VARZ",
    parameters: {},
    answer: ({ server, cpu, requests }) => varz(server, cpu, requests),
  },
  endpoint("JetStream", ["/jsz"], "JSZ", {}, jsz),
  endpoint("Connections", ["/connz"], "CONNZ", CONNZ_PARAMETERS, connz),
  endpoint("Accounts", ["/accountz"], "ACCOUNTZ", ACCOUNTZ_PARAMETERS, accountz),
  endpoint("Account statistics", ["/accstatz"], null, ACCSTATZ_PARAMETERS, accstatz),
  endpoint("Subscriptions", ["/subsz", "/subscriptionsz"], "SUBSZ", SUBSZ_PARAMETERS, subsz),
  endpoint("Routes", ["/routez"], "ROUTEZ", {}, routez),
  endpoint("Leafnodes", ["/leafz"], "LEAFZ", {}, leafz),
  endpoint("Gateways", ["/gatewayz"], "GATEWAYZ", {}, gatewayz),
  endpoint("Raft groups", ["/raftz"], "RAFTZ", {}, raftz),
  endpoint("Queues", ["/ipqueuesz"], "IPQUEUESZ", {}, ipqueuesz),
  endpoint("Health", ["/healthz"], "HEALTHZ", HEALTHZ_PARAMETERS, healthz),
];
