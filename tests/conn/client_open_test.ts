import { OPEN, play } from "./_client_player.ts";
import { assertEquals, test } from "../_test.ts";

const LOST = "> hangUp\n> status disconnect a:4222";

test("ClientMachine pings every interval and gives up the connection when too many stay unanswered", () => {
  play(
    { pingIntervalMs: 100, maxPingOut: 2 },
    `${OPEN}
    @ 99
    @ 100
    C: PING
    > status ping 1
    @ 199
    @ 200
    C: PING
    > status ping 2
    @ 299
    @ 300
    > status staleConnection
    ${LOST}
    > lost STALE_CONNECTION`,
  );
});

test("ClientMachine counts a PING as answered by its PONG, and stays open", () => {
  play(
    { pingIntervalMs: 100, maxPingOut: 1 },
    `${OPEN}
    @ 100
    C: PING
    > status ping 1
    @ 199
    S: PONG
    @ 200
    C: PING
    > status ping 1
    S: PONG
    @ 300
    C: PING
    > status ping 1
    @ 400
    > status staleConnection
    ${LOST}
    > lost STALE_CONNECTION`,
  );
});

test("ClientMachine keeps its interval after a wake-up that came late", () => {
  const machine = play({ pingIntervalMs: 100 }, OPEN);
  machine.tick(99);
  assertEquals(machine.output(), null);
  machine.tick(250);
  assertEquals(machine.output(), { kind: "status", status: { type: "ping", pendingPings: 1 } });
  assertEquals(machine.wakeAtMs, 350);
});

test("ClientMachine answers the application's PINGs in their order, between its own", () => {
  play(
    { pingIntervalMs: 100 },
    `${OPEN}
    ! ping a
    C: PING
    ! pub foo 1
    C: PUB foo 1
    C: 1
    @ 100
    C: PING
    > status ping 1
    ! ping b
    C: PING
    ! ping c
    C: PING
    S: PONG
    < pong a
    S: PONG
    S: PONG
    < pong b
    ! ping d
    C: PING
    S: PONG
    S: PONG
    < pong c
    < pong d`,
  );
});

test("ClientMachine passes over a PONG that nobody asked for", () => {
  play({ pingIntervalMs: 100 }, `${OPEN}\nS: PONG\nS: PONG\n! ping a\nC: PING\nS: PONG\n< pong a`);
  play(
    { pingIntervalMs: 100, maxPingOut: 1 },
    `${OPEN}\nS: PONG\n@ 100\nC: PING\n> status ping 1\n@ 200\n> status staleConnection\n${LOST}\n> lost STALE_CONNECTION`,
  );
});

test("ClientMachine hands messages to their subscriptions and passes over those for nobody", () => {
  const machine = play(
    {},
    `${OPEN}
    ! sub 1 foo.*
    C: SUB foo.* 1
    ! sub 22 bar q
    C: SUB bar q 22
    S: MSG foo.a 1 5
    S: hello
    S: MSG bar 22 reply 0
    S: 
    S: MSG foo.b 3 2
    S: hi
    S: MSG foo.b x1 2
    S: hi
    S: HMSG foo.c 1 12 14
    S: NATS/1.0
    S: 
    S: ok
    < 1 foo.a hello
    < 22 bar
    < 1 foo.c ok
    `,
  );
  const { inMsgs, inBytes, outMsgs, outBytes } = machine.counts;
  assertEquals({ inMsgs, inBytes, outMsgs, outBytes }, { inMsgs: 5, inBytes: 23, outMsgs: 0, outBytes: 0 });
});

test("ClientMachine counts what is published, headers included", () => {
  const machine = play({}, `${OPEN}\n! pub foo 12345\nC: PUB foo 5\nC: 12345`);
  machine.publish("foo", "", new Uint8Array(12), "né");
  assertEquals([machine.counts.outMsgs, machine.counts.outBytes], [2, 5 + 12 + 3]);
});

test("ClientMachine ends a subscription at once, or after its messages", () => {
  play(
    {},
    `${OPEN}
    ! sub 1 foo
    C: SUB foo 1
    ! unsub 1 2
    C: UNSUB 1 2
    S: MSG foo 1 1
    S: a
    S: MSG foo 1 1
    S: b
    S: MSG foo 1 1
    S: c
    < 1 foo a
    < 1 foo b
    < 1 max
    ! unsub 1
    ! sub 2 foo
    C: SUB foo 2
    S: MSG foo 2 1
    S: a
    < 2 foo a
    ! unsub 2 1
    C: UNSUB 2
    S: MSG foo 2 1
    S: b`,
  );
});

test("ClientMachine hands over what is on its way after stopInterest", () => {
  play(
    {},
    `${OPEN}
    ! sub 1 foo
    C: SUB foo 1
    ! stop 1
    C: UNSUB 1
    S: MSG foo 1 1
    S: a
    < 1 foo a`,
  );
});

