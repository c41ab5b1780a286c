import { again, CONNECT, handshake, OPEN, play } from "./_client_player.ts";
import { assertEquals, test } from "../_test.ts";

const LOST = "! ended\n> hangUp\n> status disconnect a:4222\n> lost CONNECTION\n";
const DIAL_A = "> status reconnecting\n> dial a:4222\n";
const DIAL_B = "> status reconnecting\n> dial b:4222\n";
const REFUSED = "! dialFailed refused\n> hangUp\n";

test("ClientMachine dials again once the server's delay since the last attempt is over", () => {
  play({}, `${OPEN}\n@ 500\n${LOST}\n@ 1999\n${again(2000)}`);
  play({}, `${OPEN}\n@ 2000\n${LOST}\n${DIAL_A}`);
  play({}, `${OPEN}\n${LOST}\n@ 2000\n${DIAL_A}\n@ 2500\n${REFUSED}\n@ 3999\n@ 4000\n${DIAL_A}`);
});

test("ClientMachine asks for the delay of every wait", () => {
  const delays = [10, 20, 0];
  // The script is played twice.
  let asked = 0;
  play(
    { reconnectDelayMs: () => delays[asked++ % 3]! },
    `${OPEN}\n${LOST}\n@ 10\n${DIAL_A}${REFUSED}\n@ 29\n@ 30\n${DIAL_A}${REFUSED}\n${DIAL_A}`,
  );
});

test("ClientMachine ends when the application's delay fails or is no number", () => {
  const broken = () => {
    throw new Error("bug");
  };
  for (const reconnectDelayMs of [broken, () => NaN]) {
    play({ reconnectDelayMs }, `${OPEN}\n${LOST}> closed CONNECTION\n@ 99999`);
  }
});

test("ClientMachine goes round its servers, each with its own delay", () => {
  play(
    { servers: ["a", "b"], maxReconnectAttempts: -1 },
    `${OPEN}
    @ 100
    ${LOST}
    ${DIAL_B}
    @ 200
    ${REFUSED}
    @ 2000
    ${DIAL_A}
    ${REFUSED}
    @ 2099
    @ 2100
    ${DIAL_B}
    ${handshake("> opened\n> status reconnect b:4222")}`,
  );
});

test("ClientMachine gives each server maxReconnectAttempts attempts, then ends", () => {
  play(
    { maxReconnectAttempts: 2 },
    `${OPEN}\n${LOST}\n@ 2000\n${DIAL_A}${REFUSED}\n@ 4000\n${DIAL_A}${REFUSED}> closed refused\n@ 99999`,
  );
  play(
    { servers: ["a", "b"], maxReconnectAttempts: 2, reconnectDelayMs: () => 0 },
    `${OPEN}\n${LOST}${DIAL_B}${REFUSED}${DIAL_A}${REFUSED}${DIAL_B}${REFUSED}${DIAL_A}${REFUSED}> closed refused`,
  );
});

test("ClientMachine counts attempts anew after a success", () => {
  const failing = `@ 2000\n${DIAL_A}${REFUSED}`;
  play(
    { maxReconnectAttempts: 2 },
    `${OPEN}\n${LOST}\n${failing}\n${again(4000)}${LOST}\n@ 6000\n${DIAL_A}${REFUSED}\n${again(8000)}`,
  );
});

test("ClientMachine tries every server with maxReconnectAttempts 0 or 1 before it gives up", () => {
  for (const maxReconnectAttempts of [0, 1]) {
    play(
      { servers: ["a", "b", "c"], maxReconnectAttempts, reconnectDelayMs: () => 0 },
      `${OPEN}\n${LOST}${DIAL_B}${REFUSED}
      > status reconnecting\n> dial c:4222\n${REFUSED}${DIAL_A}${REFUSED}> closed refused`,
    );
    const machine = play(
      { servers: ["a", "b"], maxReconnectAttempts, reconnectDelayMs: () => 0 },
      `${OPEN}\n${LOST}${DIAL_B}${REFUSED}${DIAL_A}${handshake("> opened\n> status reconnect a:4222")}`,
    );
    assertEquals(machine.pool.servers.map((server) => server.listen), ["a:4222"]);
  }
});

