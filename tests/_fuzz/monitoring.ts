/** Requests to monitoring, as bytes on a connection: whatever they are, the answers are HTTP and JSON. */

import { serveHttp } from "../../src/runtime/server_http.ts";
import { Monitor } from "../../src/server/monitor/endpoints.ts";
import { answer } from "../../src/server/monitor/http.ts";
import { createServerWith } from "../../src/server/server.ts";
import { MemoryListener } from "../../src/transport/memory.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { binaryBytes } from "../../src/wire/bytes.ts";
import type { FuzzOutcome, ServerTarget } from "./core.ts";
import type { Random } from "./random.ts";

const PATHS = [
  "/",
  "/varz",
  "/connz",
  "/subsz",
  "/subscriptionsz",
  "/accountz",
  "/accstatz",
  "/jsz",
  "/healthz",
  "/routez",
  "/gatewayz",
  "/leafz",
  "/raftz",
  "/ipqueuesz",
  "/metrics",
  "/nothing",
  "/varz/",
  "//varz",
  "/constructor",
  "http://localhost:8222/varz",
];

const NAMES = [
  "subs",
  "auth",
  "sort",
  "limit",
  "offset",
  "cid",
  "state",
  "user",
  "acc",
  "filter_subject",
  "test",
  "unused",
  "js-enabled-only",
  "js-server-only",
  "mqtt_client",
  "__proto__",
  "toString",
];

const VALUES = [
  "",
  "1",
  "0",
  "true",
  "T",
  "detail",
  "-1",
  "+1",
  "01",
  "1e3",
  "9223372036854775807",
  "99999999999999999999",
  "bytes_to",
  "msgs_from",
  "uptime",
  "stop",
  "reason",
  "constructor",
  "closed",
  "any",
  "open",
  "1,2",
  "A",
  "$G",
  "$SYS",
  "%3E",
  "a.*",
  "a.>",
  "a..b",
  "%",
  "%zz",
  "%00",
  "%ff%fe",
  "+",
  ";",
  "\u00e9",
];

const HEADERS = [
  "Host: localhost\r\n",
  "Host: localhost\r\n",
  "Connection: close\r\n",
  "Connection: keep-alive, Upgrade\r\n",
  "Content-Length: 3\r\n",
  "Content-Length: 0\r\n",
  "Transfer-Encoding: chunked\r\n",
  "Accept: */*\r\n",
  "Cookie: a=b\r\n",
  "X: " + "x".repeat(2000) + "\r\n",
  "__proto__: x\r\n",
  " folded\r\n",
  "No colon\r\n",
  ": nameless\r\n",
];

const ENDS = ["\r\n", "\n", "\r", "\r\n\r\n", " \r\n", ""];

function request(random: Random): string {
  const query: string[] = [];
  for (let left = random.below(4); left > 0; left--) {
    query.push(`${random.pick(NAMES)}=${random.pick(VALUES)}`);
  }
  const method = random.chance(0.9) ? "GET" : random.pick(["HEAD", "POST", "get", "OPTIONS", "G T", ""]);
  const version = random.chance(0.95) ? "HTTP/1.1" : random.pick(["HTTP/1.0", "HTTP/2.0", "HTTP/1.1 ", ""]);
  let text = `${method} ${random.pick(PATHS)}${query.length > 0 ? "?" : ""}${query.join("&")} ${version}\r\n`;
  text += "Host: localhost\r\n";
  for (let left = random.below(3); left > 0; left--) text += random.pick(HEADERS);
  return text + (random.chance(0.97) ? "\r\n" : random.pick(ENDS));
}