test("ClientMachine lets a callback end its subscription, also at its last message", () => {
  play(
    {},
    `${OPEN}
    ! sub 1 foo
    C: SUB foo 1
    ! unsub 1 1
    C: UNSUB 1 1
    S: MSG foo 1 9
    S: ! unsub 1
    S: MSG foo 1 1
    S: b
    < 1 foo ! unsub 1
    C: UNSUB 1`,
  );
});

test("ClientMachine lets a callback close or reconnect in the middle of what arrives", () => {
  play(
    {},
    `${OPEN}
    ! sub 1 foo
    C: SUB foo 1
    S: MSG foo 1 7
    S: ! close
    S: MSG foo 1 1
    S: b
    S: PING
    < 1 foo ! close
    > hangUp flush
    ! finished
    > closed`,
  );
  play(
    {},
    `${OPEN}
    ! sub 1 foo
    C: SUB foo 1
    S: MSG foo 1 11
    S: ! reconnect
    S: MSG foo 1 1
    S: b
    < 1 foo ! reconnect
    > status forceReconnect
    ${LOST}
    > lost CONNECTION`,
  );
});

test("ClientMachine sends what was published before close", () => {
  const machine = play({}, OPEN);
  machine.publish("foo", "", null, "last");
  machine.close(undefined, 1);
  const block = machine.takeBlock()!;
  assertEquals(new TextDecoder().decode(block), "PUB foo 4\r\nlast\r\n");
  machine.giveBack(block);
  assertEquals([machine.takeBlock(), machine.pendingBytes], [null, 0]);
});

test("ClientMachine tells permission violations, and stays open", () => {
  play(
    {},
    String.raw`${OPEN}
    S: -ERR 'Permissions Violation for Publish to "foo.a"'
    > denied publish foo.a
    > status error PERMISSION_VIOLATION
    S: -ERR 'Permissions Violation for Subscription to "a\"b\\c" using queue "q"'
    > denied subscription a"b\c q
    > status error PERMISSION_VIOLATION
    S: -ERR 'Permissions Violation for Publish with Reply of "_R_.x"'
    > denied publish _R_.x
    > status error PERMISSION_VIOLATION
    S: PING
    C: PONG`,
  );
});

test("ClientMachine tells other errors, stays open until the server closes, and gives the last as the cause", () => {
  play(
    {},
    `${OPEN}
    S: -ERR 'Invalid Subject'
    > status error SERVER_ERROR
    S: PING
    C: PONG
    S: -ERR 'User Authentication Expired'
    > status error AUTHENTICATION_EXPIRED
    ! ended
    ${LOST}
    > lost AUTHENTICATION_EXPIRED`,
  );
});

test("ClientMachine gives no error as the cause after which the server still answered", () => {
  play(
    {},
    `${OPEN}
    S: -ERR 'Invalid Subject'
    > status error SERVER_ERROR
    ! ping a
    C: PING
    S: PONG
    < pong a
    ! ended
    ${LOST}
    > lost CONNECTION`,
  );
});

test("ClientMachine takes INFO at any time: servers come and go, lame duck mode", () => {
  const machine = play(
    {},
    `${OPEN}
    S: INFO {"proto":1,"connect_urls":["b:1","c:2","a:4222"]}
    > status update [b:1,c:2] []
    S: INFO {"proto":1,"connect_urls":["c:2","d:3"]}
    > status update [d:3] [b:1]
    S: INFO {"proto":1,"connect_urls":["c:2","d:3"],"ldm":true}
    > status ldm a:4222`,
  );
  assertEquals(machine.pool.servers.map((server) => server.listen), ["c:2", "d:3", "a:4222"]);
  assertEquals(machine.info?.ldm, true);
});

test("ClientMachine leaves the reported servers alone where the options say so", () => {
  const machine = play({ ignoreClusterUpdates: true }, `${OPEN}\nS: INFO {"connect_urls":["b:1"]}`);
  assertEquals(machine.pool.size, 1);
});

test("ClientMachine drops a server that breaks the protocol", () => {
  const broken = {
    "garbage": "UNKNOWN_OPERATION",
    "MSG foo": "BAD_ARGUMENTS",
    "INFO {": "BAD_JSON",
    "MSG foo 1 99999999": "PAYLOAD_TOO_LARGE",
  };
  for (const [line, code] of Object.entries(broken)) {
    play({}, `${OPEN}\nS: ${line}\n${LOST}\n> lost ${code}`);
  }
});

test("ClientMachine takes messages as large as the server says it sends", () => {
  play({}, `${OPEN}\nS: INFO {"max_payload":100000000}\nS: MSG foo 1 99999999`);
});
