import { NatsError } from "../../src/errors.ts";
import { systemClock } from "../../src/transport/clock.ts";
import { DialError } from "../../src/transport/errors.ts";
import { memoryPair } from "../../src/transport/memory.ts";
import { assert, assertEquals, assertStringIncludes, test } from "../_test.ts";
import { type FakeScript, honestScript, INFO, type Played, playOnFake } from "./fake_server.ts";

/** Checks how a demo failed. */
function assertFailed(played: Played, code: string, includes: string): void {
  assert(played.error instanceof NatsError, `a NatsError, not ${played.error}`);
  assertStringIncludes(played.error.message, includes);
  assertEquals(played.error.code as string, code);
}

test("playDemo types the demo as the page has it and shows both terminals", async () => {
  const { shown, error } = await playOnFake(honestScript());
  assertEquals(error, undefined);
  const info = `< ${INFO.trimEnd()} `;
  assertEquals(shown.filter((row) => row.startsWith("A") || row.endsWith(".")), [
    ...["1.", "A $ "],
    ...["2.", "A $ telnet fake 4222", `A ${info}`],
    ...["3.", "A > sub foo.* 90", "A < +OK"],
    ...["4.", "5."],
    ...["6.", "A < MSG foo.bar 90 5", "A < hello"],
    ...["7.", "A < MSG foo.bar 90 optional.reply.subject 5", "A < hello"],
    ...["8.", "A > unsub 90", "A < +OK"],
    ...["9.", "A - (hangs up)", "A $ telnet fake 4222", `A ${info}`, "A > sub foo.* 90", "A < +OK"],
    ...["10.", "A > ping", "A < PONG", "A - (staying idle is left out)"],
  ]);
  assertEquals(shown.filter((row) => row.startsWith("B")), [
    ...["B $ ", "B $ telnet fake 4222", `B ${info}`],
    ...["B > pub foo.bar 5", "B > hello", "B < +OK"],
    ...["B > pub foo.bar optional.reply.subject 5", "B > hello", "B < +OK"],
  ]);
});

/** Sends what an idle client gets after the PONG of step 10. */
function idleScript(after: string, hangUp: boolean): FakeScript {
  const honest = honestScript();
  return {
    ...honest,
    line(session, text) {
      honest.line(session, text);
      if (text !== "ping") return;
      // A PING right behind the PONG would come before the idling begins, and be answered.
      systemClock.wakeAt(systemClock.now() + 5, () => {
        session.say(after);
        if (hangUp) session.hangUp();
      });
    },
  };
}

test("playDemo stays idle until the server hangs up", async () => {
  const script = idleScript("PING\r\nPING\r\n-ERR 'Stale Connection'\r\n", true);
  const { shown, error } = await playOnFake(script, { pingMs: 50, answerMs: 200 });
  assertEquals(error, undefined);
  assertEquals(shown.at(-1), "A - (the server hung up)");
  assert(shown.includes("A < -ERR 'Stale Connection'"));
});

test("playDemo fails where the server does not hang up on the idle", async () => {
  const played = await playOnFake(idleScript("PING\r\nPING\r\n-ERR 'Stale Connection'\r\n", false), {
    pingMs: 10,
    answerMs: 50,
  });
  assertFailed(played, "SERVER_ERROR", 'step 10 failed: terminal A expected "the end of the connection"');
});

test("playDemo answers a PING that comes in the middle", async () => {
  const honest = honestScript();
  const pongs: number[] = [];
  const { error } = await playOnFake({
    opened: (session) => session.say(`${INFO}PING\r\n`),
    line(session, text) {
      if (text === "pong") pongs.push(session.number);
      else honest.line(session, text);
    },
  });
  assertEquals(error, undefined);
  assertEquals(pongs, [1, 2, 3]);
});

test("playDemo fails at a line that is another than the expected one, and shows it without control characters", async () => {
  const honest = honestScript();
  const played = await playOnFake({
    ...honest,
    line: (session, text) =>
      text === "hello" ? session.say("-ERR 'Oh\x1b[31m'\r\n") : honest.line(session, text),
  });
  assertFailed(
    played,
    "SERVER_ERROR",
    'step 6 failed: terminal B expected "+OK", but got "-ERR \'Oh\\x1b[31m\'"',
  );
});

test("playDemo fails where a message does not arrive", async () => {
  const honest = honestScript();
  const played = await playOnFake({
    ...honest,
    line: (session, text) => text === "hello" ? session.say("+OK\r\n") : honest.line(session, text),
  }, { answerMs: 50 });
  assertFailed(
    played,
    "SERVER_ERROR",
    'step 6 failed: terminal A expected "MSG foo.bar 90 5", but nothing came for 0.05 s',
  );
});

