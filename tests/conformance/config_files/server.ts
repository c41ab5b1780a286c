/** The options of the server itself. */

import type { ConfigFileCase } from "../config_file_cases.ts";

/** Cases of options at the top of the file. */
export const serverCases: readonly ConfigFileCase[] = [
  { name: "listen with a port", text: "listen: 4333\n" },
  { name: "listen without a host", text: 'listen: ":4333"\n' },
  { name: "listen with an address of IPv6", text: 'listen: "[::1]:4333"\n' },
  { name: "listen without a port", text: "listen: localhost\n" },
  { name: "listen with a port that is no number", text: "listen: localhost:x\n" },
  { name: "listen with a boolean", text: "listen: true\n" },
  { name: "listen with too many colons", text: "listen: a:b:1\n" },
  { name: "a port of the wrong type", text: "  port: yes\n" },
  { name: "a port that is a list", text: "port: [ ]\n" },
  { name: "a port that is a map", text: "port { x: 1 }\n" },
  { name: "a name with blanks", text: 'debug: true\nserver_name: "a b"\n' },
  { name: "a name of the wrong type", text: "server_name: 5\n" },
  {
    name: "log options",
    text:
      "debug: true\ntrace: yes\ntrace_verbose: off\nlogtime: no\nlog_file: a.log\nlog_size_limit: 1mb\nlogfile_max_num: 3\n",
  },
  { name: "a flag of the wrong type", text: "debug: 1\ntrace: x\n" },
  {
    name: "limits",
    text:
      "max_connections: 100\nmax_subs: 10\nmax_pending: 10mb\nmax_payload: 8mb\nmax_control_line: 2kb\nmax_sub_tokens: 5\nmax_traced_msg_len: 9\nmax_closed_clients: 7\n",
  },
  { name: "too large a payload", text: "max_payload: 3gb\n" },
  { name: "too long a control line", text: "max_control_line: 2147483648\n" },
  { name: "the largest payload", text: "max_payload: 2147483647\n" },
  { name: "too many tokens", text: "max_sub_tokens: 256\n" },
  { name: "no tokens", text: "max_subscription_tokens: 0\n" },
  { name: "a limit of the wrong type", text: "max_connections: many\nmax_payload: '1mb'\n" },
  {
    name: "a payload below zero",
    text: "max_payload: -5\n",
    differs: {
      why: "nats-server takes it, and then refuses every message",
      natwire: ["main.conf:1:0: max_payload value can not be negative"],
    },
  },
  { name: "durations", text: 'ping_interval: "20s"\nwrite_deadline: "1m30s"\nping_max: 3\n' },
  { name: "durations without quotes", text: "ping_interval: 20s\nwrite_deadline: 2h\n" },
  { name: "a duration that is a bare number", text: "port: 1\nping_interval: 20\n" },
  { name: "a duration that was meant as a minute", text: "write_deadline: 1m\n" },
  { name: "a duration without a unit", text: 'ping_interval: "20"\n' },
  { name: "a duration with an unknown unit", text: 'ping_interval: "20x"\n' },
  { name: "a duration that is none", text: 'write_deadline: "soon"\n' },
  { name: "a duration of the wrong type", text: "write_deadline: true\n" },
  { name: "a warning beside a problem", text: "ping_interval: 20\nnonsense: 1\n" },
  { name: "write timeout", text: "write_timeout: default\n" },
  { name: "a write timeout that there is not", text: "write_timeout: never\n" },
  {
    name: "a write timeout that is not supported",
    text: "write_timeout: retry\n",
    differs: {
      why: "a client that does not read is closed: it is told, rather than taken and not done",
      natwire: ['main.conf:1:0: "write_timeout" is not supported: clients that take too long are closed'],
    },
  },
  { name: "lame duck mode", text: 'lame_duck_duration: "45s"\nlame_duck_grace_period: "5s"\n' },
  { name: "too short a lame duck mode", text: 'lame_duck_duration: "29s"\n' },
  { name: "a lame duck mode of a minute, too short", text: 'lame_duck_duration: "1500ms"\n' },
  { name: "a lame duck mode that is a number", text: "lame_duck_duration: 60\n" },
  { name: "a lame duck mode that is no duration", text: 'lame_duck_duration: "x"\n' },
  { name: "a grace period below zero", text: 'lame_duck_grace_period: "-5s"\n' },
  { name: "tags", text: "server_tags: One\n" },
  { name: "a list of tags", text: 'server_tags: [ "a:1", B ]\n' },
  { name: "a tag of the wrong type", text: "server_tags: 5\n" },
  {
    name: "a list of tags with another type",
    text: "port: 1\nserver_tags: [a, true ]\n",
    differs: {
      why: "nats-server names a type of its own",
      natwire: ["main.conf:2:1: error parsing tags: unsupported type bool where string is expected"],
    },
  },
  { name: "metadata", text: "server_metadata { region: eu, zone: one }\n" },
  { name: "metadata of the wrong type", text: "server_metadata: x\n" },
  { name: "metadata with another type", text: "server_metadata {\n  region: 5\n}\n" },
  { name: "monitoring", text: "http: 127.0.0.1:-1\nhttp_base_path: /nats\n" },
  { name: "a port of monitoring", text: "http_port: 8222\n" },
  { name: "monitoring at a wrong address", text: "http: nowhere\n" },
  { name: "files for others", text: "pid_file: a.pid\nports_file_dir: .\n" },
  {
    name: "flags",
    text: "no_header_support: true\nno_fast_producer_stall: true\nno_system_account: false\n",
  },
  { name: "a system account of the wrong type", text: "system_account: 5\n" },
  {
    name: "what the launcher of nats.js writes",
    text:
      "leafnodes { listen: 127.0.0.1:-1 }\nwebsocket { port: -1, no_tls: true }\nserver_tags: [ a ]\nhttp: 127.0.0.1:-1\nports_file_dir: .\nport: -1\nserver_name: 'x'\n",
  },
  {
    name: "options that change nothing here",
    text:
      "connect_error_reports: 5\nreconnect_error_reports: 5\ndisable_sublist_cache: true\nprof_port: 0\nstore_dir: x\ncluster {}\ngateway {}\njetstream: disabled\n",
  },
  {
    name: "JetStream",
    text: "port: 1\njetstream {}\n",
    differs: {
      why: "there is no JetStream",
      natwire: ['main.conf:2:1: "jetstream" is not supported: there is no JetStream'],
    },
  },
  { name: "JetStream that is switched off in its block", text: "jetstream { enabled: false }\n" },
  {
    name: "JetStream that is enabled by a word",
    text: "jetstream: enabled\n",
    differs: {
      why: "there is no JetStream",
      natwire: ['main.conf:1:0: "jetstream" is not supported: there is no JetStream'],
    },
  },
  {
    name: "a cluster",
    text: "cluster { name: c, listen: 127.0.0.1:6222 }\n",
    differs: {
      why: "the server stands alone",
      natwire: [
        'main.conf:1:0: "cluster" is not supported: this server stands alone; run nats-server for more than one machine',
      ],
    },
  },
  {
    name: "a leafnode that is connected to",
    text: "leafnodes { remotes: [ { url: 'nats://127.0.0.1:7422' } ] }\n",
    differs: {
      why: "there are no leafnodes",
      natwire: [
        'main.conf:1:0: "leafnodes" is not supported: no leafnode can connect, and none is connected to',
      ],
    },
  },
  {
    name: "trusted keys",
    text: "trusted: OAXMVVYFWKQMFCMRWQQRKPRQQTLKZSPWYWKQQTLKZSPWYWKQQTLKZSPW\n",
    differs: {
      why: "there is no operator mode",
      natwire: [
        'main.conf:1:0: "trusted" is not supported: there is no operator mode; list users and accounts in the file',
      ],
    },
  },
  {
    name: "a resolver",
    text: "resolver: MEMORY\n",
    differs: {
      why: "there is no operator mode",
      natwire: [
        'main.conf:1:0: "resolver" is not supported: there is no operator mode; list users and accounts in the file',
      ],
    },
  },
  { name: "syslog", text: "syslog: false\n" },
  {
    name: "syslog that is switched on",
    text: "syslog: true\n",
    differs: {
      why: "there is no syslog",
      natwire: [
        'main.conf:1:0: "syslog" is not supported: the log goes to log_file, or to standard error for whoever started the server',
      ],
    },
  },
];
