/** Monitoring over HTTP. [nats-server server.go startMonitoring, monitor.go ResponseHandler] */

import { listenHttp, tlsAcceptor } from "#runtime";
import type { MonitorOptions } from "../option_types.ts";
import type { ServerState } from "../state.ts";
import { HealthError } from "./alone.ts";
import { connz } from "./connz.ts";
import { type Endpoint, ENDPOINTS, Monitor } from "./endpoints.ts";
import { metricsText } from "./metrics.ts";
import { readUrlQuery } from "./query.ts";
import { subsz } from "./subsz.ts";
import { type Json, jsonText, MonitorError } from "./values.ts";
import { varz } from "./varz.ts";

/** The listener of monitoring. */
export type HttpListener = Awaited<ReturnType<typeof listenHttp>>;

/** What a request asks for. */
interface MonitorRequest {
  readonly path: string;
  readonly query: URLSearchParams;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const TEXT = { "Content-Type": "text/plain; charset=utf-8" };
const JSON_TYPE = { "Access-Control-Allow-Origin": "*", "Content-Type": "application/json" };

/** What Prometheus asks for. */
const METRICS_TYPE = { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" };

/**
 * Opens the port of monitoring.
 *
 * @throws {ListenError} when the port cannot be opened.
 */
export async function openMonitor(server: ServerState, options: MonitorOptions): Promise<HttpListener> {
  const { host = "127.0.0.1", port, basePath = "", tls } = options;
  const monitor = new Monitor(server);
  const base = basePath.replace(/\/+$/, "");
  return await listenHttp(
    { hostname: host, port, ...(tls === undefined ? {} : { tls: await tlsAcceptor(tls) }) },
    ({ path, query }) => {
      const within = path === base ? "/" : path.startsWith(`${base}/`) ? path.slice(base.length) : null;
      return within === null ? notFound() : answer(monitor, { path: within, query });
    },
  );
}

/** Answers a request. */
export function answer(monitor: Monitor, { path, query }: MonitorRequest): Answer {
  if (path === "/") {
    return { status: 200, headers: { "Content-Type": "text/html; charset=utf-8" }, body: index() };
  }
  if (path === "/metrics") return { status: 200, headers: METRICS_TYPE, body: metrics(monitor) };
  const endpoint = ENDPOINTS.find(({ paths }) => paths.includes(path));
  if (endpoint === undefined) return notFound();
  monitor.requests[path] = (monitor.requests[path] ?? 0) + 1;
  try {
    return { status: 200, headers: JSON_TYPE, body: bodyOf(endpoint, monitor, query) };
  } catch (error) {
    if (error instanceof HealthError) {
      return { status: error.status, headers: JSON_TYPE, body: jsonText(error.json, 0) };
    }
    if (error instanceof MonitorError) return { status: error.status, headers: TEXT, body: error.message };
    throw error;
  }
}

function bodyOf(endpoint: Endpoint, monitor: Monitor, query: URLSearchParams): string {
  const answer: Json = endpoint.answer(monitor, readUrlQuery(endpoint.parameters, query));
  return jsonText(answer, endpoint.subject === "HEALTHZ" ? 0 : 2);
}

function notFound(): Answer {
  return {
    status: 404,
    headers: { ...TEXT, "X-Content-Type-Options": "nosniff" },
    body: "404 page not found\n",
  };
}

function metrics({ server, cpu, requests }: Monitor): string {
  return metricsText(server.info.server_id, [
    ["varz", varz(server, cpu, requests)],
    ["connz", connz(server, { limit: Number.MAX_SAFE_INTEGER })],
    ["subsz", subsz(server, {})],
    ["healthz", { status: "ok" }],
  ]);
}

/** The page that lists all endpoints. */
function index(): string {
  const links = ENDPOINTS.map(({ title, paths: [path] }) =>
    `<li><a href=".${path}">${title}</a> ${path}</li>`
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>NATS server</title></head>
<body>
<h1>NATS server</h1>
<ul>
${links.join("\n")}
<li><a href="./metrics">Prometheus</a> /metrics</li>
</ul>
</body>
</html>
`;
}
