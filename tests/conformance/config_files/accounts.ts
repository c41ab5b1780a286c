/** Accounts, and what they have of each other. */

import type { ConfigFileCase } from "../config_file_cases.ts";

const account = (text: string): string => `accounts {\n A {\n  ${text}\n }\n B {}\n}\n`;
const exported = (text: string): string => account(`exports: [\n { ${text} }\n ]`);
const imported = (text: string): string =>
  `accounts {\n B { exports: [ {stream: "s.>"}, {service: "q.*"}, {service: "r"} ] }\n A { imports: [\n { ${text} }\n ] }\n}\n`;

/** Cases of accounts. */
export const accountCases: readonly ConfigFileCase[] = [
  { name: "accounts by name", text: "accounts: [A, B]\n" },
  { name: "accounts by name, one twice", text: "accounts: [A, B, A]\n" },
  { name: "accounts by name, one reserved", text: "accounts: [A, '$G']\n" },
  { name: "accounts by name, of the wrong type", text: "accounts: [A, true]\n" },
  {
    name: "accounts with users",
    text:
      "accounts { A { users: [ {user: a, password: b} ] }, B { users: [ {user: c, password: d} ] } }\nno_auth_user: a\n",
  },
  { name: "an account of the wrong type", text: "accounts {\n A: x\n}\n" },
  {
    name: "accounts of the wrong type",
    text: "accounts: 5\n",
    differs: {
      why: "nats-server passes over it",
      natwire: ["main.conf:1:0: expected map, got integer"],
    },
  },
  { name: "a reserved account", text: 'accounts {\n "$G" {}\n}\n' },
  { name: "an unknown field of an account", text: account("nonsense: 1") },
  {
    name: "a variable among the accounts",
    text: "accounts {\n P { publish: x }\n A { users: [ {user: a, permissions: $P} ] }\n}\n",
  },
  { name: "a user of two accounts", text: "accounts {\n A { users: [ {user: a} ] }\n}\nauthorization {}\n" },
  {
    name: "a user that an account has twice",
    text: account("users: [ {user: a, password: x}\n {user: a, password: y} ]"),
  },
  {
    name: "an nkey of an account that is none",
    text: account("nkey: SAABC"),
    differs: {
      why: "it may be a seed: it is not shown",
      natwire: ["main.conf:3:3: Not a valid public nkey for an account"],
    },
  },
  {
    name: "limits",
    text: account("limits { max_connections: 5, max_subs: 6, max_pay: 7kb, max_leafnodes: -1 }"),
  },
  { name: "an unknown limit", text: account("limits {\n nonsense: 5 }") },
  {
    name: "limits of the wrong type",
    text: account("limits: 5"),
    differs: {
      why: "its type is told, not its text",
      natwire: ["main.conf:3:3: Expected account limits to be a map/struct, got integer"],
    },
  },
  { name: "a limit of the wrong type", text: account("limits { max_conn: x }") },
  { name: "default permissions", text: account("default_permissions { publish: a }") },
  { name: "traces", text: account("msg_trace: trace.dest") },
  { name: "traces with sampling", text: account("trace_dest { dest: trace.dest, sampling: '50%' }") },
  { name: "traces to a wildcard", text: account("msg_trace: 'trace.*'") },
  { name: "traces with a sampling that is no number", text: account("msg_trace { dest: a, sampling: x }") },
  {
    name: "traces with too much sampling",
    text: account("msg_trace { dest: a, sampling: 101 }"),
    differs: {
      why: "a slip of the pen in nats-server's text is mended",
      natwire: ["main.conf:3:24: Trace destination sampling value 101 is invalid, needs to be [1..100]"],
    },
  },
  { name: "traces with an unknown field", text: account("msg_trace { to: a }") },
  { name: "traces of the wrong type", text: account("msg_trace: 5") },
  { name: "sampling without a destination", text: account("msg_trace { sampling: 5 }") },
  {
    name: "JetStream in an account",
    text: account("jetstream: enabled"),
    differs: {
      why: "there is no JetStream",
      natwire: ['main.conf:3:3: "jetstream" is not supported: there is no JetStream'],
    },
  },
  { name: "no JetStream in an account", text: account("jetstream: disabled") },

  { name: "an export of a stream", text: exported("stream: 'a.>'") },
  {
    name: "an export of a service",
    text: exported("service: a, response: stream, threshold: '5s', accounts: [B], allow_trace: true"),
  },
  {
    name: "an export with an account in its subject",
    text: exported("service: 'a.*', account_token_position: 2"),
  },
  {
    name: "an export of nothing",
    text: exported("accounts: [B]"),
    differs: {
      why: "nats-server passes over it",
      natwire: ["main.conf:4:19: an export needs a stream or a service"],
    },
  },
  { name: "exports of the wrong type", text: account("exports: x") },
  { name: "an export of the wrong type", text: account("exports: [ x ]") },
  { name: "an export of a stream of the wrong type", text: exported("stream: 5") },
  { name: "an unknown field of an export", text: exported("stream: a, nonsense: 1") },
  { name: "an export to an account that is not there", text: exported("stream: a, accounts: [C]") },
  {
    name: "an export of a subject that is none",
    text: exported("stream: 'a..b'"),
    differs: {
      why: "nats-server exports it, and nothing can ever match it",
      natwire: ['main.conf:1:0: Error adding stream export "a..b": sublist: invalid subject'],
    },
  },
  { name: "a response type that there is not", text: exported("service: a\n response: many") },
  { name: "a response type of a stream", text: exported("stream: a\n response_type: stream") },
  { name: "a threshold that is no duration", text: exported("service: a\n threshold: x") },
  { name: "a threshold that is a number", text: exported("service: a\n threshold: 5") },
  { name: "latency", text: exported("service: a, latency: lat") },
  { name: "latency with sampling", text: exported("service: a, latency: { sampling: '20%', subject: lat }") },
  { name: "latency by headers", text: exported("service: a, latency: { sampling: headers, subject: lat }") },
  { name: "latency without a subject", text: exported("service: a\n latency: { sampling: 20 }") },
  {
    name: "latency with too much sampling",
    text: exported("service: a\n latency: { sampling: 101, subject: lat }"),
  },
  {
    name: "latency with sampling that is no number",
    text: exported("service: a\n latency: { sampling: x, subject: lat }"),
    differs: {
      why: "what Go says of its own functions is left out",
      natwire: ['main.conf:5:13: Failed to parse latency sample: "x" is no number'],
    },
  },
  { name: "latency of the wrong type", text: exported("service: a\n latency: 5") },
  { name: "latency of a stream", text: exported("stream: a\n latency: lat") },

  { name: "an import of a stream", text: imported("stream: {account: B, subject: 's.a'}, prefix: p") },
  {
    name: "an import of a stream with another subject",
    text: imported("stream: {account: B, subject: 's.*'}, to: 't.$1'"),
  },
  {
    name: "an import of a service",
    text: imported("service: {account: B, subject: r}, to: local, share: true"),
  },
  { name: "an import of an account that is not there", text: imported("stream: {account: C, subject: s}") },
  { name: "an import of what is not exported", text: imported("stream: {account: B, subject: t}") },
  {
    name: "an import of a service that is not exported",
    text: imported("service: {account: B, subject: t}"),
  },
  { name: "an import without a subject", text: imported("stream: {account: B}") },
  { name: "an import of the wrong type", text: imported("stream: B") },
  { name: "imports of the wrong type", text: account("imports: x") },
  { name: "an import that is no map", text: account("imports: [ x ]") },
  {
    name: "an import of nothing",
    text: imported("to: x"),
    differs: {
      why: "nats-server passes over it",
      natwire: ["main.conf:4:11: an import needs a stream or a service"],
    },
  },
  { name: "an unknown field of an import", text: imported("nonsense: 1, service: {account: B, subject: r}") },
  {
    name: "an unknown field of what is imported",
    text: imported("service: {account: B, subject: r\n nonsense: 1}"),
  },
  {
    name: "a service that is imported twice",
    text: imported("service: {account: B, subject: r} }\n { service: {account: B, subject: r}"),
  },
  {
    name: "services imported in a circle",
    text:
      "accounts {\n A { exports: [ {service: x} ], imports: [ {service: {account: B, subject: x}} ] }\n B { exports: [ {service: x} ], imports: [ {service: {account: A, subject: x}} ] }\n}\n",
  },

  {
    name: "mappings",
    text: "mappings = { a: b, 'c.*': 'd.$1', e: [ {dest: f, weight: 50%}, {destination: g, weight: 20} ] }\n",
  },
  { name: "mappings of an account", text: account("maps { a: {dest: b, weight: 5} }") },
  { name: "a mapping of a subject that is none", text: "mappings = {\n 'a..b': c\n}\n" },
  { name: "a mapping without a weight", text: "mappings = {\n a: { dest: c }\n}\n" },
  { name: "a mapping with too much weight", text: "mappings = {\n a: { dest: c\n weight: 101 }\n}\n" },
  {
    name: "a mapping with a weight that is no number",
    text: "mappings = {\n a: { dest: c\n weight: x }\n}\n",
  },
  {
    name: "a mapping with too much weight together",
    text: "mappings = {\n a: [ {dest: c, weight: 60}, {dest: d, weight: 50} ]\n}\n",
  },
  {
    name: "a mapping to the same subject twice",
    text: "mappings = {\n a: [ {dest: c, weight: 10}, {dest: c, weight: 50} ]\n}\n",
  },
  {
    name: "a mapping with an unknown field",
    text: "mappings = {\n a: { dest: c, weight: 1\n nonsense: 1 }\n}\n",
  },
  { name: "a mapping of the wrong type", text: "mappings = {\n a: 5\n}\n" },
  { name: "mappings of the wrong type", text: "mappings: x\n" },
  { name: "a mapping with an unknown function", text: "mappings = {\n 'a.*': 'b.{{nonsense(1)}}'\n}\n" },
  { name: "a mapping with a wildcard out of range", text: "mappings = {\n 'a.*': 'b.$2'\n}\n" },
];
