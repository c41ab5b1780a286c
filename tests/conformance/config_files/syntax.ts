/** What the language of configuration files is. */

import type { ConfigFileCase } from "../config_file_cases.ts";

/** Why the line is another one. */
const LINE_END = "where the line end is what is wrong, nats-server tells the line after it";

/** Cases of the syntax alone; most end in a field that nobody knows, so that its place is shown. */
export const syntaxCases: readonly ConfigFileCase[] = [
  { name: "an empty file", text: "" },
  { name: "nothing but a comment", text: "# nothing here\n// nor here\n" },
  { name: "the three ways to give a value", text: "port 4222\nhost = localhost\nserver_name: one\n" },
  { name: "blanks and line ends before the separator", text: "port\n\n  : 4222\nhost\n= h\n" },
  { name: "values ended by semicolons and commas", text: "port=4222;debug:true, trace:false" },
  {
    name: "a line end after the separator",
    text: "port:\n4222\n",
    differs: { why: LINE_END, natwire: ["main.conf:1:5: Expected value but found new line"] },
  },
  { name: "text after a value", text: "max_payload: 10 MB\n" },
  { name: "an unknown field in the first line", text: "nonsense: 1\n" },
  { name: "an unknown field in a later line", text: "port: 1\n\n  nonsense: 1\n" },
  { name: "a quoted unknown field", text: "port: 1\n  'nonsense x' : 1\n\"other\" = 2\n" },
  { name: "names in any case", text: "PORT: 4222\nMax_Payload: 1MB\n" },
  {
    name: "comments at every place",
    text: "port: 1 # one\nauthorization { # two\n user: x // three\n # four\n}\n",
  },
  { name: "a comment in an array", text: "server_tags: [ # one\n a // two\n b, # three\n]\n" },
  { name: "a brace does not end a key", text: "authorization{user: x}\n" },
  { name: "a map without a separator", text: "authorization {user: x}\n" },
  {
    name: "a map over lines, with any terminator",
    text: "authorization: {\n user: x,\n pass: y;\n timeout: 1\n}\n",
  },
  { name: "the whole file in braces", text: "{\n port: 4222\n debug: true\n}\n" },
  {
    name: "a JSON document",
    text: '{"port": 4222, "authorization": {"users": [{"user": "a", "pass": "b"}]}}\n',
  },
  { name: "a JSON document with an unknown field", text: '{\n  "port": 4222,\n  "nonsense": [1, "x"\n]}\n' },
  { name: "a JSON document with a comma at the end", text: '{"port": 4222,\n "debug": true,\n}\n' },
  { name: "braces in braces", text: "{{ port: 1 } }\n" },
  { name: "braces that are never closed", text: "{\nport: 1\n" },
  { name: "braces that are never closed, in one line", text: "{ port: 1" },
  { name: "a closing brace too many", text: "port: 1\n}\n" },
  { name: "two closing braces too many", text: "port: 1\n}\n}\n" },
  { name: "text behind the closing brace", text: "{ port: 1 } debug: true\n" },
  { name: "an array with commas and lines", text: "server_tags: [a, b\nc\n, d]\n" },
  { name: "an array separated by a blank", text: "server_tags: [a b]\n" },
  { name: "an array with a comma at the end", text: "server_tags: [a, b, ]\n" },
  { name: "an array with an empty element", text: "server_tags: [a,, b]\n" },
  { name: "an array that is never closed", text: "server_tags: [a, b\n" },
  { name: "a map that is never closed", text: "authorization {\n user: x\n" },
  { name: "a map in which a key is never ended", text: "authorization { user" },
  { name: "an integer directly before a bracket", text: "nonsense: [1,2]\n" },
  { name: "an integer with a blank before the bracket", text: "nonsense: [1,2 ]\n" },
  { name: "a suffix directly before a bracket", text: "nonsense: [1k]\n" },
  { name: "escapes", text: 'server_name: "a\\tb\\n\\r\\"\\\\\\x41"\n' },
  { name: "an escape that there is not", text: 'server_name: "a\\qb"\n' },
  {
    name: "a hex escape with a wrong digit",
    text: 'port: 1\nserver_name: "a\\xg1"\n',
    differs: {
      why: "the text may be a secret: nothing of it is shown",
      natwire: ["main.conf:2:18: Expected two hexadecimal digits after '\\x'"],
    },
  },
  {
    name: "a hex escape over a line end",
    text: 'server_name: "a\\x4\n"\n',
    differs: {
      why: LINE_END,
      natwire: ["main.conf:1:18: Expected two hexadecimal digits after '\\x', but hit end of line"],
    },
  },
  { name: "escapes in a bare string", text: "server_name: a\\tb\\x41\n" },
  { name: "no escapes in single quotes", text: "server_name: 'a\\tb'\n" },
  { name: "quotes over lines", text: "nonsense: \"a\nb\"\nmore: 'c\nd'\nport: x\n" },
  { name: "quotes that are never closed", text: 'port: 1\nserver_name: "abc\n' },
  { name: "single quotes that are never closed", text: "server_name: 'abc\n" },
  { name: "a quoted key that is never closed", text: "port: 1\n'abc: 1\n" },
  { name: "a hash inside of a bare word", text: "client_advertise: abc#def\nhost: a//b\n" },
  { name: "a quote inside of a bare word", text: "host: ab'\n" },
  {
    name: "a quoted key over lines",
    text: "'a\nb': 1\n",
    differs: {
      why: "nats-server tells the line where the key ends",
      natwire: ['main.conf:1:1: unknown field "a\\nb"'],
    },
  },
  {
    name: "a quote at the very end",
    text: "port: 1\n'",
    differs: {
      why: "nats-server passes over it",
      natwire: ["main.conf:2:2: Unexpected EOF."],
    },
  },
  { name: "a block of text", text: "nonsense: (\n one (two)\n ) three\n)\nport: x\n" },
  { name: "a block that is never closed", text: "nonsense: (\n one\n" },
  { name: "booleans in any case", text: "debug: YES\ntrace: off\nlogtime: True\nlogtime_utc: No\n" },
  { name: "a quoted boolean is a string", text: 'debug: "true"\n' },
  { name: "integers with suffixes", text: "max_payload: 1k\nmax_pending: 2MiB\nmax_control_line: 4Ki\n" },
  { name: "a suffix before a digit is a string", text: "port: 1k1\n" },
  { name: "a negative integer", text: "port: -1\nprof_port: -1\n" },
  { name: "an integer with letters is a string", text: "port: 10s\n" },
  { name: "a float", text: "port: 1.5\nauthorization { timeout: 0.5 }\n" },
  { name: "a float without digits before the point", text: "port: .5\n" },
  {
    name: "a float without digits behind the point",
    text: "port: 1.\n",
    differs: {
      why: LINE_END,
      natwire: ["main.conf:1:8: Floats must have a digit after the '.', but got '\\n' instead."],
    },
  },
  { name: "a float with letters", text: "ping_interval: 1.5h\n" },
  { name: "a minus without digits", text: "port: -x\n" },
  { name: "an address", text: "host: 127.0.0.1\nlisten: 127.0.0.1:4333\n" },
  { name: "a date", text: "port: 2016-01-02T15:04:05Z\n" },
  {
    name: "a date that is incomplete",
    text: "port: 2016-01-02\n",
    differs: {
      why: LINE_END,
      natwire: ["main.conf:1:16: Expected 'T' in ISO8601 datetime, but found '\\n' instead."],
    },
  },
  { name: "a date with too long a year", text: "port: 20166-01-02T15:04:05Z\n" },
  { name: "a date without its Z", text: "port: 2016-01-02T15:04:05+\n" },
  {
    name: "an integer out of range",
    text: "port: 99999999999999999999\n",
    differs: {
      why: "a number under a wrong key may be a secret: its text is not repeated, and there is a place",
      natwire: ["main.conf:1:6: integer is out of the range"],
    },
  },
  {
    name: "an integer whose suffix takes it out of range",
    text: "max_pending: 99999999999e\n",
    differs: {
      why: "nats-server lets it wrap around",
      natwire: ["main.conf:1:13: integer is out of the range"],
    },
  },
  {
    name: "an integer with too long a suffix",
    text: "max_payload: 1kbb\nport: 5\n",
    differs: {
      why: "nats-server passes over the value and takes the key for that of a later one",
      natwire: ["main.conf:1:13: no number has the suffix 'kbb'"],
    },
  },
  { name: "a variable", text: "MINE: 4333\nport: $MINE\n" },
  { name: "a variable that is not there", text: "port: $NATWIRE_NOWHERE\n" },
  { name: "a variable that comes later", text: "port: $LATER\nLATER: 1\n" },
  {
    name: "a variable of the map around",
    text: "NAME: x\nauthorization { user: $NAME\n NAME: y\n password: $NAME }\n",
  },
  { name: "a variable of a map that is over", text: "authorization { A: x\n user: $A }\nhost: $A\n" },
  {
    name: "a variable with a map",
    text: "P { publish: x }\nauthorization { users = [ {user: u, password: p, permissions: $P} ] }\n",
  },
  { name: "no variable in quotes", text: "MINE: x\nserver_name: \"$MINE\"\nhost: '$MINE'\n" },
  { name: "no variable in the middle of a word", text: "host: a$MINE\n" },
  {
    name: "a variable of the environment",
    text: "port: $NW_PORT\nhost: $NW_HOST\n",
    env: { NW_PORT: "4333", NW_HOST: "localhost" },
  },
  { name: "a size of the environment", text: "max_payload: $NW_SIZE\n", env: { NW_SIZE: "10mb" } },
  {
    name: "a list of the environment",
    text: "authorization { users: $NW_USERS }\n",
    env: { NW_USERS: "[{user: a, password: b}]" },
  },
  {
    name: "a variable of the environment of the wrong type",
    text: "a: 1\nport: $NW_PORT\n",
    env: { NW_PORT: "x y" },
    differs: {
      why: "what the environment holds may be a secret: nothing of it is shown",
      natwire: [
        "main.conf:2:8: variable reference for 'NW_PORT' on line 2 could not be parsed: quote it, or what is special in it",
      ],
    },
  },
  {
    name: "variables of the environment in a circle",
    text: "port: $NW_A\n",
    env: { NW_A: "$NW_B", NW_B: "$NW_A" },
    differs: {
      why: "it is seen a turn earlier",
      natwire: [
        "main.conf:1:7: variable reference for 'NW_A' on line 1 could not be parsed: variable reference for 'NW_B' on line 1 could not be parsed: variable reference cycle for 'NW_A'",
      ],
    },
  },
  {
    name: "a bcrypt hash without quotes",
    text: "authorization { user: x, pass: $2a$11$3kIDaCxw.Glsl1.u5nKa6eUnNDLV5HV9tIuUp7EHhMt6Nm9myW1aS }\n",
  },
  {
    name: "another bcrypt hash without quotes",
    text: "authorization {\n user: x\n pass: $2b$11$3kIDaCxw.Glsl1.u5nKa6e\n}\n",
    differs: {
      why: "the hash is not shown",
      natwire: [
        'main.conf:3:9: the variable that "pass" refers to can not be found; a text that begins with "$" has to be quoted',
      ],
    },
  },
  { name: "a key that is there twice", text: "port: x\nport: 1\nnonsense: 1\nnonsense: 2\n" },
  {
    name: "a key without a value at the end",
    text: "port: 1\nhost",
    differs: {
      why: "it is the place of the key that is told",
      natwire: ["main.conf:2:1: this key has no value"],
    },
  },
  {
    name: "a key without a value in a map",
    text: "authorization { user }\n",
    differs: {
      why: "nats-server takes the map for the value of the inner key",
      natwire: ["main.conf:1:16: this key has no value"],
    },
  },
  { name: "an empty value at the end", text: "host:" },
  { name: "a separator in place of a key", text: "port: 1\n= 5\n" },
  { name: "a separator in place of a key of a map", text: "authorization {\n: 5 }\n" },
  { name: "the end of an array in a map", text: "authorization { ] }\n" },
  { name: "a comma in place of a value of a map", text: "authorization { user: , }\n" },
  { name: "a slash in place of a key", text: "port: 1\n/ x\n" },
  { name: "a slash behind a value", text: "port: 1 /\nnonsense: 1\n" },
  { name: "characters beyond ASCII before a field", text: "server_tags: 'äöü'; ünknown: 1\n" },
  { name: "blanks beyond ASCII", text: "\u00a0port:\u00a01\n" },
  {
    name: "an include",
    text: "include 'other.conf'\nport: $MINE\n",
    files: { "other.conf": "MINE: 4333\nhost: localhost\n" },
  },
  {
    name: "includes in a map and in any case",
    text: "authorization {\n INCLUDE sub/auth.conf\n}\n",
    files: {
      "sub/auth.conf": "include './more.conf'\n",
      "sub/more.conf": "user: x\n",
    },
  },
  {
    name: "an unknown field in an included file",
    text: "port: 1\ninclude other.conf\n",
    files: { "other.conf": "\n nonsense: 1\n" },
  },
  {
    name: "a broken file that is included",
    text: "port: 1\ninclude other.conf\n",
    files: { "other.conf": "a: 1\nb: [\n" },
    differs: {
      why: "the place is that in the included file, and has a column",
      natwire: [
        'other.conf:3:1: Expected an array value terminator "," or an array terminator "]", but got \'EOF\' instead.',
      ],
    },
  },
  {
    name: "an include that is not there",
    text: "include other.conf\n",
    differs: {
      why: "there is a place, and why it can not be read is left to the runtime",
      natwire: ["main.conf:1:8: error parsing include file 'other.conf', open other.conf: can not be read"],
    },
  },
  { name: "an include of a number", text: "include 5\n" },
  { name: "an include of an array", text: "include [a]\n" },
  {
    name: "an include of a line end",
    text: "include\nother.conf\n",
    differs: { why: LINE_END, natwire: ["main.conf:1:7: Expected include value but found new line"] },
  },
  { name: "a key called include", text: "include: x\n" },
  { name: "an include never closed", text: "include 'x\n" },
];
