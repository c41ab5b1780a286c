/** Numbers and dates of a configuration file, from their text. [nats-server conf/parse.go] */

/** How much each suffix of an integer stands for. */
const SUFFIXES: ReadonlyMap<string, bigint> = new Map([
  ["", 1n],
  ...[..."kmgtpe"].flatMap((letter, at) => {
    const power = BigInt(at + 1);
    const binary = 1024n ** power;
    return [
      [letter, 1000n ** power],
      [`${letter}b`, binary],
      [`${letter}i`, binary],
      [`${letter}ib`, binary],
    ] as [string, bigint][];
  }),
]);

/** No int64 has more digits; longer ones would take long to read. */
const MAX_DIGITS = 19;

/** Reads an integer with its suffix; gives what is wrong with it, where something is. Its text is not repeated. */
export function integerOf(text: string): bigint | string {
  const [, digits = "", suffix = ""] = /^(-?\d+)(.*)$/s.exec(text) ?? [];
  const factor = SUFFIXES.get(suffix.toLowerCase());
  if (factor === undefined) return `no number has the suffix '${suffix}'`;
  if (digits.replace(/^-?0*/, "").length > MAX_DIGITS) return "integer is out of the range";
  const value = BigInt(digits) * factor;
  return BigInt.asIntN(64, value) === value ? value : "integer is out of the range";
}

/** Reads a time such as `2016-01-02T15:04:05Z`; undefined where there is no such time. */
export function dateOf(text: string): Date | undefined {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return undefined;
  return date.toISOString().startsWith(text.slice(0, -1)) ? date : undefined;
}
