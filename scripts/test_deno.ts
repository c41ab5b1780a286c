/** Runs test files on Deno, with the leak sanitizers of deno.json. */
import { writeImportMap } from "./import_map.ts";
import type { Tally } from "./tally.ts";
import { compare, type Reported } from "./test_record.ts";
import { exists, root, run } from "./tools.ts";

/** Runs these test files (paths from the top of the repository). */
export async function testOnDeno(tally: Tally, files: readonly string[]): Promise<void> {
  const map = await writeImportMap();
  if (!map.jsr) console.log("JSR cannot be reached: tests/stand_ins takes the place of its packages");
  const folder = await Deno.makeTempDir({ prefix: "natwire-deno-" });
  try {
    const junit = `${folder}/junit.xml`;
    const record = `${folder}/record`;
    const args = [
      "test",
      "-A",
      "--no-check",
      "--no-lock",
      `--import-map=${map.path}`,
      `--junit-path=${junit}`,
    ];
    const result = await run(Deno.execPath(), [...args, ...files], {
      show: true,
      env: { NATWIRE_TEST_RECORD: record, NATWIRE_DENO: Deno.execPath() },
    });
    const reports = await exists(junit) ? readJunit(await Deno.readTextFile(junit)) : [];
    const well = await compare(tally, "deno", files, record, reports, fromTop);
    if (result.code !== 0 && well) {
      const failed = `deno test ended with ${result.code}\n${result.stderr}`;
      tally.add({ where: "deno", name: "the run as a whole", failed });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function fromTop(url: string): string {
  const path = decodeURIComponent(new URL(url).pathname);
  return path.startsWith(root) ? path.slice(root.length) : path;
}

/** Reads the verdicts out of a JUnit file of `deno test`. */
function readJunit(xml: string): Reported[] {
  const reports: Reported[] = [];
  for (const [, attributes = "", body = ""] of xml.matchAll(/<testcase ([^>]*)>(.*?)<\/testcase>/gs)) {
    const name = attribute(attributes, "name");
    const fault = body.match(/<(?:failure|error)([^>]*?)(?:\/>|>(.*?)<\/(?:failure|error)>)/s);
    if (fault) {
      const failed = unescapeXml(fault[2] ?? "") || attribute(fault[1] ?? "", "message");
      reports.push({ name, failed });
    } else if (body.includes("<skipped")) reports.push({ name, skipped: "ignored without a reason" });
    else reports.push({ name });
  }
  return reports;
}

function attribute(attributes: string, name: string): string {
  const [, value = ""] = attributes.match(new RegExp(`(?:^|\\s)${name}="([^"]*)"`)) ?? [];
  return unescapeXml(value);
}

const XML: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:(lt|gt|quot|apos|amp)|#(x?)([0-9a-fA-F]+));/g, (_, word, hex, digits) => {
    return word ? XML[word] ?? "" : String.fromCodePoint(parseInt(digits, hex ? 16 : 10));
  });
}
