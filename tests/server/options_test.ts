import { InvalidArgumentError } from "../../src/errors.ts";
import { createServer, type ServerOptions } from "../../src/server/mod.ts";
import { assertEquals, assertRejects, test } from "../_test.ts";

/** Wrong options, and what is said of them. */
const wrong: [options: unknown, said: string][] = [
  [{ host: "" }, "'host' must be a text that is not empty"],
  [{ port: -1 }, "'port' must be an integer from 0 to 65535"],
  [{ port: 65536 }, "'port' must be an integer from 0 to 65535"],
  [{ port: 1.5 }, "'port' must be an integer from 0 to 65535"],
  [{ port: "4222" }, "'port' must be an integer from 0 to 65535"],
  [{ serverName: "a b" }, "'serverName' must not hold blanks"],
  [{ maxPayload: 0 }, "'maxPayload' must be an integer from 1 to 2147483647"],
  [{ maxPayload: NaN }, "'maxPayload' must be an integer from 1 to 2147483647"],
  [{ maxPayload: 1000, maxPending: 999 }, "'maxPayload','maxPending' must not cross"],
  [{ maxControlLine: 0 }, "'maxControlLine' must be an integer"],
  [{ maxPending: 0 }, "'maxPending' must be an integer"],
  [{ maxConnections: -1 }, "'maxConnections' must be an integer"],
  [{ maxSubscriptions: -1 }, "'maxSubscriptions' must be an integer"],
  [{ maxSubscriptionTokens: 256 }, "'maxSubscriptionTokens' must be an integer from 0 to 255"],
  [{ pingIntervalMs: 0 }, "'pingIntervalMs' must be an integer"],
  [{ pingMax: -1 }, "'pingMax' must be an integer"],
  [{ writeDeadlineMs: Infinity }, "'writeDeadlineMs' must be an integer"],
  [{ authTimeoutMs: 0 }, "'authTimeoutMs' must be an integer"],
  [{ noHeaderSupport: 1 }, "'noHeaderSupport' must be true or false"],
  [{ noFastProducerStall: "no" }, "'noFastProducerStall' must be true or false"],
  [{ user: "a" }, "'user','pass' go together"],
  [{ pass: "a" }, "'user','pass' go together"],
  [{ user: "a", pass: 1 }, "'pass' must be a text that is not empty"],
  [{ token: "" }, "'token' must be a text that is not empty"],
  [{ user: "a", pass: "b", token: "c" }, "'user','token' are mutually exclusive"],
  [{ token: "c", users: [{ user: "a", pass: "b" }] }, "'token','users' are mutually exclusive"],
  [{ users: [] }, "'users' must be a list with somebody in it"],
  [{ users: [{ user: "a" }] }, "'users' have no pass for 'a'"],
  [{ users: [{ user: "a", pass: "1" }, { user: "a", pass: "2" }] }, "'users' hold 'a' twice"],
  [{ users: [{ user: "a", pass: "1", permissions: { publish: ["a..b"] } }] }, "'a..b' is no subject"],
  [{ users: [{ user: "a", pass: "1", permissions: { publish: { deny: ["a q"] } } }] }, "'a q' is no subject"],
  [
    { users: [{ user: "a", pass: "1", permissions: { subscribe: ["a b c"] } }] },
    "'a b c' is no subject, nor",
  ],
  [{ noAuthUser: "a" }, "'noAuthUser' must be one of the users"],
  [{ users: [{ user: "a", pass: "1" }], noAuthUser: "b" }, "'noAuthUser' must be one of the users"],
  [{ user: "a", pass: "$2a$11$x" }, "'pass' is no whole bcrypt hash"],
  [{ prot: 1 }, "'prot' is no option of a server"],
  [{ max_payload: 5 }, "'max_payload' is no option of a server; there is 'maxPayload'"],
  [{ ping_interval: 5 }, "'ping_interval' is no option of a server; there is 'pingIntervalMs'"],
  [{ users: [{ user: "a", pass: "1", permission: {} }] }, "'users[0].permission' is no option"],
  [{ accounts: { A: { user: [] } } }, "'accounts.A.user' is no option"],
  [{ accounts: { A: { exports: [{ stream: "a", account: ["B"] }] } } }, "'accounts.A.exports[0].account' is"],
  [{ accounts: { A: { exports: {} } } }, "'accounts.A.exports' must be a list"],
  [{ accounts: [] }, "'accounts' must be an object"],
  [{ tls: { verfy: true } }, "'tls.verfy' is no option"],
  [{ clientAdvertise: "xx:yy" }, "'clientAdvertise' must be 'host' or 'host:port'"],
  [{ clientAdvertise: "[::1]:99999" }, "'clientAdvertise' must be 'host' or 'host:port'"],
  [{ websocket: { port: 0, noTls: true, advertise: "x:" } }, "'websocket.advertise' must be 'host'"],
  [{ log: { sizeLimit: "1MB" } }, "'log.sizeLimit' must be an integer that is not negative"],
  [{ log: { maxFiles: -1 } }, "'log.maxFiles' must be an integer that is not negative"],
  [{ log: { path: "x" } }, "'log.path' is no option"],
  [{ tls: { cert: "c", key: "k", minVersion: "1.1" } }, "'tls.minVersion' must be '1.2' or '1.3'"],
  [{ tls: { cert: "c", key: "k", pinnedCerts: ["ab"] } }, "'tls.pinnedCerts' must be SHA-256 sums"],
  [
    { users: [{ user: "a", pass: "1", allowedConnectionTypes: ["TCP"] }] },
    "'users' give 'a' a connection type that is none of STANDARD, WEBSOCKET",
  ],
  [{ hooks: { authentcate: () => false } }, "'hooks.authentcate' is no option"],
  [{ websocket: { noTls: true } }, "'websocket.port' must be an integer from 0 to 65535"],
  [{ monitor: {} }, "'monitor.port' must be an integer from 0 to 65535"],
  [withPermissions({ pub: ["a"] }), "there is no 'pub', only publish, subscribe, allowResponses"],
  [withPermissions(["a"]), "they are no object"],
  [withPermissions({ publish: "a" }), "'publish' must be a list of subjects, or an object with such lists"],
  [withPermissions({ publish: { alow: ["a"] } }), "'publish' must be a list of subjects"],
  [withPermissions({ subscribe: { deny: "a" } }), "'subscribe' must be a list of subjects"],
  [withPermissions({ subscribe: [1] }), "'subscribe' must be a list of subjects"],
  [{ defaultPermissions: { publish: ["a b"] } }, "'defaultPermissions' are bad: 'a b' is no subject"],
  [
    { accounts: { A: { defaultPermissions: { publish: "a" } } } },
    "'accounts.A.defaultPermissions' are bad: 'publish' must be",
  ],
];

/** Options with one user who has these. */
function withPermissions(permissions: unknown): unknown {
  return { users: [{ user: "a", pass: "1", permissions }] };
}

test("createServer takes every way to write what clients are told to connect to", async () => {
  const rows: [advertise: string, host: string, port: number | undefined][] = [
    ["nats.example.com", "nats.example.com", undefined],
    ["nats.example.com:80", "nats.example.com", 80],
    ["::1", "::1", undefined],
    ["[::1]", "::1", undefined],
    ["[::1]:80", "::1", 80],
  ];
  for (const [clientAdvertise, host, port] of rows) {
    await using server = await createServer({ port: 0, clientAdvertise });
    const { info } = server;
    assertEquals([info.host, info.port, info.connect_urls], [host, port ?? server.port, undefined]);
  }
});

for (const [options, said] of wrong) {
  test(`createServer refuses ${JSON.stringify(options)}`, async () => {
    const error = await assertRejects(
      () => createServer({ port: 0, ...options as ServerOptions }),
      InvalidArgumentError,
      said,
    );
    assertEquals(error.code, "INVALID_ARGUMENT");
  });
}
