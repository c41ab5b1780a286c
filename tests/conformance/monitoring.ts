/** What is asked of the monitoring of two servers that saw the same traffic, and how the answers are compared. */

import { dialTcp } from "../_runtime.ts";
import { Peer } from "../server/_peer.ts";

/** The configuration of both. */
export const CONFIG = `
server_name: compared
server_tags: ["a:1", "b"]
server_metadata { where: "here", rack: "7" }
http: "127.0.0.1:-1"
max_payload: 100000
max_pending: 1000000
max_subscriptions: 50
ping_interval: "90s"
write_deadline: "3s"
authorization { timeout: 3 }
system_account: SYS
accounts {
  SYS { users: [{ user: sys, password: p }] }
  A {
    users: [
      { user: a, password: p }
      { user: a2, password: p, permissions: { publish: "x.>", subscribe: { deny: "y" } } }
    ]
    exports: [{ service: "svc.*", accounts: [B] }, { stream: "str.>" }]
    mappings { m: [{ destination: m1, weight: 40% }, { destination: m2, weight: 60% }], plain: other }
    limits { max_connections: 10 }
  }
  B {
    users: [{ user: b, password: p }]
    imports: [
      { service: { account: A, subject: "svc.one" }, to: "one" }
      { stream: { account: A, subject: "str.>" }, prefix: "from" }
    ]
  }
}
`;

/** A server that is looked at. */
export interface Watched {
  /** Where its clients connect on 127.0.0.1. */
  readonly port: number;
  /** Where its monitoring answers, as `http://host:port`. */
  readonly url: string;
}

/** Connects as somebody. */
async function join(port: number, user: string, name: string): Promise<Peer> {
  const peer = new Peer(await dialTcp({ hostname: "127.0.0.1", port }));
  await peer.until(" \r\n");
  const said = {
    verbose: false,
    pedantic: false,
    headers: true,
    lang: "raw",
    version: "1.2.3",
    name,
    user,
    pass: "p",
  };
  await peer.sync(`CONNECT ${JSON.stringify(said)}\r\n`);
  return peer;
}

/** Lets the same things happen on a server, and calls `look` while those who did them are still there. */
export async function withTraffic(port: number, look: () => Promise<void>): Promise<void> {
  const [first, second, other, gone] = [
    await join(port, "a", "first"),
    await join(port, "a2", "second"),
    await join(port, "b", "other"),
    await join(port, "a", "gone"),
  ];
  try {
    await first.sync("SUB svc.* 1\r\nSUB x.* 2\r\nSUB x.1 q 3\r\nUNSUB 2 10\r\n");
    await second.sync(
      "SUB z.> 1\r\nPUB x.1 5\r\nhello\r\nPUB x.2 3\r\nabc\r\nHPUB x.1 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
    );
    await gone.sync("SUB x.1 g 1\r\nPUB nobody 4\r\nbody\r\n");
    await other.sync("SUB from.str.> 1\r\nSUB in 2\r\nPUB one in 2\r\nhi\r\nPUB str.x 1\r\nx\r\n");
    await gone.send("PUB a 1 1 1 1\r\n");
    await gone.gone();
    await other.sync("SUB a..b 9\r\n");
    await first.sync();
    await look();
  } finally {
    for (const peer of [first, second, other, gone]) peer.close();
  }
}

