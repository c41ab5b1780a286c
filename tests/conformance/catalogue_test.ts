/** The sessions cover what they promise to. */

import { assert, assertEquals, test } from "../_test.ts";
import { catalogue, type CatalogueRow } from "./catalogue.ts";
import { recorded } from "./recorded.ts";
import { sessions } from "./sessions.ts";
import { maskInfo, readable, splitFrames } from "./text.ts";

/** Every `-ERR` text in the records, once, as it travelled. */
const seen: readonly string[] = [
  ...new Set(
    [...recorded.values()].flatMap((text) =>
      [...text.matchAll(/ < -ERR '(.*)'\\r\\n$/gm)].map((m) => m[1] ?? "")
    ),
  ),
];

function fits(row: CatalogueRow, text: string): boolean {
  return typeof row.text === "string"
    ? row.text === text
    : row.text.test(text.replaceAll("\\\\", "\\").replace(/\\./g, ""));
}

test("sessions are at least forty, with names of their own and a record each", () => {
  assert(sessions.length >= 40);
  assertEquals(new Set(sessions.map((session) => session.name)).size, sessions.length);
  assertEquals([...recorded.keys()].sort(), sessions.map((session) => session.name).sort());
});

test("sessions show every -ERR text of the catalogue that says nothing of not yet", () => {
  for (const row of catalogue) {
    assertEquals(seen.some((text) => fits(row, text)), row.notYet === undefined, String(row.text));
  }
});

test("catalogue has exactly one row for every -ERR text that was recorded", () => {
  for (const text of seen) assertEquals(catalogue.filter((row) => fits(row, text)).length, 1, text);
});

test("recorded no step that waited in vain", () => {
  for (const [name, text] of recorded) assert(!text.includes("waits in vain"), name);
});

test("recorded time spans were kept", () => {
  for (const [name, text] of recorded) assert(!text.includes("(after "), name);
});

test("maskInfo hides what may differ and nothing else", () => {
  const id = `N${"A".repeat(55)}`;
  assertEquals(
    maskInfo(
      `INFO {"server_id":"${id}","proto":1,"git_commit":"abc","port":4222,"connect_urls":["a:1","b:2"]} \r\n`,
    ),
    'INFO {"server_id":*,"proto":1,"port":*,"connect_urls":["a:1","b:2"]} \r\n',
  );
});

test("maskInfo shows a value that has not the shape of its field", () => {
  assertEquals(maskInfo('INFO {"server_id":"x","go":""} \r\n'), 'INFO {"server_id":"x","go":""} \r\n');
});

test("splitFrames keeps a payload whole, whatever it holds", () => {
  assertEquals(splitFrames("+OK\r\nMSG a 1 6\r\nPONG\r\n\r\nPO"), {
    frames: ["+OK\r\n", "MSG a 1 6\r\nPONG\r\n\r\n"],
    rest: "PO",
  });
});

test("readable escapes what a record cannot hold", () => {
  assertEquals(readable("a\tb`\\\xff$x${\r\nc"), ["a\\tb\\x60\\\\\\xff$x\\x24{\\r\\n", "c"]);
  assertEquals(readable(`${"x".repeat(64)}\n`), ["{x x 64}\\n"]);
});