/** One request or several behind each other; most of them with changes in their bytes. */
function monitoringMutant(random: Random): string {
  let text = "";
  for (let left = 1 + random.below(3); left > 0; left--) text += request(random);
  for (let left = random.chance(0.6) ? 1 + random.below(3) : 0; left > 0; left--) {
    const at = random.below(text.length + 1);
    const kind = random.below(5);
    const piece = kind === 0
      ? ""
      : kind === 1
      ? String.fromCharCode(random.below(256))
      : kind === 2
      ? random.pick(VALUES)
      : kind === 3
      ? `${random.pick(["&", "?", ";"])}${random.pick(NAMES)}=${random.pick(VALUES)}`
      : text.slice(at, at + random.below(40)).repeat(random.pick([2, 2, 500]));
    text = text.slice(0, at) + piece + text.slice(at + random.pick([0, 0, 1, 5]));
  }
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Clients with names that are no names, and subscriptions. */
const CLIENTS = [
  'CONNECT {"verbose":false,"name":"one","lang":"x","version":"\\"1"}\r\nSUB a.* 1\r\nSUB a.> q 2\r\nPUB a.b 2\r\nhi\r\n',
  'CONNECT {"verbose":false,"name":"<two>\\u0000\u00ff"}\r\nSUB \u00e9\u0001" 1\r\nUNSUB 1 3\r\n',
];

/** What an answer must not hold. */
const WRONG = /^(?:5\d\d|NaN)|undefined|\bNaN\b|\[object/m;

/** Takes the answers apart: the status of each, and what is wrong with them. */
function read(text: string, methods: readonly string[]): { statuses: string[]; problem: string | null } {
  const statuses: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\r\n\r\n", at);
    const head = text.slice(at, end);
    const [, status = ""] = /^HTTP\/1\.1 (\d{3}) [ \w]+\r\n/.exec(`${head}\r\n`) ?? [];
    const [, length = ""] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    if (end < 0 || status === "" || length === "") return { statuses, problem: `no answer: ${head}` };
    const isHead = methods[statuses.length] === "HEAD" && status !== "405";
    const body = isHead ? "" : text.slice(end + 4, end + 4 + Number(length));
    at = end + 4 + body.length;
    statuses.push(status === "200" ? status : `${status} ${body}`);
    if (!isHead && body.length < Number(length)) return { statuses, problem: `cut off: ${body}` };
    if (status.startsWith("5") && !body.includes("JetStream not enabled")) return { statuses, problem: body };
    if (WRONG.test(body)) return { statuses, problem: body };
    if (!isHead && /application\/json/.test(head)) {
      try {
        JSON.parse(body);
      } catch {
        return { statuses, problem: `no JSON: ${body}` };
      }
    }
  }
  return { statuses, problem: null };
}

async function readAll(transport: Transport): Promise<string> {
  let text = "";
  try {
    for (let bytes = await transport.read(); bytes !== null; bytes = await transport.read()) {
      for (let at = 0; at < bytes.length; at += 4096) {
        text += String.fromCharCode(...bytes.subarray(at, at + 4096));
      }
    }
  } catch {
    // Hung up on: what came is what counts.
  }
  return text;
}

/** Starts a server with a few clients, and its monitoring without a socket, for many runs. */
export async function openMonitoringTarget(): Promise<ServerTarget> {
  const server = await createServerWith({ port: 0 }, (each) => each);
  for (const text of CLIENTS) {
    const transport = server.connectInProcess();
    await transport.write(binaryBytes(text));
    void readAll(transport);
  }
  while (server.stats().subscriptions < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  const listener = new MemoryListener();
  const monitor = new Monitor(server);
  const methods: string[] = [];
  const http = await serveHttp(() => Promise.resolve(listener), { hostname: "", port: 0 }, (request) => {
    methods.push(request.method);
    return answer(monitor, request);
  });
  return {
    name: "monitoring",
    reader: "server",
    mutant: monitoringMutant,
    async run(chunks): Promise<FuzzOutcome> {
      methods.length = 0;
      const transport = listener.connect();
      const reading = readAll(transport);
      try {
        for (const chunk of chunks) await transport.write(chunk);
        await transport.end();
      } catch {
        // The server has hung up.
      }
      const text = await reading;
      transport.close();
      const { statuses, problem } = read(text, methods);
      const last = statuses.at(-1)?.slice(0, 3) ?? "none";
      return {
        trace: statuses.join("\n"),
        pastHandshake: statuses.length > 0,
        reachedPayload: statuses.includes("200"),
        code: last === "200" ? "" : last,
        problem,
      };
    },
    async close() {
      await http.close();
      await server.close();
    },
  };
}
