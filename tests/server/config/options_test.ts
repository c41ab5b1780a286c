/** Every option of nats-server's file has its place: a field of the options, a warning, or a refusal. */

import type { ServerOptions } from "../../../src/server/option_types.ts";
import { serverOptions } from "../../../src/server/config/server.ts";
import { assert, assertEquals, assertStringIncludes, test } from "../../_test.ts";
import { load, problemsOf } from "./_load.ts";

/** A line of a file, and the options that it comes to. */
const LINES: readonly (readonly [string, ServerOptions])[] = [
  ["listen: 4333", { port: 4333 }],
  ['listen: ":4333"', { port: 4333 }],
  ['listen: "[::1]:-1"', { host: "::1", port: 0 }],
  ["listen: 0", {}],
  ["host: h", { host: "h" }],
  ["net: h", { host: "h" }],
  ["port: -1", { port: 0 }],
  ["port: 0", {}],
  ["client_advertise: a:1", { clientAdvertise: "a:1" }],
  ["server_name: n", { serverName: "n" }],
  ['server_name: ""', {}],
  ["server_tags: A", { serverTags: ["a"] }],
  ["server_tags: [A, ' b', a]", { serverTags: ["a", "b"] }],
  ["server_metadata { a: b }", { serverMetadata: { a: "b" } }],
  ["max_payload: 1kb", { maxPayload: 1024 }],
  ["max_payload: 0", {}],
  ["max_control_line: 2k", { maxControlLine: 2000 }],
  ["max_pending: 1mb", { maxPending: 1024 * 1024 }],
  ["max_connections: 5", { maxConnections: 5 }],
  ["max_conn: 0", { maxConnections: 0 }],
  ["max_subscriptions: 5", { maxSubscriptions: 5 }],
  ["max_subs: -1", { maxSubscriptions: 0 }],
  ["max_subscription_tokens: 5", { maxSubscriptionTokens: 5 }],
  ["max_sub_tokens: 255", { maxSubscriptionTokens: 255 }],
  ["max_closed_clients: 5", { maxClosedClients: 5 }],
  ["ping_interval: '1m30s'", { pingIntervalMs: 90_000 }],
  ["ping_max: 3", { pingMax: 3 }],
  ["write_deadline: '1500us'", { writeDeadlineMs: 2 }],
  ["write_deadline: '1ns'", { writeDeadlineMs: 1 }],
  ["write_deadline: '0s'", {}],
  ["write_deadline: '10000h'", { writeDeadlineMs: 2 ** 31 - 1 }],
  ["write_timeout: close", {}],
  ["lame_duck_duration: 40s", { lameDuckDurationMs: 40_000 }],
  ["lame_duck_grace_period: 4s", { lameDuckGracePeriodMs: 4000 }],
  ["no_header_support: true", { noHeaderSupport: true }],
  ["no_fast_producer_stall: true", { noFastProducerStall: true }],
  ["no_auth_user: u", { noAuthUser: "u" }],
  ["system_account: S", { systemAccount: "S" }],
  ["system: S", { systemAccount: "S" }],
  ["no_system_account: true", { noSystemAccount: true }],
  ["no_system: true", { noSystemAccount: true }],
  ["no_sys_acc: true", { noSystemAccount: true }],
  ["maps { a: b }", { mappings: { a: "b" } }],
  ["mappings { a: { dest: b, weight: 5, cluster: c } }", {
    mappings: { a: [{ destination: "b", weight: 5, cluster: "c" }] },
  }],
  ["allow_non_tls: true", { allowNonTls: true }],
  ["http: h:1", { monitor: { host: "h", port: 1 } }],
  ["http: -1", { monitor: { port: 0 } }],
  ["http_port: 1, http_base_path: b", { monitor: { port: 1, basePath: "b" } }],
  ["monitor_port: 1", { monitor: { port: 1 } }],
  ["tls {}, https: h:1", { tls: {}, monitor: { host: "h", port: 1, tls: {} } }],
  ["tls {}, https_port: 1", { tls: {}, monitor: { port: 1, tls: {} } }],
  ["debug: true", { log: { debug: true } }],
  ["trace: true", { log: { trace: true } }],
  ["trace_verbose: true", { log: { trace: true, traceVerbose: true } }],
  ["trace_headers: true", { traceHeaders: true, log: { trace: true } }],
  ["logtime: false, logtime_utc: true", { log: { time: false, timeUtc: true } }],
  ["log_file: f, log_size_limit: 1k, log_max_num: 2", { log: { file: "f", sizeLimit: 1000, maxFiles: 2 } }],
  ["logfile: f, logfile_size_limit: 1k, logfile_max_num: 2", {
    log: { file: "f", sizeLimit: 1000, maxFiles: 2 },
  }],
  ["max_traced_msg_len: 5", { maxTracedMsgLen: 5 }],
  ["pid_file: f", { pidFile: "f" }],
  ["pidfile: f", { pidFile: "f" }],
  ["ports_file_dir: d", { portsFileDir: "d" }],
  ["authorization { username: u, pass: p, timeout: 3 }", { user: "u", pass: "p", authTimeoutMs: 3000 }],
  ["authorization { token: t, timeout: '500ms' }", { token: "t", authTimeoutMs: 500 }],
  ["authorization { users: [] }", {}],
  ["authorization { permissions { pub: a, sub { allow: b, deny: [c] } } }", {
    defaultPermissions: { publish: { allow: ["a"] }, subscribe: { allow: ["b"], deny: ["c"] } },
  }],
  ["authorization { default_permission { import: a, export: 'b  q', allow_responses: true } }", {
    defaultPermissions: { publish: { allow: ["a"] }, subscribe: { allow: ["b q"] }, allowResponses: true },
  }],
  ["authorization { permissions { publish: [], allow_responses { max_msgs: 5, ttl: '-1s' } } }", {
    defaultPermissions: { allowResponses: { max: 5, expiresMs: -1 } },
  }],
  ["accounts: [A]", { accounts: { A: {} } }],
  [
    "accounts { A { limits { max_conn: 1, max_subs: -1, max_pay: 1k, max_leafs: 0 }, trace_dest: t, " +
    "default_permissions { publish: a } } }",
    {
      accounts: {
        A: {
          limits: { maxConnections: 1, maxPayload: 1000, maxLeafnodes: 0 },
          msgTrace: { dest: "t" },
          defaultPermissions: { publish: { allow: ["a"] } },
        },
      },
    },
  ],
  [
    "accounts { A { exports: [ {service: q, response: chunk, response_time: '5s', allow_trace: true}, " +
    "{service: m, latency: {sampling: 5%, subject: l}}, {stream: 's.*', accounts: [B], account_token_position: 2} ] }, B { imports: [" +
    "{service: {account: A, subject: q}, to: r, share: true}, {stream: {account: A, subject: s.B}, prefix: p} ] } }",
    {
      accounts: {
        A: {
          exports: [
            {
              service: "q",
              responseType: "chunked",
              responseThresholdMs: 5000,
              allowTrace: true,
            },
            { service: "m", latency: { subject: "l", sampling: 5 } },
            { stream: "s.*", accounts: ["B"], accountTokenPosition: 2 },
          ],
        },
        B: {
          imports: [
            { service: { account: "A", subject: "q" }, to: "r", share: true },
            { stream: { account: "A", subject: "s.B" }, prefix: "p" },
          ],
        },
      },
    },
  ],
  [
    "tls { verify: true, verify_and_map: true, timeout: 3, first: '300ms', connection_rate_limit: 5, " +
    `min_version: '1.3', pinned_certs: ["${"A1".repeat(32)}"], curve_preferences: [X25519], ` +
    "cipher_suites: [TLS_AES_128_GCM_SHA256] }",
    {
      tls: {
        verify: true,
        verifyAndMap: true,
        timeoutMs: 3000,
        handshakeFirst: 300,
        connectionRateLimit: 5,
        minVersion: "1.3",
        pinnedCerts: ["a1".repeat(32)],
        curvePreferences: ["X25519"],
        cipherSuites: ["TLS_AES_128_GCM_SHA256"],
      },
    },
  ],
  ["tls { immediate: auto }", { tls: { handshakeFirst: "auto" } }],
  ["tls { handshake_first: on }", { tls: { handshakeFirst: true } }],
  [
    "ws { listen: 'h:-1', advertise: a, no_tls: true, same_origin: true, origins: o, compress: true, " +
    "handshake_timeout: 3, headers { X: y }, ping_interval: 5s, jwt_cookie: j, user_cookie: u, pass_cookie: p, " +
    "token_cookie: t, no_auth_user: n, authentication { user: a, pass: b, token: c, timeout: 2 } }",
    {
      websocket: {
        host: "h",
        port: 0,
        advertise: "a",
        noTls: true,
        sameOrigin: true,
        allowedOrigins: ["o"],
        compression: true,
        handshakeTimeoutMs: 3000,
        headers: { X: "y" },
        pingIntervalMs: 5000,
        jwtCookie: "j",
        userCookie: "u",
        passCookie: "p",
        tokenCookie: "t",
        noAuthUser: "n",
        user: "a",
        pass: "b",
        token: "c",
        authTimeoutMs: 2000,
      },
    },
  ],
];