test("ClientMachine never gives up with maxReconnectAttempts -1", () => {
  let script = `${OPEN}\n${LOST}`;
  for (let n = 1; n <= 50; n++) script += `@ ${n * 2000}\n${DIAL_A}${REFUSED}`;
  play({ maxReconnectAttempts: -1 }, `${script}${again(102_000)}`);
});

test("ClientMachine tries each server once for its first connect", () => {
  play(
    { servers: ["a", "b"] },
    `! start\n${DIAL_A}${REFUSED}${DIAL_B}! dialFailed unknown host\n> hangUp\n> closed unknown host`,
  );
  play({ servers: ["a", "b"] }, `! start\n${DIAL_A}${REFUSED}${DIAL_B}${handshake()}`);
});

test("ClientMachine goes on trying for its first connect with waitOnFirstConnect", () => {
  let script = `! start\n${DIAL_A}${REFUSED}`;
  for (let n = 1; n <= 20; n++) script += `@ ${n * 2000}\n${DIAL_A}${REFUSED}`;
  play({ waitOnFirstConnect: true, maxReconnectAttempts: 2 }, `${script}@ 42000\n${DIAL_A}${handshake()}`);
});

test("ClientMachine ends at the first loss without reconnect", () => {
  play(
    { reconnect: false },
    `${OPEN}\n! ping p\nC: PING\n${LOST}> closed CONNECTION\n< no pong p DISCONNECTED`,
  );
});

test("ClientMachine reconnects when the application asks, and only while connected", () => {
  const forced =
    "! reconnect\n> status forceReconnect\n> hangUp\n> status disconnect a:4222\n> lost CONNECTION\n";
  play({}, `! reconnect\n${OPEN}\n${forced}! reconnect\n${again(2000)}`);
});

test("ClientMachine gives up after two refusals of its credentials in a row, unless told otherwise", () => {
  const attempt = `
    ${DIAL_A}
    ! dialed
    S: INFO {"proto":1,"headers":true}
    > authenticate
    ! authenticated
    C: ${CONNECT}
    C: PING
    S: -ERR 'Authorization Violation'
    > status error AUTHORIZATION
    > hangUp
  `;
  const expired = `
    S: -ERR 'User Authentication Expired'
    > status error AUTHENTICATION_EXPIRED
    ! ended
    > hangUp
    > status disconnect a:4222
    > lost AUTHENTICATION_EXPIRED
  `;
  play({}, `${OPEN}\n${LOST}\n@ 2000\n${attempt}\n@ 4000\n${attempt}\n> closed AUTHORIZATION`);
  play({}, `${OPEN}\n${expired}\n@ 2000\n${attempt}\n> closed AUTHORIZATION`);
  // Neither a success nor another failure in between is "in a row".
  play({}, `${OPEN}\n${expired}\n${again(2000)}\n${expired}\n${again(4000)}`);
  play(
    {},
    `${OPEN}\n${LOST}\n@ 2000\n${attempt}\n@ 4000\n${DIAL_A}${REFUSED}\n@ 6000\n${attempt}\n${again(8000)}`,
  );
  play(
    { ignoreAuthErrorAbort: true },
    `${OPEN}\n${expired}\n@ 2000\n${attempt}\n@ 4000\n${attempt}\n${again(6000)}`,
  );
});

test("ClientMachine does not blame one server's refusal on another that only hangs up", () => {
  play(
    { servers: ["a", "b"] },
    `! start\n${DIAL_A}! dialed
    S: INFO {"proto":1,"headers":true}
    S: -ERR 'Authorization Violation'
    > authenticate
    > status error AUTHORIZATION
    > hangUp
    ${DIAL_B}! dialed
    ! ended
    > hangUp
    > closed CONNECTION`,
  );
});

test("ClientMachine keeps publishes in order while disconnected, behind the subscriptions restored", () => {
  play(
    {},
    `${OPEN}
    ! sub 1 foo
    C: SUB foo 1
    ! pub foo 0
    C: PUB foo 1
    C: 0
    ${LOST}
    ! pub foo 1
    ! sub 2 bar q
    ! pub foo 2
    ! ping p
    ! pub foo 3
    ${again(2000)}
    C: SUB foo 1
    C: SUB bar q 2
    C: PUB foo 1
    C: 1
    C: PUB foo 1
    C: 2
    C: PUB foo 1
    C: 3
    C: PING
    S: PONG
    < pong p`,
  );
});

