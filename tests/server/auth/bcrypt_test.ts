import * as bcryptjs from "bcryptjs";
import {
  Bcrypt,
  bcryptCost,
  findBadHash,
  isBcryptHash,
  MAX_WAITING_CHECKS,
} from "../../../src/server/auth/bcrypt.ts";
import { InvalidOperationError } from "../../../src/errors.ts";
import { Login, type LoginOptions } from "../../../src/server/auth/login.ts";
import { assert, assertEquals, assertRejects, test } from "../../_test.ts";
import { plain, saying, who } from "./_contexts.ts";

/** Hashes of "s3cret": the cheapest, and one that takes the main thread some 50 ms. */
const CHEAP = bcryptjs.hashSync("s3cret", 4);
const COSTLY = bcryptjs.hashSync("s3cret", 10);

async function withBcrypt(use: (bcrypt: Bcrypt) => Promise<void>): Promise<void> {
  const bcrypt = new Bcrypt();
  try {
    await use(bcrypt);
  } finally {
    await bcrypt.close();
  }
}

test("Bcrypt verifies hashes of all four kinds", async () => {
  await withBcrypt(async (bcrypt) => {
    await bcrypt.ready();
    for (const letter of "abxy") {
      const hash = `$2${letter}${CHEAP.slice(3)}`;
      assertEquals(await bcrypt.verify(hash, "s3cret", "::1"), true, hash);
      assertEquals(await bcrypt.verify(hash, "S3cret", "::1"), false, hash);
    }
  });
});

