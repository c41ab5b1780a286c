import { InvalidArgumentError } from "../../src/errors.ts";
import { describeFlags, describeMissing, type Flag, nearest, parseFlags } from "../../src/cli/flags.ts";
import { assertEquals, assertThrows, test } from "../_test.ts";

interface Options {
  port?: number;
  name?: string;
  debug?: boolean;
}

const table: readonly Flag<Options>[] = [
  { names: ["p", "port"], kind: "number", value: "<port>", help: "The port", set: (o, n) => o.port = n },
  { names: ["server_name"], kind: "text", value: "<name>", help: "The name", set: (o, t) => o.name = t },
  { names: ["D", "debug"], kind: "switch", help: "Say more", set: (o, on) => o.debug = on },
  { names: ["js", "jetstream"], kind: "missing", help: "JetStream", instead: "use X" },
  { names: ["sd", "store_dir"], kind: "missing", help: "JetStream", instead: "use X" },
];

function parse(...args: string[]): Options & { rest: string[] } {
  const options: Options = {};
  const rest = parseFlags("natwire test", table, args, options);
  return { ...options, rest };
}

test("parseFlags reads every way to write a flag that Go takes", () => {
  for (const dashes of ["-", "--"]) {
    for (const name of ["p", "port"]) {
      assertEquals(parse(`${dashes}${name}`, "4222"), { port: 4222, rest: [] });
      assertEquals(parse(`${dashes}${name}=4222`), { port: 4222, rest: [] });
    }
    for (const name of ["D", "debug"]) assertEquals(parse(`${dashes}${name}`), { debug: true, rest: [] });
  }
});

test("parseFlags takes a value that looks like a flag, and an empty one", () => {
  assertEquals(parse("-p", "-1"), { port: -1, rest: [] });
  assertEquals(parse("--server_name", "-D"), { name: "-D", rest: [] });
  assertEquals(parse("--server_name="), { name: "", rest: [] });
  assertEquals(parse("--server_name=a=b"), { name: "a=b", rest: [] });
});

test("parseFlags reads a switch's value only after an equals sign", () => {
  for (const word of ["1", "t", "T", "true", "TRUE", "True"]) assertEquals(parse(`-D=${word}`).debug, true);
  for (const word of ["0", "f", "F", "false", "FALSE", "False"]) {
    assertEquals(parse(`-D=${word}`).debug, false);
  }
  assertEquals(parse("-D", "false"), { debug: true, rest: ["false"] });
});

test("parseFlags lets the last one win", () => {
  assertEquals(parse("-p", "1", "--port=2"), { port: 2, rest: [] });
  assertEquals(parse("-D", "-D=false"), { debug: false, rest: [] });
});

test("parseFlags stops at the first argument that is no flag, and after two dashes", () => {
  assertEquals(parse("-D", "foo", "-p", "1"), { debug: true, rest: ["foo", "-p", "1"] });
  assertEquals(parse("-", "-D"), { rest: ["-", "-D"] });
  assertEquals(parse("--", "-D"), { rest: ["-D"] });
  assertEquals(parse(), { rest: [] });
});

test("parseFlags names the flag that is wrong and says what to do", () => {
  const wrong: [args: string[], message: string][] = [
    [["--prot", "1"], "unknown flag --prot. Did you mean --port?"],
    [["--wibble=1"], 'unknown flag --wibble. "natwire test --help" lists the flags.'],
    [["---port"], "unknown flag ---port."],
    [["-Dp"], "unknown flag -Dp."],
    [["-p"], "-p needs a value: -p <port>"],
    [["--port="], '--port takes a whole number, not "".'],
    [["-p", "4222x"], '-p takes a whole number, not "4222x".'],
    [["-p", "1.5"], '-p takes a whole number, not "1.5".'],
    [["-D=maybe"], '-D is a switch: "maybe" is neither true nor false.'],
    [["-js"], "-js (JetStream): nats-server has this flag, natwire does not: use X."],
    [["--store_dir=/x"], "--store_dir (JetStream): nats-server has this flag"],
  ];
  for (const [args, message] of wrong) assertThrows(() => parse(...args), InvalidArgumentError, message);
});

test("describeFlags lays the flags out and leaves the missing ones to describeMissing", () => {
  assertEquals(
    describeFlags(table),
    [
      "    -p, --port <port>         The port",
      "        --server_name <name>  The name",
      "    -D, --debug               Say more",
    ].join("\n"),
  );
  assertEquals(describeMissing(table), "    JetStream (use X):\n        -js --jetstream -sd --store_dir");
});

test("nearest finds a word at most two slips away, and never a word that shares nothing", () => {
  assertEquals(nearest("dmo", ["server", "demo"]), "demo");
  assertEquals(nearest("sevrer", ["server", "demo"]), "server");
  assertEquals(nearest("wibble", ["server", "demo"]), undefined);
  assertEquals(nearest("x", ["a", "b"]), undefined);
});
