/**
 * `/metrics`: the figures in the text format of Prometheus, under the names that the NATS exporter for Prometheus
 * gives them, so that dashboards made for it work.
 */

import type { Json } from "./values.ts";

/** Figures of an endpoint: the endpoint's name, and its answer. */
export type Figures = readonly [endpoint: string, answer: Json];

/** What is added up over the connections of `/connz`. */
const SUMS = ["pending_bytes", "subscriptions", "in_bytes", "out_bytes", "in_msgs", "out_msgs"];

/** Numbers that only ever grow. */
const COUNTER =
  /^(total_connections|slow_consumers|stale_connections|stalled_clients|(in|out)_(client_)?(msgs|bytes))$/;

/** Writes all numbers of the answers, labelled with the server's id. */
export function metricsText(serverId: string, figures: readonly Figures[]): string {
  const lines: string[] = [];
  const label = `{server_id="${serverId}"}`;
  for (const [endpoint, answer] of figures) {
    for (const [name, value] of Object.entries(numbersOf(endpoint, answer))) {
      const metric = `gnatsd_${endpoint}_${name}`;
      lines.push(`# HELP ${metric} ${name}`);
      lines.push(`# TYPE ${metric} ${endpoint === "varz" && COUNTER.test(name) ? "counter" : "gauge"}`);
      lines.push(`${metric}${label} ${value}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function numbersOf(endpoint: string, answer: Json): Record<string, number> {
  const numbers: Record<string, number> = {};
  if (endpoint === "healthz") return { status: (answer as { status: string }).status === "ok" ? 0 : 1 };
  const fields = answer as Readonly<Record<string, Json>>;
  take(numbers, "", fields, 0);
  if (endpoint === "connz") {
    const connections = fields["connections"] as readonly Readonly<Record<string, number>>[];
    for (const name of SUMS) numbers[name] = connections.reduce((sum, info) => sum + (info[name] ?? 0), 0);
  }
  return numbers;
}

/** The numbers of an object and of the objects in it, with the names joined. */
function take(
  numbers: Record<string, number>,
  prefix: string,
  fields: Readonly<Record<string, Json>>,
  depth: number,
) {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "number") numbers[prefix + name] = value;
    else if (name === "start" || name === "config_load_time") {
      numbers[prefix + name] = Date.parse(String(value));
    } else if (isObject(value) && depth === 0 && name !== "http_req_stats") {
      take(numbers, `${prefix}${name}_`, value, depth + 1);
    }
  }
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
