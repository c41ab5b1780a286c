/**
 * The fuzzer: mutated transcripts go into a target whole and in pieces, and both have to come to the same end.
 *
 * What counts as a failure: an exception other than one ProtocolError with a code of the wire, two ways of cutting
 * the same bytes that come to different ends, memory held beyond the limits, or taking too long. Every run has a
 * seed of its own, so one run can be repeated without those before it.
 */
import { cut, type Reader, single, wire } from "../wire/_feed.ts";
import { mutant } from "./mutate.ts";
import { Random, seedOfRun } from "./random.ts";

/** What a run is held to; drawn anew for each. */
export interface FuzzConfig {
  /** The longest argument part of a line. */
  readonly maxControlLine: number;
  /** The largest message. */
  readonly maxPayload: number;
  /** Whether headers are taken, where the target does not learn that from the transcript. */
  readonly headers: boolean;
  /** Whether a server asks for credentials. */
  readonly authRequired: boolean;
}

/** What became of one feeding. */
export interface FuzzOutcome {
  /** Everything that can be seen from outside, as text: equal for equal bytes however they are cut. */
  readonly trace: string;
  /** True when the CONNECT, or the INFO, was taken. */
  readonly pastHandshake: boolean;
  /** True when a message was complete. */
  readonly reachedPayload: boolean;
  /** The code of the error that ended it, or `""`. */
  readonly code: string;
  /** What is wrong in itself, or null. */
  readonly problem: string | null;
}

/** What is fuzzed. `run` may throw: that is a finding. */
export interface FuzzTarget {
  /** How it is named in reports. */
  readonly name: string;
  /** Which end it is. */
  readonly reader: Reader;
  /** Makes its input, one character for each byte; a transcript for its reader, where this is missing. */
  mutant?(random: Random): string;
  /** Feeds the chunks one after the other to a new instance. */
  run(chunks: readonly Uint8Array[], config: FuzzConfig): FuzzOutcome | Promise<FuzzOutcome>;
}

/** What is fuzzed on a server that runs meanwhile. */
export interface ServerTarget extends FuzzTarget {
  /** Closes the server. */
  close(): Promise<void>;
}

/** What a fuzz run takes. */
export interface FuzzOptions {
  /** What to fuzz; they take turns. */
  readonly targets: readonly FuzzTarget[];
  /** What all randomness comes from. */
  readonly seed: number;
  /** The number of the first run; each run is one mutant. */
  readonly firstRun?: number;
  /** Told before each run; false ends it. */
  readonly goOn: (run: number) => boolean;
  /** How long one mutant may take, ms. */
  readonly slowMs?: number;
}

/** What was found. */
export interface FuzzFinding {
  /** Which target. */
  readonly target: string;
  /** The seed of the whole. */
  readonly seed: number;
  /** The run: with the seed it makes this mutant again. */
  readonly run: number;
  /** What is wrong. */
  readonly problem: string;
  /** The limits of the run. */
  readonly config: FuzzConfig;
  /** The mutant, one character for each byte. */
  readonly input: string;
  /** The smallest input found that is wrong too. */
  readonly minimised: string;
}

/** What a fuzz run came to. */
export interface FuzzReport {
  /** How many mutants were fed. */
  readonly mutants: number;
  /** How many of them got past the handshake. */
  readonly pastHandshake: number;
  /** How many of them got a payload through. */
  readonly reachedPayload: number;
  /** How often each code ended a run; `""` for no error. */
  readonly codes: Readonly<Record<string, number>>;
  /** The first thing that went wrong, or null. */
  readonly finding: FuzzFinding | null;
}

/** A mutant takes a fraction of a millisecond; garbage collection and a busy machine need some air. */
const SLOW_MS = 2000;

