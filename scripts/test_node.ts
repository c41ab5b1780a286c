/** Runs the same test files on Node, against the built npm package. */
import type { Tally } from "./tally.ts";
import { compare, type Reported } from "./test_record.ts";
import { exists, root, run } from "./tools.ts";

/** How long all tests of a file may take; tests/_test.ts sets the limit of each. */
const FILE_MS = 300_000;

/** One event of `scripts/node_reporter.js`. */
interface NodeEvent {
  type: "test:pass" | "test:fail" | "test:diagnostic";
  name?: string;
  skip?: string | boolean;
  message?: string;
  error?: string;
}

/** Runs these test files (paths from the top of the repository), compiled into a folder, on this Node. */
export async function testOnNode(
  tally: Tally,
  files: readonly string[],
  compiled: string,
  node: string,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "natwire-node-" });
  try {
    const events = `${folder}/events`;
    const record = `${folder}/record`;
    const args = [
      "--test",
      "--enable-source-maps",
      // What a test leaked would keep its process alive for ever; it is reported as a failure anyway.
      "--test-force-exit",
      `--test-timeout=${FILE_MS}`,
      "--test-reporter=spec",
      "--test-reporter-destination=stdout",
      `--test-reporter=${root}scripts/node_reporter.js`,
      `--test-reporter-destination=${events}`,
      ...files.map((file) => `${compiled}${file.replace(/\.ts$/, ".js")}`),
    ];
    const result = await run(node, args, {
      show: true,
      env: { NATWIRE_TEST_RECORD: record, NATWIRE_DENO: Deno.execPath() },
    });
    const reports = await exists(events) ? readEvents(await Deno.readTextFile(events), compiled) : [];
    const well = await compare(tally, "node", files, record, reports, (path) => fromTop(path, compiled));
    if (result.code !== 0 && well) {
      const failed = `node --test ended with ${result.code}\n${result.stderr}`;
      tally.add({ where: "node", name: "the run as a whole", failed });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function fromTop(path: string, compiled: string): string {
  const inner = path.startsWith(compiled) ? path.slice(compiled.length) : path;
  return inner.replace(/\.js$/, ".ts");
}

/** Reads the verdicts out of the events. */
function readEvents(text: string, compiled: string): Reported[] {
  const reports: Reported[] = [];
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const { type, name = "", skip, message = "", error = "failed" } = JSON.parse(line) as NodeEvent;
    const failed = type === "test:fail" ? { failed: error } : {};
    if (type === "test:diagnostic") {
      const late = message.includes("asynchronous activity after the test ended");
      if (late) reports.push({ file: "after a test had ended", name, failed: message });
    } else if (name.startsWith(compiled)) {
      // A file without a test of its own, or one whose process ended badly. Ending well in the middle of the
      // tests looks like passing here: what is missing is found by the record.
      if (type === "test:fail") reports.push({ file: fromTop(name, compiled), name, ...failed });
    } else if (type === "test:pass" && skip !== undefined && skip !== false) {
      reports.push({ name, skipped: typeof skip === "string" ? skip : "skipped without a reason" });
    } else reports.push({ name, ...failed });
  }
  return reports;
}