for (const [line, expected] of LINES) {
  test(`loadConfig reads ${line}`, async () => {
    const { options: { configDigest: _, ...options }, warnings } = await load(line);
    assertEquals(options, expected);
    assertEquals(warnings, []);
  });
}

/** What nats-server has and this server does not: taken with a warning, or refused. */
const UNSUPPORTED: readonly (readonly [string, "warned" | "refused"])[] = [
  ["cluster {}", "warned"],
  ["cluster { name: x }", "warned"],
  ["cluster { listen: 127.0.0.1:6222 }", "refused"],
  ["cluster { routes: [] }", "warned"],
  ["gateway {}", "warned"],
  ["gateway { name: x }", "refused"],
  ["leaf { port: -1 }", "warned"],
  ["leafnodes { remotes: [ {url: x} ] }", "refused"],
  ["jetstream: disabled", "warned"],
  ["jetstream: false", "warned"],
  ["jetstream { enabled: false }", "warned"],
  ["jetstream {}", "refused"],
  ["jetstream: true", "refused"],
  ["mqtt {}", "warned"],
  ["mqtt { port: 1883 }", "refused"],
  ["store_dir: x", "warned"],
  ["storedir: x", "warned"],
  ["default_js_domain { A: b }", "warned"],
  ["ocsp: false", "warned"],
  ["ocsp: true", "refused"],
  ["ocsp_cache: true", "warned"],
  ["syslog: false", "warned"],
  ["syslog: true", "refused"],
  ["remote_syslog: 'udp://h:1'", "refused"],
  ["prof_port: 1", "warned"],
  ["prof_block_rate: 1", "warned"],
  ["connect_error_reports: 1", "warned"],
  ["reconnect_error_reports: 1", "warned"],
  ["disable_sublist_cache: true", "warned"],
  ["no_sublist_cache: true", "warned"],
  ["feature_flags { a: true }", "warned"],
  ["proxy_protocol: false", "warned"],
  ["proxy_protocol: true", "refused"],
  ["proxies {}", "warned"],
  ["proxies { trusted: [ {key: x} ] }", "refused"],
  ["authorization { proxy_required: true }", "refused"],
  ["authorization { auth_callout {} }", "refused"],
  ["authorization { auth_hook {} }", "refused"],
  ["authorization { users: [ {user: a, proxy_required: true} ] }", "refused"],
  ["accounts { A { jetstream: enabled } }", "refused"],
  ["accounts { A { jetstream: disabled } }", "warned"],
  ["tls { insecure: true }", "warned"],
  ["tls { cert_store: x }", "refused"],
  ["tls { ocsp_peer: true }", "refused"],
  ["tls { allow_insecure_cipher_suites: true }", "refused"],
  ["write_timeout: retry", "refused"],
  ...[
    "operator",
    "operators",
    "root",
    "roots",
    "root_operator",
    "root_operators",
    "trusted",
    "trusted_keys",
    "resolver",
    "account_resolver",
    "accounts_resolver",
    "resolver_tls",
    "resolver_preload",
    "resolver_pinned_accounts",
    "default_sentinel",
  ].map((name) => [`${name}: x`, "refused"] as const),
];

for (const [line, how] of UNSUPPORTED) {
  test(`loadConfig has ${line} ${how}`, async () => {
    if (how === "warned") {
      const { warnings } = await load(line);
      assertEquals(warnings.length, 1);
      assertStringIncludes(warnings[0]!.text, "has no effect: ");
    } else {
      const problems = await problemsOf(line);
      assertEquals(problems.length, 1);
      assertStringIncludes(problems[0]!, "is not supported: ");
    }
  });
}

test("serverOptions have all their names in the tables of this test", () => {
  const lines = [...LINES, ...UNSUPPORTED].map(([line]) => line).join("\n");
  const named = (name: string) => new RegExp(`(^|, )${name}\\b`, "m").test(lines);
  // These have tests of their own.
  const others = ["websocket", "tls"];
  assertEquals([...serverOptions.keys()].filter((name) => !named(name) && !others.includes(name)), []);
  assert(serverOptions.size > 90);
});