/** What is asked; `{cid:NAME}` stands for the number of the connection of this name. */
export const QUESTIONS: readonly string[] = [
  "/varz",
  "/connz",
  "/connz?subs=1",
  "/connz?subs=detail",
  "/connz?auth=1",
  "/connz?auth=1&subs=detail&acc=A",
  "/connz?acc=nobody",
  "/connz?user=a2&auth=1",
  "/connz?user=a2",
  "/connz?cid={cid:second}",
  "/connz?cid={cid:second}&subs=detail",
  "/connz?cid=99999",
  "/connz?state=closed",
  "/connz?state=closed&subs=1&auth=1",
  "/connz?state=any",
  "/connz?state=all&sort=cid",
  "/connz?sort=subs",
  "/connz?sort=msgs_from",
  "/connz?sort=msgs_to&limit=1",
  "/connz?sort=bytes_from",
  "/connz?sort=start",
  "/connz?sort=uptime",
  "/connz?offset=1&limit=1",
  "/connz?offset=9",
  "/connz?limit=-1",
  "/connz?sort=stop",
  "/connz?sort=stop&state=closed",
  "/connz?sort=reason&state=closed",
  "/connz?sort=nonsense",
  "/connz?auth=maybe",
  "/connz?limit=x",
  "/connz?offset=1.5",
  "/connz?cid=-1",
  "/connz?state=gone",
  "/connz?mqtt_client=x",
  "/subsz",
  "/subsz?subs=1",
  "/subsz?limit=2&offset=1",
  "/subsz?subs=1&acc=nobody",
  "/subsz?subs=1&test=x.1",
  "/subsz?test=x.*",
  "/subsz?subs=1&acc=A",
  "/subsz?acc=nobody",
  "/subsz?subs=x",
  "/subscriptionsz",
  "/accountz",
  "/accountz?acc=A",
  "/accountz?acc=B",
  "/accountz?acc=$G",
  "/accountz?acc=SYS",
  "/accountz?acc=nobody",
  "/accstatz",
  "/accstatz?unused=1",
  "/accstatz?unused=perhaps",
  "/jsz",
  "/jsz?accounts=1&streams=1&consumers=1&config=1",
  "/jsz?acc=A",
  "/healthz",
  "/healthz?js-enabled-only=1",
  "/healthz?js-server-only=1",
  "/healthz?details=1",
  "/healthz?account=A&stream=s",
  "/healthz?stream=s",
  "/healthz?js-enabled-only=x",
  "/routez",
  "/routez?subs=1",
  "/gatewayz",
  "/gatewayz?accs=1",
  "/leafz",
  "/leafz?subs=1",
  "/raftz",
  "/ipqueuesz",
  "/nothing",
];

/** Why values differ from server to server, by the question and the path of the field. */
export const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\.(server_id|id)$/, "each server has an identity of its own"],
  [/^\/varz \.(version|go|git_commit)$/, "they are different programs"],
  [/\.(port|cid)$/, "ports are the system's, and nats-server has internal clients with numbers"],
  [/\.http_port$/, "natwire tells the port it was given, nats-server that it asked for any"],
  [/\.(now|start|stop|last_activity|config_load_time|update_time)$/, "times"],
  [/\.(rtt|uptime|idle)$/, "spans of time"],
  [/^\/varz \.(mem|cpu|cores|gomaxprocs)$/, "what a program takes, and what there is for it"],
  [
    /^\/varz \.out_(client_)?bytes$|^\/connz.* \.connections\[\]\.out_bytes$|^\/accstatz.* \.account_statz\[\]\.sent\.bytes$/,
    "the header of a request from another account tells a round trip, in more or fewer digits",
  ],
  [
    /^\/connz\?.*state=(closed|any|all).* \.connections\[\]\.pending_bytes$/,
    "what waits at the end is chance",
  ],
  [/\.(num_cache|num_matches|cache_hit_rate|max_fanout|avg_fanout)$/, "the caches work in other ways"],
  [
    /^\/(varz|subsz|subscriptionsz|subsz\?limit=2&offset=1|subsz\?subs=1|subsz\?subs=1&test=x\.1) \.(subscriptions|num_subscriptions|num_inserts)$/,
    "nats-server's system account listens for clusters, JetStream and operators too",
  ],
  [
    /^\/accountz\?acc=SYS \.account_detail\.(subscriptions|sublist_stats\.num_(subscriptions|inserts))$/,
    "the same",
  ],
  [/^\/accstatz\?unused=1 \.account_statz\[\]\.num_subscriptions$/, "the same"],
  [
    /^\/subsz.* \.(total|subscriptions_list\[\]\.sid)$/,
    "the same, and the server's own sids are its own affair",
  ],
];

/** The same for requests in the system account. */
const VARYING_IN_SYSTEM: readonly (readonly [RegExp, string])[] = [
  [/^\$SYS.* \.(data\.)?(server\.)?(ver|version|go|seq|time|timestamp)$/, "who answers, and when"],
  [/^\$SYS.* \.(data|statsz)\.(mem|cpu|cores|gomaxprocs)$/, "what a program takes, and what there is for it"],
  [/^\$SYS.* \..*(msgs|bytes)$/, "answers count too, and those before were not of the same length"],
  [
    /^\$SYS.* \.(data|statsz)\.(subscriptions|num_subscriptions|num_inserts|total)$/,
    "nats-server's system account listens for clusters, JetStream and operators too",
  ],
  [/^\$SYS.*STATZ.* \.data\.account_statz\[\]\.num_subscriptions$/, "the same"],
  [/^\$SYS.* \.data\.subscriptions_list\[\]\.sid$/, "the server's own sids are its own affair"],
];

