/** Whatever a configuration file holds, reading it ends soon, and with options or a ConfigError. */

import { assert, assertEquals, test } from "../../_test.ts";
import { load, problemsOf } from "./_load.ts";

const MIB = 1024 * 1024;

test("maps and arrays may be 199 deep, and no deeper", async () => {
  const nested = (depth: number) => `x: ${"[".repeat(depth)}${"]".repeat(depth)}`;
  assertEquals(await problemsOf(nested(199)), ['main.conf:1:0: unknown field "x"']);
  assertEquals(await problemsOf(nested(200)), ["main.conf:1:202: nested deeper than 200 levels"]);
});

test("variables do not nest deeper than that either", async () => {
  const chain = (length: number) => {
    const lines = Array.from({ length }, (_, at) => at === 0 ? "v0 { x: 1 }" : `v${at} { x: $v${at - 1} }`);
    return `${lines.join("\n")}\nport: $v${length - 1}`;
  };
  assertEquals(await problemsOf(chain(199)), ["main.conf:200:1: expected integer, got map"]);
  assertEquals(await problemsOf(chain(200)), ["main.conf:200:1: nested deeper than 200 levels"]);
  assertEquals(await problemsOf(chain(20_000)), ["main.conf:200:1: nested deeper than 200 levels"]);
});

test("files may include each other 20 deep", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 21 }, (_, at) => [`f${at}.conf`, at === 0 ? "port: 1" : `include f${at - 1}.conf`]),
  );
  assertEquals((await load("include f19.conf", { files })).options.port, 1);
  const wrong = "include 'f0.conf': files include each other more than 20 deep";
  assertEquals(await problemsOf("include f20.conf", { files }), [`f1.conf:1:8: ${wrong}`]);
});

test("a file that includes itself is refused", async () => {
  const wrong = "include 'main.conf': files include each other more than 20 deep";
  assertEquals(await problemsOf("include main.conf"), [`main.conf:1:8: ${wrong}`]);
  assertEquals(
    await problemsOf("include a.conf", { files: { "a.conf": "include a.conf\n".repeat(1000) } }),
    ["a.conf:1:8: include 'a.conf': files include each other more than 20 deep"],
  );
});

test("999 files may be included", async () => {
  const files = { "a.conf": "debug: true" };
  assertEquals((await load("include a.conf\n".repeat(999), { files })).options.log, { debug: true });
  assertEquals(await problemsOf("include a.conf\n".repeat(1000), { files }), [
    "a.conf:0:0: too much for a configuration",
  ]);
});

test("all files together may have 16 MiB", async () => {
  const rest = 16 * MIB - "port: 1\n#".length;
  assertEquals((await load(`port: 1\n#${"x".repeat(rest)}`)).options.port, 1);
  assertEquals(await problemsOf(`port: 1\n#${"x".repeat(rest + 1)}`), [
    "main.conf:0:0: too much for a configuration",
  ]);
});

test("what variables come to, written out, is bounded", async () => {
  const lines = ["v0: aaaaaaaa"];
  for (let at = 1; at < 40; at++) lines.push(`v${at}: [$v${at - 1}, $v${at - 1} ]`);
  assertEquals(await problemsOf(lines.join("\n")), ["main.conf:20:1: too much for a configuration"]);
});

test("variables of the environment refer to each other 20 deep, and are looked up 20000 times", async () => {
  const env = Object.fromEntries(
    Array.from({ length: 22 }, (_, at) => [`V${at}`, at === 0 ? "1" : `$V${at - 1}`]),
  );
  assertEquals((await load("port: $V19", { env })).options.port, 1);
  const [wrong = ""] = await problemsOf("port: $V20", { env });
  assert(
    wrong.startsWith("main.conf:1:7: ") &&
      wrong.endsWith("variables of the environment refer to each other more than 20 deep"),
    wrong,
  );
  const lookups = (count: number) => load("port: $V\n".repeat(count), { env: { V: "1" } });
  assertEquals((await lookups(20_000)).options.port, 1);
  const error = await lookups(20_001).catch((error: Error) => error);
  assertEquals((error as Error).message, "main.conf:20001:8: too much for a configuration");
});

