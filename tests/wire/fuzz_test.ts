import { Parser } from "../../src/wire/parser.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes, test } from "../_test.ts";
import { describeFinding, fuzz, type FuzzFinding, type FuzzTarget, minimise } from "../_fuzz/core.ts";
import { clientTarget, parserTarget, serverTarget } from "../_fuzz/targets.ts";
import type { MakeParser, ParserLike } from "./_feed.ts";

const SEED = 20260801;

async function short(targets: FuzzTarget[], runs: number): Promise<FuzzFinding | null> {
  const report = await fuzz({ targets, seed: SEED, goOn: (run) => run < runs });
  const tell = `seed ${SEED}: ${JSON.stringify(report, null, 1)}`;
  if (report.finding === null) {
    assertEquals(report.mutants, runs);
    assert(report.pastHandshake >= report.mutants / 2, tell);
    assert(report.reachedPayload >= report.mutants / 4, tell);
  }
  return report.finding;
}

for (const target of [parserTarget("server"), parserTarget("client"), serverTarget, clientTarget]) {
  test(`${target.name} takes 1500 mutants of seed ${SEED}: operations or one error, whole as in pieces`, async () => {
    const finding = await short([target], 1500);
    assert(finding === null, finding === null ? "" : describeFinding(finding));
  });
}

/** A parser that is right but for what `faulty` does to its methods. */
function planted(faulty: (parser: Parser, like: ParserLike) => ParserLike): FuzzTarget {
  const make: MakeParser = (verbs, sink, limits) => {
    const parser = new Parser(verbs, sink, limits);
    return faulty(parser, {
      push: (chunk) => parser.push(chunk),
      get pending() {
        return parser.pending;
      },
    });
  };
  return parserTarget("server", make);
}

const BUGS: [name: string, problem: RegExp, FuzzTarget][] = [
  [
    "a chunk that ends in CR loses it",
    /differ/,
    planted((parser) => ({
      push: (chunk) => parser.push(chunk.at(-1) === 13 ? chunk.subarray(0, -1) : chunk),
      get pending() {
        return parser.pending;
      },
    })),
  ],
  [
    "a size of nine digits is an internal error",
    /threw RangeError/,
    planted((parser, like) => ({
      ...like,
      push(chunk) {
        if (/ 9{9}\r/.test(String.fromCharCode(...chunk))) throw new RangeError("Invalid typed array length");
        parser.push(chunk);
      },
    })),
  ],
  [
    "whatever comes after PING on its line is kept",
    /holds \d+ bytes/,
    planted((parser, like) => {
      let kept = 0;
      return {
        push(chunk) {
          kept += chunk.length;
          like.push(chunk);
        },
        get pending() {
          return parser.pending > 0 ? kept : 0;
        },
      };
    }),
  ],
  [
    "an error has a code from elsewhere",
    /no business with BAD_JSON/,
    planted((parser, like) => ({
      ...like,
      push(chunk) {
        try {
          parser.push(chunk);
        } catch (error) {
          throw Object.assign(error as Error, { code: "BAD_JSON" });
        }
      },
    })),
  ],
];

for (const [name, problem, target] of BUGS) {
  test(`fuzz finds a bug planted on purpose: ${name}`, async () => {
    const finding = await short([target], 1500);
    assert(finding !== null, "the bug was not found");
    assertMatch(finding.problem, problem);
    assert(finding.minimised.length <= finding.input.length);
    assertStringIncludes(describeFinding(finding), `deno task fuzz --seed ${SEED} --only ${finding.run}`);
    // The run alone makes the same mutant again.
    const again = await fuzz({
      targets: [target],
      seed: SEED,
      firstRun: finding.run,
      goOn: (run) => run === finding.run,
    });
    assertEquals(again.finding?.input, finding.input);
    assertEquals(again.finding?.minimised, finding.minimised);
  });
}

test("fuzz finds what takes too long", async () => {
  const slow = planted((parser, like) => ({
    ...like,
    push(chunk) {
      const untilMs = performance.now() + 30;
      while (performance.now() < untilMs);
      parser.push(chunk);
    },
  }));
  const { finding } = await fuzz({ targets: [slow], seed: SEED, slowMs: 20, goOn: (run) => run < 1 });
  assertMatch(finding?.problem ?? "nothing", /took .* ms/);
});

test("fuzz repeats itself with the same seed and goes elsewhere with another", async () => {
  const traces = async (seed: number): Promise<string[]> => {
    const inputs: string[] = [];
    const target: FuzzTarget = {
      ...parserTarget("server"),
      run(chunks, config) {
        inputs.push(`${JSON.stringify(config)} ${chunks.map((chunk) => String(chunk)).join("|")}`);
        return parserTarget("server").run(chunks, config);
      },
    };
    await fuzz({ targets: [target], seed, goOn: (run) => run < 50 });
    return inputs;
  };
  const [one, again, other] = [await traces(1), await traces(1), await traces(2)];
  assertEquals(one, again);
  assert(one.join() !== other.join());
});

test("minimise leaves what it takes to fail and no more", async () => {
  assertEquals(await minimise("aaaaaaXaaaaaaaaYaaaa", (text) => /X.*Y/.test(text)), "XY");
  assertEquals(await minimise("abc", () => false), "abc");
  assertEquals(await minimise("abc", () => true), "");
});
