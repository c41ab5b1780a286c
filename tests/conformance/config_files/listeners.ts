/** TLS, and the listener for WebSockets. */

import type { ConfigFileCase } from "../config_file_cases.ts";

const tls = (text: string): string => `port: 1\ntls {\n ${text}\n}\n`;
const PIN = "a1".repeat(32);

/** Cases of listeners. */
export const listenerCases: readonly ConfigFileCase[] = [
  {
    name: "TLS options",
    text: tls(
      `verify: true\n timeout: 2.5\n handshake_first: auto\n pinned_certs: [ "${PIN}" ]\n connection_rate_limit: 100\n min_version: "1.3"`,
    ),
  },
  {
    name: "TLS with suites and curves",
    text: tls(
      'cipher_suites: [ "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" ]\n curve_preferences: [ "X25519", "CurveP256" ]',
    ),
  },
  { name: "an unknown field", text: tls("nonsense: 1") },
  {
    name: "an unknown field that is a variable",
    text: "port: 1\nX: 5\ntls {\n timeout: $X\n}\nmax_subs: $X\n",
  },
  { name: "TLS of the wrong type", text: "tls: true\n" },
  { name: "a flag of the wrong type", text: tls("verify: yup") },
  { name: "a file of the wrong type", text: tls("cert_file: 5") },
  { name: "a certificate without a key", text: tls("cert_file: a.pem") },
  { name: "a key without a certificate", text: tls("key_file: a.pem") },
  {
    name: "a certificate that is not there",
    text: tls("cert_file: a.pem\n key_file: b.pem"),
    differs: {
      why: "why a file can not be read is left to the runtime, and both files are told",
      natwire: [
        "main.conf:2:1: error parsing X509 certificate/key pair: open a.pem: can not be read",
        "main.conf:2:1: error parsing X509 certificate/key pair: open b.pem: can not be read",
      ],
    },
  },
  {
    name: "authorities that are not there",
    text: tls("ca_file: a.pem"),
    differs: {
      why: "there is a place, and why a file can not be read is left to the runtime",
      natwire: ["main.conf:2:1: open a.pem: can not be read"],
    },
  },
  { name: "authorities without PEM", text: tls("ca_file: a.pem"), files: { "a.pem": "x" } },
  { name: "an unknown cipher suite", text: tls("cipher_suites: [ x ]") },
  { name: "no cipher suite", text: tls("cipher_suites: [ ]") },
  {
    name: "an insecure cipher suite",
    text: tls('cipher_suites: [ "TLS_RSA_WITH_RC4_128_SHA" ]'),
    differs: {
      why: "they can not be switched on: the place is that of the suite",
      natwire: ["main.conf:3:20: insecure cipher suites are not supported: TLS_RSA_WITH_RC4_128_SHA"],
    },
  },
  { name: "an unknown curve", text: tls("curve_preferences: [ x ]") },
  { name: "no curve", text: tls("curve_preferences: [ ]") },
  { name: "a timeout that is no duration", text: tls("timeout: soon") },
  { name: "a timeout of the wrong type", text: tls("timeout: true") },
  { name: "a pinned certificate that is none", text: tls("pinned_certs: [ abc ]") },
  { name: "pinned certificates of the wrong type", text: tls("pinned_certs: abc") },
  { name: "a rate limit of the wrong type", text: tls("connection_rate_limit: x") },
  { name: "a handshake first with a duration", text: tls("handshake_first: '300ms'") },
  { name: "a handshake first that is wrong", text: tls("handshake_first: sometimes") },
  { name: "a handshake first of the wrong type", text: tls("first: 5") },
  { name: "an old version", text: tls("min_version: '1.1'") },
  {
    name: "a version of the wrong type",
    text: tls("min_version: 1.2"),
    differs: {
      why: "the type is told, not the value",
      natwire: ["main.conf:3:2: error parsing tls config: 'min_version' wrong type: float"],
    },
  },
  { name: "certificates of a cluster", text: tls("verify_cert_and_check_known_urls: true") },
  {
    name: "certificates and a certificate",
    text: tls("cert_file: a\n certs: [ {cert_file: a, key_file: b} ]"),
  },
  { name: "a pair of certificates without a key", text: tls("certs: [ {cert_file: a} ]") },
  {
    name: "a pair of certificates with an unknown field",
    text: tls("certs: [ {cert_file: a, nonsense: b} ]"),
  },

  {
    name: "a websocket listener",
    text:
      "websocket { listen: '127.0.0.1:8080', no_tls: true, same_origin: true, compression: true, allowed_origins: ['http://a'], handshake_timeout: 2, headers { X-A: b } }\n",
  },
  { name: "a websocket listener of the wrong type", text: "websocket: 8080\n" },
  { name: "a websocket port of the wrong type", text: "websocket { port: x }\n" },
  { name: "a websocket listener with an unknown field", text: "ws {\n port: 1\n nonsense: 1 }\n" },
  { name: "a websocket listener at a wrong address", text: "websocket {\n listen: here }\n" },
  {
    name: "a websocket login",
    text:
      "websocket { port: 1, no_tls: true, authorization { user: a, password: b, timeout: 5 }, user_cookie: u, pass_cookie: p, token_cookie: t, no_auth_user: x }\n",
  },
  {
    name: "a websocket login with an unknown field",
    text: "websocket { port: 1\n authorization { nonsense: 1 } }\n",
  },
  { name: "origins of the wrong type", text: "websocket { origins: 5 }\n" },
  { name: "a handshake timeout that is no duration", text: "websocket { handshake_timeout: x }\n" },
  { name: "a handshake timeout of the wrong type", text: "websocket { handshake_timeout: true }\n" },
  { name: "headers of the wrong type", text: "websocket { headers: x }\n" },
  { name: "a header of the wrong type", text: "websocket { headers { a: 5 } }\n" },
  { name: "a websocket ping interval that is a number", text: "websocket { ping_interval: 5 }\n" },
];
