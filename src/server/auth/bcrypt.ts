/**
 * Passwords kept as bcrypt hashes. To check one is meant to be slow, so a thread of its own does it, one at a time:
 * the clients that are connected do not notice, and whoever guesses passwords keeps one processor busy, not all.
 * [nats-server auth.go comparePasswords]
 */

import { sha256, startLibraryThread } from "#runtime";
import { InvalidOperationError } from "../../errors.ts";
import { FairQueue } from "./fair_queue.ts";

/** What the thread runs: handed the library, it gives what answers each question. */
const PROGRAM = "(library) => ([given, hash]) => (library.default ?? library).compareSync(given, hash)";

const PACKAGE = { name: "bcryptjs", versions: "^3.0.0" };

/** What nats-server takes for a hash. [nats-server auth.go validBcryptPrefix] */
const PREFIX = /^\$2[abxy]\$\d{2}\$/;

/** A whole hash: the cost, 22 letters of salt, and 31 of the hash itself. */
const WHOLE = /^\$2[abxy]\$(\d{2})\$[./0-9A-Za-z]{53}$/;

const MIN_COST = 4;
const MAX_COST = 31;

/**
 * The checks that may wait. At nats-server's usual cost, 11, one takes about 0.1 s, and a client waits 2 s for its
 * login: most of what waits longer than this many would be for nothing.
 */
export const MAX_WAITING_CHECKS: number = 64;

/** The right passwords remembered, so that many clients of one user, or one that comes again, cost one check. */
export const MAX_REMEMBERED_PASSWORDS: number = 1024;

/** Tells whether a configured password or token is a hash, by how it begins. */
export function isBcryptHash(secret: string): boolean {
  return PREFIX.test(secret);
}

/** The cost of a hash: the logarithm to the base 2 of its rounds. */
export function bcryptCost(hash: string): number {
  return Number(hash.slice(4, 6));
}

/** Finds what is wrong with a hash, which nobody could log in with; undefined where nothing is. */
export function findBadHash(hash: string): string | undefined {
  const cost = Number(WHOLE.exec(hash)?.[1]);
  if (Number.isNaN(cost)) return "is no whole bcrypt hash: it has other letters than one, or not 60 of them";
  return cost >= MIN_COST && cost <= MAX_COST
    ? undefined
    : `has a bcrypt cost that is not from ${MIN_COST} to ${MAX_COST}`;
}

type LibraryThread = ReturnType<typeof startLibraryThread>;

/** What may be chosen. */
export interface BcryptOptions {
  /** How many right passwords are remembered. */
  readonly maxRemembered?: number;
  /** Starts the thread; tests have another one. */
  readonly startThread?: typeof startLibraryThread;
}

interface Check {
  readonly key: string;
  readonly hash: string;
  readonly given: string;
  settle(isRight: boolean): void;
}

/** Checks passwords against hashes. Whoever made it closes it. */
export class Bcrypt {
  /** What is told apart here cannot be told from what is kept. */
  readonly #salt = globalThis.crypto.randomUUID();
  /** The checks that wait or run, by hash and password: the same one twice is made once. */
  readonly #pending = new Map<string, Promise<boolean>>();
  readonly #waiting = new FairQueue<Check>(MAX_WAITING_CHECKS);
  /** Hashes and passwords that fit, the latest last. */
  readonly #right = new Set<string>();
  #thread: LibraryThread | undefined;
  #isBusy = false;
  #isClosed = false;
  readonly #maxRemembered: number;
  readonly #startThread: typeof startLibraryThread;

  /** Starts nothing yet. */
  constructor(options: BcryptOptions = {}) {
    this.#maxRemembered = options.maxRemembered ?? MAX_REMEMBERED_PASSWORDS;
    this.#startThread = options.startThread ?? startLibraryThread;
  }

  /**
   * Starts the thread and loads the library.
   *
   * @throws {InvalidOperationError} when the package is not there; the cause says why.
   */
  async ready(): Promise<void> {
    if (this.#isClosed) return;
    try {
      await this.#started().ready;
    } catch (cause) {
      throw new InvalidOperationError(
        `a password or token is a bcrypt hash, which takes the package ${PACKAGE.name} ${PACKAGE.versions}: install it`,
        { cause },
      );
    }
  }

  /**
   * Tells whether a password fits a hash. Where too many checks wait, one of those is given up of whoever has most
   * of them waiting, and comes out false.
   *
   * @param from who brought the password: the address of the client, without its port.
   */
  verify(hash: string, given: string, from: string): Promise<boolean> {
    const key = sha256(JSON.stringify([this.#salt, hash, given]));
    if (this.#right.has(key)) {
      this.#remember(key);
      return Promise.resolve(true);
    }
    const pending = this.#pending.get(key);
    if (pending !== undefined) return pending;
    if (this.#isClosed || findBadHash(hash) !== undefined) return Promise.resolve(false);
    const checked = new Promise<boolean>((settle) => {
      const dropped = this.#waiting.add(from, { key, hash, given, settle });
      // It is known only once it is pending.
      if (dropped !== undefined) queueMicrotask(() => this.#settle(dropped, false));
    });
    this.#pending.set(key, checked);
    this.#next();
    return checked;
  }

  /** Ends the thread; what waits comes to nothing. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (let check = this.#waiting.next(); check !== undefined; check = this.#waiting.next()) {
      this.#settle(check, false);
    }
    this.#right.clear();
    await this.#thread?.close();
  }

  #started(): LibraryThread {
    return this.#thread ??= this.#startThread(PROGRAM, PACKAGE);
  }

  #next(): void {
    const check = this.#isBusy ? undefined : this.#waiting.next();
    if (check === undefined) return;
    this.#isBusy = true;
    const { hash, given } = check;
    // The letter behind `$2` tells of mistakes in old programs, which neither nats-server nor the library repeats.
    const thread = this.#started();
    thread.ask([given, `$2b${hash.slice(3)}`]).then(
      (answer) => answer === true,
      async () => {
        // A thread that broke is not asked again.
        if (this.#thread === thread) this.#thread = undefined;
        await thread.close();
        return false;
      },
    ).then((isRight) => {
      this.#isBusy = false;
      if (isRight && !this.#isClosed) this.#remember(check.key);
      this.#settle(check, isRight);
      this.#next();
    });
  }

  #settle({ key, settle }: Check, isRight: boolean): void {
    this.#pending.delete(key);
    settle(isRight);
  }

  #remember(key: string): void {
    this.#right.delete(key);
    this.#right.add(key);
    if (this.#right.size <= this.#maxRemembered) return;
    const [oldest] = this.#right;
    this.#right.delete(oldest!);
  }
}
