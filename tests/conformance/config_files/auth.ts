/** Who may connect, and what for. */

import type { ConfigFileCase } from "../config_file_cases.ts";

const NKEY = "UB6PCM2MV3G6QDFC7YF2G5DJMJHWQJBZ6XRXQZG3WNBYYGDQMF2YWTJF";

function permissions(text: string): string {
  return `authorization {\n users: [\n  { user: a, password: b, permissions: {\n ${text}\n } }\n ]\n}\n`;
}

/** Cases of logins and permissions. */
export const authCases: readonly ConfigFileCase[] = [
  { name: "a user and a password", text: "authorization { user: a, password: b, timeout: 2 }\n" },
  { name: "a token", text: "authorization: { token: 'secret' }\n" },
  { name: "a user and a token", text: "port: 1\nauthorization {\n user: a\n pass: b\n token: c\n}\n" },
  {
    name: "a user and a list of users",
    text: "authorization {\n user: a\n pass: b\n users: [ {user: c, pass: d} ]\n}\n",
  },
  {
    name: "a token and a list of users",
    text: "authorization {\n token: a\n users: [ {user: c, pass: d} ]\n}\n",
  },
  { name: "a token and an empty list of users", text: "authorization {\n token: a\n users: [ ]\n}\n" },
  {
    name: "a user that is there twice",
    text: "authorization {\n users: [ {user: c, pass: d}\n {user: c, pass: e} ]\n}\n",
  },
  { name: "an unknown field", text: "authorization {\n  nonsense: 1\n}\n" },
  {
    name: "an unknown field that is a variable",
    text: "authorization {\n  A: x\n user: $A\n password: y\n}\n",
  },
  { name: "an authorization of the wrong type", text: "authorization: x\n" },
  { name: "a timeout in words", text: "authorization { timeout: '3s' }\n" },
  { name: "a timeout that is no duration", text: "authorization { timeout: soon }\n" },
  { name: "a timeout of the wrong type", text: "authorization { timeout: true }\n" },
  { name: "too long a timeout", text: "authorization {\n timeout: 1m\n}\n" },
  { name: "too long a timeout in words", text: "authorization {\n timeout: '2m'\n}\n" },
  { name: "a password of the wrong type", text: "authorization { user: a, password: 12345 }\n" },
  {
    name: "users of the wrong type",
    text: "authorization { users: secret }\n",
    differs: {
      why: "what stands there may be a secret: its type is told, not its text",
      natwire: ["main.conf:1:16: Expected users field to be an array, got string"],
    },
  },
  {
    name: "a user of the wrong type",
    text: "authorization { users: [ secret ] }\n",
    differs: {
      why: "what stands there may be a secret: its type is told, not its text",
      natwire: ["main.conf:1:25: Expected user entry to be a map/struct, got string"],
    },
  },
  { name: "a user without a name", text: "authorization { users: [ { password: x } ] }\n" },
  { name: "a user that is empty", text: "authorization { users: [ { } ] }\n" },
  { name: "an unknown field of a user", text: "authorization { users: [\n { user: x, nonsense: 1 }\n ] }\n" },
  { name: "a user with an nkey that is none", text: "authorization { users: [ { nkey: UABC } ] }\n" },
  { name: "a user with an nkey", text: `authorization { users: [ { nkey: ${NKEY} } ] }\n` },
  {
    name: "connection types",
    text: "authorization { users: [ { user: a, clients: [standard, WebSocket] } ] }\n",
  },
  { name: "one connection type", text: "authorization { users: [ { user: a, connection_types: MQTT } ] }\n" },
  {
    name: "connection types that there are not",
    text: "authorization { users: [\n { user: a\n clients: [STANDARD, x, y] } ] }\n",
  },
  {
    name: "a connection type of the wrong type",
    text: "authorization { users: [\n { user: a\n clients: [STANDARD, true] } ] }\n",
  },
  {
    name: "connection types of the wrong type",
    text: "authorization { users: [\n { user: a\n clients: 5 } ] }\n",
  },
  { name: "permissions in all forms", text: permissions("publish: x\n subscribe: [a, 'b q', 'c v1.*']") },
  {
    name: "permissions with allow and deny",
    text: permissions("pub { allow: [a.>, b.*], deny: c }\n sub { deny: 'd q' }"),
  },
  { name: "empty permissions", text: permissions("publish: []\n subscribe: {}") },
  { name: "an unknown permission", text: permissions("write: x") },
  { name: "an unknown part of a permission", text: permissions("publish: { permit: x }") },
  {
    name: "permissions of the wrong type",
    text: "authorization { users: [ { user: a, permissions: x } ] }\n",
    differs: {
      why: "its type is told, not its text",
      natwire: ["main.conf:1:36: Expected permissions to be a map/struct, got string"],
    },
  },
  { name: "a subject that is none", text: permissions("publish: 'a..b'") },
  { name: "a subject that is none in a list", text: permissions("publish: [ a, 'b.' ]") },
  { name: "a subject with a queue for publishing", text: permissions("publish: 'a q'") },
  { name: "a subject with two queues", text: permissions("subscribe: 'a q r'") },
  { name: "a queue that is none", text: permissions("subscribe: 'a q..r'") },
  { name: "a subject that is none before a queue", text: permissions("subscribe: 'a. q'") },
  { name: "subjects of the wrong type", text: permissions("publish: 5") },
  { name: "a list of subjects with another type", text: permissions("publish: { allow: [a, 5 ] }") },
  { name: "answers", text: permissions("allow_responses: true") },
  { name: "answers with limits", text: permissions("allow_responses: { max: 5, expires: '1m' }") },
  { name: "answers without limits", text: permissions("publish_allow_responses: { max: -1, ttl: '-1s' }") },
  { name: "answers with an unknown field", text: permissions("allow_responses: { many: 5 }") },
  { name: "answers of the wrong type", text: permissions("allow_responses: 5") },
  { name: "answers with a bare time", text: permissions("allow_responses: { expires: 5 }") },
  { name: "answers with a time that is none", text: permissions("allow_responses: { expires: x }") },
  {
    name: "permissions for everybody else",
    text: "authorization { default_permissions: { publish: a }, users: [ {user: a, password: b} ] }\n",
  },
  {
    name: "an auth callout",
    text:
      `authorization { auth_callout { issuer: ABJHLOVMPA4CI6R5KLNGOB4GSLNIY7IOUPAJC4YFNDLQVIOBYQGUWVLA, auth_users: [a] }, users: [{user: a}] }\n`,
    differs: {
      why: "there is no auth callout",
      natwire: [
        'main.conf:1:16: "auth_callout" is not supported: a program that embeds the server judges logins in its authenticate hook',
      ],
    },
  },
  {
    name: "a proxy that is not asked for",
    text: "authorization { user: a, password: b, proxy_required: false }\n",
  },
];
