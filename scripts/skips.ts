/** The reasons for which a test may be skipped. Any other reason counts as a failure. */

/** One reason. */
export interface AllowedSkip {
  /** How the reason begins. */
  begins: string;
  /** What is missing then; `.ci/run` forbids to miss what it has put in place itself. */
  needs: "server" | "node" | "jsr" | "browser" | "libnats";
}

/** All of them. */
const ALLOWED_SKIPS: readonly AllowedSkip[] = [
  { begins: "no nats-server", needs: "server" },
  { begins: "nats-server is too old", needs: "server" },
  { begins: "no real Node", needs: "node" },
  { begins: "no browser", needs: "browser" },
  { begins: "no libnats", needs: "libnats" },
  { begins: "JSR cannot be reached", needs: "jsr" },
];

/** Why this skip counts as a failure, if it does. */
export function forbidden(reason: string, needed: readonly string[]): string | undefined {
  const allowed = ALLOWED_SKIPS.find(({ begins }) => reason.startsWith(begins));
  if (allowed === undefined) return `this reason for skipping is not listed in scripts/skips.ts: ${reason}`;
  if (needed.includes(allowed.needs)) return `may not be skipped in this run: ${reason}`;
  return undefined;
}