/** Goes on until `goOn` says no or something is wrong. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { targets, seed, goOn, slowMs = SLOW_MS } = options;
  const codes: Record<string, number> = {};
  const report = { mutants: 0, pastHandshake: 0, reachedPayload: 0, codes, finding: null };
  for (let run = options.firstRun ?? 0; goOn(run); run++) {
    const target = targets[run % targets.length]!;
    const random = new Random(seedOfRun(seed, run));
    const config = configOf(random);
    const input = target.mutant?.(random) ?? mutant(random, target.reader);
    const cutSeed = random.below(2 ** 31);
    const verdict = await withoutStacks(() => judge(target, input, config, cutSeed, slowMs));
    const { outcome } = verdict;
    report.mutants++;
    if (outcome?.pastHandshake) report.pastHandshake++;
    if (outcome?.reachedPayload) report.reachedPayload++;
    const code = outcome?.code ?? "";
    codes[code] = (codes[code] ?? 0) + 1;
    if (verdict.problem === null) continue;
    // Once more, for the stack; what took too long may well be quick the second time.
    const problem = (await judge(target, input, config, cutSeed, slowMs)).problem ?? verdict.problem;
    const minimised = await minimise(
      input,
      async (text) => (await judge(target, text, config, cutSeed, slowMs)).problem !== null,
    );
    return { ...report, finding: { target: target.name, seed, run, problem, config, input, minimised } };
  }
  return report;
}

/** Half of the mutants end in an error, and most of its cost is a stack that nobody looks at. */
async function withoutStacks<T>(fn: () => Promise<T>): Promise<T> {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return await fn();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** Says what was found and how to see it again. */
export function describeFinding(finding: FuzzFinding): string {
  return [
    `${finding.target}: ${finding.problem}`,
    `  seed ${finding.seed}, run ${finding.run}, ${JSON.stringify(finding.config)}`,
    `  minimised: ${JSON.stringify(finding.minimised)}`,
    `  replay: deno task fuzz --seed ${finding.seed} --only ${finding.run}`,
  ].join("\n");
}

function configOf(random: Random): FuzzConfig {
  return {
    maxControlLine: random.chance(0.5) ? 256 : 4096,
    maxPayload: random.pick([512, 65536, 1024 * 1024]),
    headers: random.chance(0.9),
    authRequired: random.chance(0.3),
  };
}

/** Feeds the input whole and in pieces, and says what is wrong, or null. */
async function judge(
  target: FuzzTarget,
  input: string,
  config: FuzzConfig,
  cutSeed: number,
  slowMs: number,
): Promise<{ problem: string | null; outcome: FuzzOutcome | null }> {
  const bytes = wire(input);
  const startMs = performance.now();
  try {
    const outcome = await target.run([bytes], config);
    if (outcome.problem !== null) return { problem: `whole: ${outcome.problem}`, outcome };
    const pieces = await target.run(inPieces(bytes, cutSeed), config);
    if (pieces.problem !== null) return { problem: `in pieces: ${pieces.problem}`, outcome };
    const tookMs = performance.now() - startMs;
    if (tookMs > slowMs) return { problem: `took ${tookMs} ms for ${bytes.length} bytes`, outcome };
    if (pieces.trace === outcome.trace) return { problem: null, outcome };
    return { problem: `whole and in pieces differ:\n--- ${outcome.trace}\n--- ${pieces.trace}`, outcome };
  } catch (error) {
    return { problem: `threw ${error instanceof Error ? error.stack : String(error)}`, outcome: null };
  }
}

/** What is longer is not fed byte by byte: that alone would take too long. */
const MAX_SINGLE_BYTES = 4096;

/** The bytes cut: at a few places, into pieces of one size, or one by one. */
function inPieces(bytes: Uint8Array, cutSeed: number): Uint8Array[] {
  const random = new Random(cutSeed);
  const kind = random.below(8);
  if (kind === 0 && bytes.length <= MAX_SINGLE_BYTES) return single(bytes);
  const positions: number[] = [];
  if (kind < 4) {
    const size = 2 + random.below(40);
    for (let at = size; at < bytes.length; at += size) positions.push(at);
  } else {
    for (let left = 1 + random.below(6); left > 0; left--) positions.push(random.below(bytes.length + 1));
    positions.sort((a, b) => a - b);
  }
  return cut(bytes, positions);
}

/** Tries to leave out ever smaller parts, as long as what is left still fails. [Zeller, delta debugging] */
export async function minimise(
  input: string,
  fails: (input: string) => boolean | Promise<boolean>,
  most: number = 5000,
): Promise<string> {
  let left = most;
  let size = Math.ceil(input.length / 2);
  while (size >= 1 && left > 0) {
    let shorter = false;
    for (let at = 0; at < input.length && left > 0;) {
      const candidate = input.slice(0, at) + input.slice(at + size);
      left--;
      if (await fails(candidate)) {
        input = candidate;
        shorter = true;
      } else {
        at += size;
      }
    }
    if (size === 1 && !shorter) break;
    if (size > 1) size = Math.ceil(size / 2);
  }
  return input;
}