test("ClientMachine sends again the publishes that no transport took, but no SUB, UNSUB and PING", () => {
  const machine = play({}, OPEN);
  const interest = (sid: number) => ({
    sid,
    subject: `s${sid}`,
    queue: undefined,
    max: undefined,
    received: 0,
    onMessage: () => {},
    onMax: () => {},
  });
  const [gone, kept] = [interest(1), interest(2)];
  const pongs: string[] = [];
  machine.publish("first", "", null, "1");
  machine.subscribe(gone);
  machine.publish("second", "", null, "2");
  machine.subscribe(kept);
  machine.ping({ answered: () => pongs.push("yes"), failed: () => pongs.push("no") });
  machine.unsubscribe(gone);
  machine.publish("third", "", null, "3");
  machine.ended(undefined, 3000);
  assertEquals(pongs, ["no"]);
  assertEquals(machine.state, "dialing");
  machine.dialed(false, 3000);
  const sent = (): string => {
    let text = "";
    for (let block; (block = machine.takeBlock()) !== null;) {
      text += new TextDecoder().decode(block);
      machine.giveBack(block);
    }
    return text;
  };
  machine.receive(new TextEncoder().encode('INFO {"proto":1,"headers":true}\r\n'), 3000);
  machine.authenticated({}, 3000);
  assertEquals(sent(), `${CONNECT}\r\nPING\r\n`);
  machine.receive(new TextEncoder().encode("PONG\r\n"), 3000);
  assertEquals(sent(), "SUB s2 2\r\nPUB first 1\r\n1\r\nPUB second 1\r\n2\r\nPUB third 1\r\n3\r\n");
});

test("ClientMachine restores what is left of max, and counts later limits from there", () => {
  const two = "S: MSG foo 1 1\nS: a\nS: MSG foo 1 1\nS: b\n< 1 foo a\n< 1 foo b\n";
  play(
    {},
    `${OPEN}
    ! sub 1 foo
    C: SUB foo 1
    ! unsub 1 5
    C: UNSUB 1 5
    ${two}
    ${LOST}
    ${again(2000)}
    C: SUB foo 1
    C: UNSUB 1 3
    ${two}
    ! unsub 1 6
    C: UNSUB 1 4
    ${two}< 1 max
    ${LOST}
    ${again(4000)}`,
  );
});

test("ClientMachine keeps what happened to subscriptions while disconnected", () => {
  play(
    {},
    `${OPEN}
    ! sub 1 foo
    C: SUB foo 1
    ! sub 2 bar
    C: SUB bar 2
    ! sub 3 baz
    C: SUB baz 3
    ! sub 4 end
    C: SUB end 4
    ${LOST}
    ! unsub 1
    ! unsub 2 1
    ! stop 4
    ${again(2000)}
    C: SUB bar 2
    C: UNSUB 2 1
    C: SUB baz 3
    S: MSG bar 2 1
    S: a
    < 2 bar a
    < 2 max`,
  );
});

test("ClientMachine does not restore a subscription that was ending when the connection broke", () => {
  play({}, `${OPEN}\n! sub 1 foo\nC: SUB foo 1\n! stop 1\nC: UNSUB 1\n${LOST}${again(2000)}`);
});

test("ClientMachine forgets half a message of the connection before", () => {
  play(
    {},
    `${OPEN}
    ! sub 1 foo
    C: SUB foo 1
    S: MSG foo 1 100
    S: half
    ${LOST}
    ${again(2000)}
    C: SUB foo 1
    S: MSG foo 1 1
    S: a
    < 1 foo a`,
  );
});

test("ClientMachine starts its count of unanswered PINGs anew on a new connection", () => {
  play(
    { pingIntervalMs: 1000, maxPingOut: 2 },
    `${OPEN}
    @ 1000
    C: PING
    > status ping 1
    @ 1500
    ${LOST}
    ${again(2000)}
    @ 3000
    C: PING
    > status ping 1
    @ 4000
    C: PING
    > status ping 2`,
  );
});