/** What one of the two lists and the other does not, by the question and the item. */
export const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [
    /^\/subsz.*"account":"SYS"/,
    "nats-server's system account listens for clusters, JetStream and operators too",
  ],
  [
    /^(\/subsz|\$SYS.*SUBSZ).*"account":"[AB]".*"subject":"str\.>"/,
    "what an import listens for is the importing client's in nats-server, and the account's own in natwire",
  ],
];

/** Questions that are answered in another way, each with the reason. */
export const ANSWERED_OTHERWISE: Readonly<Record<string, string>> = {
  "/connz?acc=nobody":
    "nats-server leaves its own id and the empty list out, as for a server that is not there",
};

/** Lists whose order is chance in nats-server, which keeps them in maps. */
const UNORDERED = /(subscriptions_list|subscriptions_list_detail|accounts|account_statz|exports|imports)$/;

/** An answer, in lines: status, type, and one for each field or item. */
export async function answerTo(
  question: string,
  { url }: Watched,
  cids: ReadonlyMap<string, number>,
): Promise<string[]> {
  const path = question.replace(/\{cid:(\w+)\}/, (_, name: string) => String(cids.get(name)));
  const response = await fetch(url + path);
  const text = await response.text();
  const head = [`status ${response.status}`, `type ${response.headers.get("content-type")}`];
  if (!text.startsWith("{")) return [...head, text];
  const isCompact = !text.includes("\n");
  const lines = fields(question, "", JSON.parse(text));
  return [...head, isCompact ? "on one line" : "over lines", ...lines.map(withoutReplies)];
}

/** Without the random parts of the subjects that answers come on. */
export function withoutReplies(line: string): string {
  return line.replaceAll(/_R_\.\w{6}(\.\w{6})?/g, "_R_.*").replaceAll(/_INBOX\.\w{22}/g, "_INBOX.*");
}

/** The fields of a value in their order, with what may be compared of their values. */
export function fields(question: string, path: string, value: unknown): string[] {
  if (Array.isArray(value)) {
    const known = value.filter((item) => {
      const text = `${question} ${JSON.stringify(item)}`;
      return !LEFT_OUT.some(([pattern]) => pattern.test(text));
    });
    const items = UNORDERED.test(path) ? known.sort((a, b) => sortKey(a) < sortKey(b) ? -1 : 1) : known;
    return [
      `${path}[] ${items.length}`,
      ...items.flatMap((item, at) => fields(question, `${path}[${at}]`, item)),
    ];
  }
  if (typeof value === "object" && value !== null) {
    const inner = Object.entries(value).flatMap(([key, each]) => fields(question, `${path}.${key}`, each));
    return [`${path}{}`, ...inner];
  }
  const where = `${question} ${path.replaceAll(/\[\d+\]/g, "[]")}`;
  if ([...VARYING, ...VARYING_IN_SYSTEM].some(([pattern]) => pattern.test(where))) {
    return [`${path} ${shapeOf(value)}`];
  }
  return [`${path} ${JSON.stringify(value)}`];
}

function sortKey(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const item = value as Record<string, unknown>;
  return ["account", "acc", "subject", "qgroup", "msgs", "local_subject"].map((name) => item[name] ?? "")
    .join(" ");
}

/** What stays of a value that varies: its type, and of a text its form. */
function shapeOf(value: unknown): string {
  if (typeof value !== "string") return typeof value;
  if (/^\d[\d:.TZhmsµnyd-]*$/.test(value)) {
    return value.replaceAll(/\d+(\.\d+)?/g, "9").replace(/[µnm]s/, "s");
  }
  return /^N[A-Z2-7]{55}$/.test(value) ? "KEY" : "string";
}

/** The numbers of connections by their names. */
export async function cidsOf({ url }: Watched): Promise<Map<string, number>> {
  const { connections } = await (await fetch(`${url}/connz`)).json() as {
    connections: { name: string; cid: number }[];
  };
  return new Map(connections.map(({ name, cid }) => [name, cid]));
}
