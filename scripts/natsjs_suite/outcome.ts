/** What a run of one test file left. */

/** The outcome of one file. */
export interface FileOutcome {
  /** The file, seen from the top of the checkout. */
  file: string;
  seconds: number;
  passed: string[];
  /** The failed tests, each with what it said. */
  failed: Record<string, string>;
  /** True where the time ran out. */
  timedOut: boolean;
  /** How many tests returned early because the server is too old for them. */
  gated: number;
  /** What the file said where no test was run at all. */
  broken?: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function unescape(text: string): string {
  return text.replace(
    /&(?:#(x?)([0-9a-f]+)|(\w+));/gi,
    (whole, hex: string, digits: string, name: string) => {
      return digits ? String.fromCodePoint(parseInt(digits, hex ? 16 : 10)) : ENTITIES[name] ?? whole;
    },
  );
}

/** Reads the report that `deno test --junit-path` wrote; undefined where it was cut short. */
function readReport(xml: string): Pick<FileOutcome, "passed" | "failed"> | undefined {
  if (!xml.includes("</testsuites>")) return undefined;
  const passed: string[] = [];
  const failed: Record<string, string> = {};
  const cases = /<testcase name="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g;
  for (const [, name = "", body = ""] of xml.matchAll(cases)) {
    const failure = body.match(/<(?:failure|error)[^>]*>([\s\S]*?)<\/(?:failure|error)>/);
    if (failure) failed[unescape(name)] = unescape(failure[1] ?? "");
    else if (!body.includes("<skipped")) passed.push(unescape(name));
  }
  return { passed, failed };
}

/** Reads what the run printed, where there is no report: it knows the names, not what was wrong. */
function readOutput(output: string): Pick<FileOutcome, "passed" | "failed"> {
  const passed: string[] = [];
  const failed: Record<string, string> = {};
  for (const [, name = "", verdict] of output.matchAll(/^(.+?) \.\.\.(?: .*)? (ok|FAILED)\b/gm)) {
    if (verdict === "ok") passed.push(name);
    else failed[name] = "";
  }
  return { passed, failed };
}

/** Puts together what is known of a run. */
export function outcomeOf(
  file: string,
  seconds: number,
  timedOut: boolean,
  xml: string,
  output: string,
): FileOutcome {
  const tests = readReport(xml) ?? readOutput(output);
  const gated = output.match(/skipping test as server/g)?.length ?? 0;
  const outcome: FileOutcome = { file, seconds, timedOut, gated, ...tests };
  const none = tests.passed.length === 0 && Object.keys(tests.failed).length === 0;
  const whole = xml.includes("</testsuites>");
  return none && !whole ? { ...outcome, broken: output.slice(-2000) } : outcome;
}