test("integers have 19 digits at most, and durations 100 characters", async () => {
  assertEquals(await problemsOf("max_traced_msg_len: 9223372036854775807"), []);
  assertEquals(await problemsOf("max_traced_msg_len: 9223372036854775808"), [
    "main.conf:1:20: integer is out of the range",
  ]);
  assertEquals(await problemsOf(`max_traced_msg_len: ${"9".repeat(MIB)}`), [
    "main.conf:1:20: integer is out of the range",
  ]);
  const long = (zeros: number) => `lame_duck_duration: "${"0".repeat(zeros)}60s"`;
  assertEquals((await load(long(97))).options.lameDuckDurationMs, 60_000);
  assertEquals((await problemsOf(long(98))).length, 1);
});

test("of more than 1000 problems the rest is counted", async () => {
  const lines = Array.from({ length: 1001 }, (_, at) => `nonsense${at}: 1`);
  const shown = await problemsOf(lines.join("\n"));
  assertEquals(shown.length, 1001);
  assertEquals(shown.at(-1), "main.conf:1001:1: and 1 more");
  assertEquals(
    (await problemsOf(lines.slice(1).join("\n"))).at(-1),
    'main.conf:1000:1: unknown field "nonsense1000"',
  );
});

/** Long enough for whatever is not linear to take minutes. */
const SIZE = MIB / 4;

/** Texts of about that size that could take a careless reader long. */
const PATHOLOGICAL: Readonly<Record<string, string>> = {
  "open brackets": "[".repeat(SIZE),
  "a key of open brackets": `a: ${"[".repeat(SIZE)}`,
  "open braces": "{".repeat(SIZE),
  "closing braces": "}\n".repeat(SIZE / 2),
  "blanks": " ".repeat(SIZE),
  "wide blanks": "\u2003".repeat(SIZE / 3),
  "line ends": "\n".repeat(SIZE),
  "one line of entries": "a:1,".repeat(SIZE / 4),
  "one line of different entries": Array.from({ length: SIZE / 10 }, (_, at) => `k${at}:1`).join(","),
  "escapes": `a: "${"\\x41".repeat(SIZE / 4)}"`,
  "quotes": `a: ${'"'.repeat(SIZE)}`,
  "single quotes": "'".repeat(SIZE),
  "an open string": `a: "${"x".repeat(SIZE)}`,
  "an open block": `a: (${"\n)x".repeat(SIZE / 3)}`,
  "one long key": "x".repeat(SIZE),
  "one long bare word": `a: ${"x".repeat(SIZE)}`,
  "digits": `port: ${"1".repeat(SIZE)}`,
  "an address": `listen: ${"1.".repeat(SIZE / 2)}`,
  "comments": "#\n".repeat(SIZE / 2),
  "slashes": "a: 1 ".repeat(1) + "/ ".repeat(SIZE / 2),
  "a list of words": `server_tags: [${"a,".repeat(SIZE / 2)}]`,
  "users": `authorization { users: [${
    Array.from({ length: SIZE / 16 }, (_, at) => `{user: u${at}}`).join(",")
  }] }`,
  "one user over and over": `authorization { users: [${"{user: u},".repeat(SIZE / 10)}] }`,
  "variables": `v: 1\n${"a: $v\n".repeat(SIZE / 6)}`,
  "variables from deep inside": `v: 1\na: ${"{b:".repeat(150)}{${"a: $v\n".repeat(SIZE / 6)}}${
    "}".repeat(150)
  }`,
  "subjects": `authorization { permissions { publish: [${"a.b.c,".repeat(SIZE / 6)}] } }`,
  "a subject of dots": `authorization { permissions { publish: "${".".repeat(SIZE)}" } }`,
  "a subject of blanks": `authorization { permissions { subscribe: "a${" ".repeat(SIZE)}b c" } }`,
  "a destination of braces": `mappings { "a.*": "${"{{".repeat(SIZE / 2)}" }`,
  "mappings": `mappings {${Array.from({ length: SIZE / 16 }, (_, at) => `a${at}: b${at}`).join("\n")}}`,
};

test("loadConfig takes 1 MiB of options and of elements", async () => {
  const text = `server_tags: [${"a,".repeat(MIB / 4)} ]\n${"port: 1;".repeat(MIB / 16)}`;
  const startMs = performance.now();
  const { options } = await load(text);
  const tookMs = performance.now() - startMs;
  assertEquals([options.serverTags, options.port], [["a"], 1]);
  assert(tookMs < 10_000, `took ${Math.round(tookMs)} ms`);
});

for (const [name, text] of Object.entries(PATHOLOGICAL)) {
  test(`loadConfig comes to an end soon with much or many of ${name}`, async () => {
    const startMs = performance.now();
    await problemsOf(text);
    const tookMs = performance.now() - startMs;
    assert(tookMs < 5000, `took ${Math.round(tookMs)} ms`);
  });
}