test("Bcrypt agrees with hashes that others have made", async () => {
  // Of golang.org/x/crypto/bcrypt, of OpenBSD's and of John the Ripper's tests.
  const known: [string, string][] = [
    ["allmine", "$2a$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga"],
    ["U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"],
    ["", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"],
  ];
  await withBcrypt(async (bcrypt) => {
    for (const [password, hash] of known) {
      assertEquals(await bcrypt.verify(hash, password, "::1"), true, hash);
      assertEquals(await bcrypt.verify(hash, password + "!", "::1"), false, hash);
    }
  });
});

test("Bcrypt looks at the first 72 bytes of a password, as nats-server does", async () => {
  const long = "é".repeat(36);
  const hash = bcryptjs.hashSync(long, 4);
  await withBcrypt(async (bcrypt) => {
    assertEquals(await bcrypt.verify(hash, long + "more", "::1"), true);
    assertEquals(await bcrypt.verify(hash, long.slice(1), "::1"), false);
  });
});

test("findBadHash and isBcryptHash tell hashes from what only begins like one", () => {
  assertEquals(findBadHash(CHEAP), undefined);
  assertEquals([bcryptCost(CHEAP), bcryptCost(COSTLY)], [4, 10]);
  for (const plainText of ["", "secret", "$2a$", "$2c$10$x", "$2a$1$x", "2a$10$", "x$2a$10$"]) {
    assertEquals(isBcryptHash(plainText), false, plainText);
  }
  const atCost = (cost: string) => `$2a$${cost}${CHEAP.slice(6)}`;
  for (const bad of ["$2a$11$x", CHEAP.slice(0, -1), CHEAP + "x", atCost("03"), atCost("32"), atCost("99")]) {
    assertEquals(isBcryptHash(bad), true, bad);
    assert(findBadHash(bad) !== undefined, bad);
  }
  assertEquals([findBadHash(atCost("04")), findBadHash(atCost("31"))], [undefined, undefined]);
});

test("Bcrypt finds no password right for a hash that is none", async () => {
  await withBcrypt(async (bcrypt) => {
    assertEquals(await bcrypt.verify(`$2a$32${CHEAP.slice(6)}`, "s3cret", "::1"), false);
    assertEquals(await bcrypt.verify("$2a$11$x", "$2a$11$x", "::1"), false);
  });
});

test("Bcrypt refuses at once when too many checks wait, and takes new ones after them", async () => {
  await withBcrypt(async (bcrypt) => {
    await bcrypt.ready();
    const settled: number[] = [];
    // One runs, and as many as may wait.
    const taken = Array.from({ length: MAX_WAITING_CHECKS + 1 }, async (_, at) => {
      assertEquals(await bcrypt.verify(CHEAP, `wrong ${at}`, "::1"), false);
      settled.push(at);
    });
    assertEquals(await bcrypt.verify(CHEAP, "s3cret", "::1"), false);
    assertEquals(settled, []);
    await Promise.all(taken);
    assertEquals(await bcrypt.verify(CHEAP, "s3cret", "::1"), true);
  });
});

test("Bcrypt checks the same password once, however many clients bring it", async () => {
  await withBcrypt(async (bcrypt) => {
    await bcrypt.ready();
    const many = Array.from(
      { length: 10 * MAX_WAITING_CHECKS },
      () => bcrypt.verify(COSTLY, "s3cret", "::1"),
    );
    assertEquals(new Set(await Promise.all(many)), new Set([true]));
    // What has been found right is known: other checks under way do not hold it up.
    const others = Array.from(
      { length: MAX_WAITING_CHECKS + 1 },
      (_, at) => bcrypt.verify(CHEAP, `${at}`, "::1"),
    );
    assertEquals(await bcrypt.verify(COSTLY, "s3cret", "::1"), true);
    assertEquals(await bcrypt.verify(COSTLY, "wrong", "::1"), false);
    await Promise.all(others);
  });
});

test("Bcrypt remembers a bounded number of passwords", async () => {
  const bcrypt = new Bcrypt({ maxRemembered: 2 });
  // Beyond 72 bytes all of these are the same password.
  const long = "x".repeat(72);
  const hash = bcryptjs.hashSync(long, 4);
  for (const more of ["a", "b", "a", "c"]) assertEquals(await bcrypt.verify(hash, long + more, "::1"), true);
  // The one used longest ago has to be checked again, which is refused while others wait; the last two have not.
  const others = Array.from(
    { length: MAX_WAITING_CHECKS + 1 },
    (_, at) => bcrypt.verify(CHEAP, `${at}`, "::1"),
  );
  assertEquals(await bcrypt.verify(hash, long + "b", "::1"), false);
  assertEquals(await bcrypt.verify(hash, long + "a", "::1"), true);
  assertEquals(await bcrypt.verify(hash, long + "c", "::1"), true);
  await Promise.all(others);
  await bcrypt.close();
});

test("Bcrypt gives up checks of whoever has most waiting, so that others get theirs", async () => {
  await withBcrypt(async (bcrypt) => {
    await bcrypt.ready();
    const order: string[] = [];
    const check = async (password: string, from: string) => {
      if (await bcrypt.verify(CHEAP, password, from)) order.push(from);
      else order.push("refused");
    };
    const flood = Array.from({ length: 2 * MAX_WAITING_CHECKS }, (_, at) => check(`wrong ${at}`, "10.0.0.1"));
    await Promise.all([check("s3cret", "10.0.0.2"), ...flood]);
    assertEquals(order.filter((from) => from === "10.0.0.2").length, 1);
    // Those that found no room were refused at once, and one more was under way and another one had its turn.
    assertEquals(order.indexOf("10.0.0.2") - MAX_WAITING_CHECKS <= 2, true, `${order.indexOf("10.0.0.2")}`);
  });
});

/** A thread that answers as told. */
function threadOf(answer: () => Promise<unknown>, ready: Promise<void> = Promise.resolve()) {
  const counts = { started: 0, closed: 0 };
  const startThread = () => {
    counts.started++;
    const close = () => Promise.resolve(void counts.closed++);
    return { ready, ask: answer, close };
  };
  return { counts, startThread };
}

test("Bcrypt says which package is missing, with the cause", async () => {
  const ready = Promise.reject(new Error("cannot find it"));
  ready.catch(() => {});
  const bcrypt = new Bcrypt(threadOf(() => ready, ready));
  const login = new Login({ token: CHEAP }, bcrypt);
  const error = await assertRejects(() => login.ready(), InvalidOperationError, "bcryptjs ^3.0.0");
  assertEquals((error.cause as Error).message, "cannot find it");
  // Who has no hashes needs no package.
  await new Login({ token: "plain" }, bcrypt).ready();
});

test("Bcrypt refuses what its thread broke over, and starts another one", async () => {
  const answers = [Promise.reject(new Error("broken")), Promise.resolve(true)];
  answers[0]!.catch(() => {});
  const { counts, startThread } = threadOf(() => answers.shift()!);
  const bcrypt = new Bcrypt({ startThread });
  assertEquals(await bcrypt.verify(CHEAP, "s3cret", "::1"), false);
  assertEquals(counts, { started: 1, closed: 1 });
  assertEquals(await bcrypt.verify(CHEAP, "s3cret", "::1"), true);
  await bcrypt.close();
  assertEquals(counts, { started: 2, closed: 2 });
});

test("Login tells whether there are passwords that are no hashes", () => {
  const has = (options: LoginOptions) => new Login(options).hasPlainPasswords;
  assertEquals([has({}), has({ token: "t" }), has({ user: "u", pass: "p" })], [false, false, true]);
  assertEquals([has({ user: "u", pass: CHEAP }), has({ users: [{ user: "u", pass: CHEAP }] })], [
    false,
    false,
  ]);
  assertEquals(has({ users: [{ user: "u", pass: CHEAP }, { user: "v", pass: "p" }] }), true);
  assertEquals([has({ users: [{ user: "u" }] }), has({ users: [{ nkey: "U" }] })], [true, false]);
  assertEquals(has({ users: [{ user: "u" }], tls: { verifyAndMap: true } }), false);
});

test("Bcrypt that is closed finds nothing right, and leaves nothing behind", async () => {
  const bcrypt = new Bcrypt();
  await bcrypt.ready();
  const pending = [bcrypt.verify(COSTLY, "s3cret", "::1"), bcrypt.verify(COSTLY, "other", "::1")];
  await bcrypt.close();
  assertEquals(await Promise.all(pending), [false, false]);
  assertEquals(await bcrypt.verify(CHEAP, "s3cret", "::1"), false);
  await bcrypt.close();
});

test("Login takes hashes wherever a password or a token stands", async () => {
  await withBcrypt(async (bcrypt) => {
    const logins = [
      new Login({ users: [{ user: "u", pass: CHEAP }] }, bcrypt),
      new Login({ user: "u", pass: CHEAP }, bcrypt),
    ];
    for (const login of logins) {
      await login.ready();
      assertEquals(await who(login.judge(saying({ user: "u", pass: "s3cret" }), plain)), "$G/u");
      for (
        const given of [
          { user: "u", pass: "x" },
          { user: "u", pass: CHEAP },
          { user: "v", pass: "s3cret" },
          {},
        ]
      ) {
        assertEquals(await who(login.judge(saying(given), plain)), "refused");
      }
    }
    const token = new Login({ token: CHEAP }, bcrypt);
    assertEquals(await who(token.judge(saying({ auth_token: "s3cret" }), plain)), "$G/[REDACTED]");
    assertEquals(await who(token.judge(saying({ auth_token: CHEAP }), plain)), "refused");
    const guest = new Login({ users: [{ user: "u", pass: CHEAP }], noAuthUser: "u" }, bcrypt);
    assertEquals(await who(guest.judge(saying({}), plain)), "$G/u");
  });
});

test("Login lets everybody wait where hashes are around who did not bring a right plain password", () => {
  const bcrypt = new Bcrypt();
  const login = new Login({
    users: [
      { user: "hashed", pass: CHEAP },
      { user: "plain", pass: "p" },
      { user: "ws", pass: "w", allowedConnectionTypes: ["WEBSOCKET"] },
    ],
  }, bcrypt);
  const waits = (user: string, pass: string) => login.judge(saying({ user, pass }), plain) instanceof Promise;
  assertEquals(waits("plain", "p"), false);
  assertEquals(
    [
      waits("hashed", "s3cret"),
      waits("hashed", "x"),
      waits("plain", "x"),
      waits("ws", "w"),
      waits("nobody", "x"),
    ],
    [true, true, true, true, true],
  );
  return bcrypt.close();
});

test("Login refuses an unknown user as late as one with a wrong password", async () => {
  await withBcrypt(async (bcrypt) => {
    const login = new Login({ users: [{ user: "u", pass: COSTLY }] }, bcrypt);
    await login.ready();
    const time = async (user: string) => {
      const times: number[] = [];
      for (let at = 0; at < 3; at++) {
        const start = performance.now();
        assertEquals(await who(login.judge(saying({ user, pass: `wrong ${at}` }), plain)), "refused");
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await time("u"), await time("nobody")];
    // Not a clock to be trusted to the ms: the one would be none at all, were it not checked.
    assert(unknown > known / 4, `${unknown} ms for an unknown user, ${known} ms for a wrong password`);
  });
});

test("Bcrypt does not hold up what else goes on", async () => {
  // A measure that could not see it would prove nothing.
  const onThisThread = new Blocks();
  bcryptjs.compareSync("wrong", COSTLY);
  await onThisThread.end();
  assert(onThisThread.longest > 5, `a check on this thread took ${onThisThread.longest} ms`);
  await withBcrypt(async (bcrypt) => {
    await bcrypt.ready();
    const blocks = new Blocks();
    // Other programs hold up this one too, now and then: what counts is that one check of many did not.
    const rounds: number[] = [];
    const flood = async (from: number) => {
      while (rounds.length < 80 && !rounds.some((block) => block < 5)) {
        assertEquals(await bcrypt.verify(COSTLY, `wrong ${from} ${rounds.length}`, "::1"), false);
        rounds.push(blocks.take());
      }
    };
    await Promise.all([1, 2, 3, 4].map(flood));
    await blocks.end();
    assert(rounds.some((block) => block < 5), `blocked for ${rounds.map((ms) => ms.toFixed(1))} ms`);
  });
});

/** Measures by how many ms a timer that rings each ms is late. */
class Blocks {
  /** The longest time so far. */
  longest = 0;
  #before = performance.now();
  #isOver = false;
  readonly #watching = this.#watch();

  /** The longest time since the last call. */
  take(): number {
    this.#ring();
    const { longest } = this;
    this.longest = 0;
    return longest;
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#watching;
  }

  #ring(): void {
    const now = performance.now();
    this.longest = Math.max(this.longest, now - this.#before - 1);
    this.#before = now;
  }

  async #watch(): Promise<void> {
    do {
      await new Promise((resolve) => setTimeout(resolve, 1));
      this.#ring();
    } while (!this.#isOver);
  }
}
