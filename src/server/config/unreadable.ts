/** Why a file can not be read, in the words that the system has for it where the runtime passes its code on. */

/** The codes of Node's and Deno's errors. [Go syscall zerrors] */
const WORDS: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", "no such file or directory"],
  ["EACCES", "permission denied"],
  ["EISDIR", "is a directory"],
  ["ENOTDIR", "not a directory"],
]);

/** Says why, or only that it can not be read. */
export function whyUnreadable(error: unknown): string {
  return WORDS.get((error as { code?: unknown } | null)?.code) ?? "can not be read";
}
