import { demoScreen, wrapWords } from "../../src/cli/demo_screen.ts";
import { paintWith } from "../../src/cli/io.ts";
import { assert, assertEquals, test } from "../_test.ts";

/** Shows some rows on a screen so wide, at 12 ms. */
function show(columns: number, colour: boolean = false): string {
  let text = "";
  let now = 1000;
  const clock = { now: () => now, wakeAt: () => () => {} };
  const screen = demoScreen(columns, paintWith(colour), clock, (more) => text += more);
  now += 12;
  screen.step(1, "The explanation of a step that does not fit into a terminal as narrow as forty columns.");
  screen.row("A", "$", "telnet ::1 4222");
  screen.row("A", "<", `INFO {"server_id":"${"N".repeat(40)}"}`);
  screen.row("B", ">", "pub foo.bar 5");
  screen.row("B", "<", `INFO {"server_id":"${"N".repeat(40)}"}`);
  screen.row("B", ">", "pub foo.bar optional.reply.subject 5");
  screen.row("A", "<", "evil\x1b[2Jline");
  return text;
}

test("demoScreen shows the terminals side by side in 80 columns", () => {
  assertEquals(
    show(80),
    `        terminal A                         | terminal B

 1. The explanation of a step that does not fit into a terminal as narrow as
    forty columns.
  0.012 $ telnet ::1 4222                  |
  0.012 < INFO {"server_id":"NNNNNNNNNNNNN |
          NNNNNNNNNNNNNNNNNNNNNNNNNNN"}    |
  0.012                                    | > pub foo.bar 5
  0.012                                    | < INFO {"server_id":"NNNNNNNNNN...
  0.012                                    | > pub foo.bar
                                           |   optional.reply.subject 5
  0.012 < evil\\x1b[2Jline                  |
`,
  );
});

test("demoScreen shows one terminal after the other in 79 columns", () => {
  assertEquals(show(79).split("\n").slice(-4), [
    `  0.012 B < INFO {"server_id":"${"N".repeat(40)}"}`,
    "  0.012 B > pub foo.bar optional.reply.subject 5",
    "  0.012 A < evil\\x1b[2Jline",
    "",
  ]);
});

test("demoScreen never writes wider than the terminal from 40 columns on, nor than 120", () => {
  for (const columns of [40, 60, 79, 80, 81, 100, 120]) {
    const longest = Math.max(...show(columns).split("\n").map((line) => line.length));
    assert(longest <= columns, `${longest} letters in ${columns} columns`);
  }
  assertEquals(show(500), show(120));
  assertEquals(show(1), show(40));
});

test("demoScreen writes escape sequences only where colour is asked for", () => {
  assertEquals(show(80).includes("\x1b"), false);
  assert(show(80, true).includes("\x1b[32m"));
  // deno-lint-ignore no-control-regex -- the sequences are what is taken away
  assertEquals(show(80, true).replace(/\x1b\[\d+m/g, "").replace(/ +$/gm, ""), show(80).replace(/ +$/gm, ""));
});

test("wrapWords keeps words whole, however long", () => {
  assertEquals(wrapWords("a bb ccc dddddddd", 4), ["a bb", "ccc", "dddddddd"]);
});
