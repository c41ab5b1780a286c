/**
 * The options of nats-server that this server does not have. Those that change nothing for its clients are taken
 * with a warning; the others are refused, with what to use instead.
 */

import type { Option } from "./table.ts";
import type { ConfigContent } from "./value.ts";

/** A block whose options these are; `""` is the file itself. */
type Block = "" | "authorization" | "user" | "account" | "tls";

interface Unsupported {
  readonly block: Block;
  readonly names: readonly string[];
  /** Whether it changes nothing when it is passed over. */
  readonly harmless: (value: ConfigContent) => boolean;
  /** Why not, or what to use instead. */
  readonly instead: string;
}

const always = (): boolean => true;
const never = (): boolean => false;

/** Switched off, or empty. */
function isOff(value: ConfigContent): boolean {
  if (typeof value === "string") {
    return ["", "disabled", "disable", "never", "off"].includes(value.toLowerCase());
  }
  if (value instanceof Map) return value.size === 0;
  return value === false || value === 0n || (Array.isArray(value) && value.length === 0);
}

/** Off, or a block without any of these. */
function without(...keys: string[]): (value: ConfigContent) => boolean {
  return (value) =>
    isOff(value) || (value instanceof Map && ![...value].some(([key, entry]) => {
      return keys.includes(key.toLowerCase()) && !isOff(entry.value);
    }));
}

/** `jetstream {}` switches it on; only these do not. */
function isJetStreamOff(value: ConfigContent): boolean {
  if (!(value instanceof Map)) return isOff(value);
  return [...value].some(([key, entry]) => key.toLowerCase() === "enabled" && entry.value === false);
}

const ALONE = "this server stands alone; run nats-server for more than one machine";
const NO_OPERATOR = "there is no operator mode; list users and accounts in the file";
const NO_JETSTREAM = "there is no JetStream";
const NO_OCSP = "certificates are not checked by OCSP; leave it out, or let a proxy end TLS";
const CERTIFICATE_FILES = "certificates come from files: cert_file, key_file and ca_file";
const NO_PROXIES = "connections come from clients themselves; leave it out";

const UNSUPPORTED: readonly Unsupported[] = [
  { block: "", names: ["cluster"], harmless: without("listen", "port", "routes"), instead: ALONE },
  { block: "", names: ["gateway"], harmless: isOff, instead: ALONE },
  {
    block: "",
    names: ["leaf", "leafnodes"],
    harmless: without("remotes"),
    instead: "no leafnode can connect, and none is connected to",
  },
  { block: "", names: ["jetstream"], harmless: isJetStreamOff, instead: NO_JETSTREAM },
  {
    block: "",
    names: ["store_dir", "storedir", "default_js_domain"],
    harmless: always,
    instead: NO_JETSTREAM,
  },
  { block: "", names: ["mqtt"], harmless: without("listen", "port"), instead: "there is no MQTT listener" },
  {
    block: "",
    names: [
      "operator",
      "operators",
      "roots",
      "root",
      "root_operators",
      "root_operator",
      "trusted",
      "trusted_keys",
      "resolver",
      "account_resolver",
      "accounts_resolver",
      "resolver_tls",
      "resolver_preload",
      "resolver_pinned_accounts",
      "default_sentinel",
    ],
    harmless: isOff,
    instead: NO_OPERATOR,
  },
  { block: "", names: ["ocsp"], harmless: isOff, instead: NO_OCSP },
  { block: "", names: ["ocsp_cache"], harmless: always, instead: NO_OCSP },
  {
    block: "",
    names: ["syslog", "remote_syslog"],
    harmless: isOff,
    instead: "the log goes to log_file, or to standard error for whoever started the server",
  },
  {
    block: "",
    names: ["prof_port", "prof_block_rate"],
    harmless: always,
    instead: "there is no profiling port; the runtime's own inspector shows where time goes",
  },
  {
    block: "",
    names: ["connect_error_reports", "reconnect_error_reports"],
    harmless: always,
    instead: ALONE,
  },
  {
    block: "",
    names: ["disable_sublist_cache", "no_sublist_cache"],
    harmless: always,
    instead: "the cache of matches is always there, and bounded",
  },
  { block: "", names: ["feature_flags"], harmless: always, instead: "no feature of this server has a flag" },
  { block: "", names: ["proxy_protocol", "proxies"], harmless: isOff, instead: NO_PROXIES },
  {
    block: "authorization",
    names: ["auth_callout", "auth_hook"],
    harmless: never,
    instead: "a program that embeds the server judges logins in its authenticate hook",
  },
  { block: "authorization", names: ["proxy_required"], harmless: isOff, instead: NO_PROXIES },
  { block: "user", names: ["proxy_required"], harmless: isOff, instead: NO_PROXIES },
  { block: "account", names: ["jetstream"], harmless: isJetStreamOff, instead: NO_JETSTREAM },
  {
    block: "tls",
    names: ["insecure"],
    harmless: always,
    instead: "it is for connections that a server makes, and this one makes none",
  },
  {
    block: "tls",
    names: ["cert_store", "cert_match_by", "cert_match", "ca_certs_match", "cert_match_skip_invalid"],
    harmless: never,
    instead: CERTIFICATE_FILES,
  },
  { block: "tls", names: ["ocsp_peer"], harmless: isOff, instead: NO_OCSP },
  {
    block: "tls",
    names: ["allow_insecure_cipher_suites"],
    harmless: isOff,
    instead: "there are no insecure cipher suites; leave it out",
  },
];

/** The options of a block that this server does not have, for the block's table. */
export function unsupportedIn(block: Block): readonly Option<unknown>[] {
  return UNSUPPORTED.filter((each) => each.block === block).map(({ names, harmless, instead }) => ({
    names,
    read(value, _into, notes, name) {
      if (harmless(value.value)) notes.ignored(value, `${JSON.stringify(name)} has no effect: ${instead}`);
      else notes.problem(value, `${JSON.stringify(name)} is not supported: ${instead}`);
    },
  }));
}