test("playDemo fails where the server hangs up in the middle", async () => {
  const honest = honestScript();
  const played = await playOnFake({
    ...honest,
    line: (session, text) => text.startsWith("sub") ? session.hangUp() : honest.line(session, text),
  });
  assertFailed(played, "SERVER_ERROR", 'step 3 failed: terminal A expected "+OK", but the server hung up');
});

const strangers: [what: string, script: FakeScript, message: string][] = [
  ["says nothing", { opened: () => {} }, "it said nothing for 0.05 s"],
  ["hangs up", { opened: (session) => session.hangUp() }, "it hung up without a word"],
  [
    "speaks SSH",
    { opened: (session) => session.say("SSH-2.0-OpenSSH_9.2\r\n") },
    'it said "SSH-2.0-OpenSSH_9.2", where a NATS server starts with INFO {...}',
  ],
  [
    "asks for a login",
    { opened: (session) => session.say("login: ") },
    'it said "login: " and then nothing',
  ],
  [
    "speaks and hangs up",
    {
      opened(session) {
        session.say("go away");
        session.hangUp();
      },
    },
    'it said "go away" and hung up',
  ],
  ["sends broken INFO", { opened: (session) => session.say("INFO {oops}\r\n") }, 'it said "INFO {oops}"'],
  ["sends INFO that is no object", { opened: (session) => session.say("INFO 7\r\n") }, 'it said "INFO 7"'],
  [
    "never ends its line",
    { opened: (session) => session.say("x".repeat(200_000)) },
    `it said "${"x".repeat(60)}..."`,
  ],
];

for (const [what, script, message] of strangers) {
  test(`playDemo says that a server that ${what} is not NATS`, async () => {
    const played = await playOnFake(script, { answerMs: 50 });
    assertFailed(played, "NOT_NATS", message);
    assertStringIncludes(played.error?.message ?? "", "fake:4222 is not a NATS server");
  });
}

const gatekeepers: [what: string, script: FakeScript, sign: string][] = [
  ["INFO", { opened: (s) => s.say('INFO {"auth_required":true}\r\n') }, "(auth_required in its INFO)"],
  [
    "-ERR instead of INFO",
    { opened: (s) => s.say("-ERR 'Authorization Violation'\r\n") },
    "(-ERR 'Authorization Violation')",
  ],
  [
    "-ERR to the first line",
    { opened: (s) => s.say(INFO), line: (s) => s.say("-ERR 'Authorization Violation'\r\n") },
    "(-ERR 'Authorization Violation')",
  ],
  [
    "-ERR after a while",
    { opened: (s) => s.say(INFO), line: (s) => s.say("-ERR 'Authentication Timeout'\r\n") },
    "(-ERR 'Authentication Timeout')",
  ],
];

for (const [what, script, sign] of gatekeepers) {
  test(`playDemo says that the server wants credentials where it says so by ${what}`, async () => {
    assertFailed(
      await playOnFake(script),
      "AUTHORIZATION",
      `fake:4222 is a NATS server that wants credentials ${sign}`,
    );
  });
}

test("playDemo says that the server wants TLS", async () => {
  const played = await playOnFake({ opened: (s) => s.say('INFO {"tls_required":true}\r\n') });
  assertFailed(played, "CONNECTION", "fake:4222 wants TLS (tls_required in its INFO)");
});

test("playDemo says that nobody listens, and how to change that", async () => {
  const played = await playOnFake(honestScript(), {
    dial: () => Promise.reject(new DialError("refused", "fake", 4222)),
  });
  assertFailed(
    played,
    "CONNECTION_REFUSED",
    'nobody listens there. Start a server there, for example with "natwire',
  );
});

test("playDemo gives up a connection that takes too long", async () => {
  const played = await playOnFake(honestScript(), {
    answerMs: 20,
    dial: ({ signal }) =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
  });
  assertFailed(played, "CONNECT_TIMEOUT", "cannot connect to fake:4222: no answer within 0.02 s.");
});

test("playDemo closes its connections where a later one fails", async () => {
  const ends: (Promise<Uint8Array | null>)[] = [];
  let dials = 0;
  const played = await playOnFake(honestScript(), {
    clock: systemClock,
    answerMs: 50,
    dial: () => {
      if (++dials > 1) return Promise.reject(new DialError("unreachable", "fake", 4222));
      const [here, there] = memoryPair();
      void there.write(new TextEncoder().encode(`${INFO}+OK\r\n`));
      ends.push(there.read().then(() => there.read()));
      return Promise.resolve(here);
    },
  });
  assertFailed(played, "CONNECTION", "the host cannot be reached");
  assertEquals(await Promise.all(ends), [null]);
});
