import { ServerConnection } from "../../src/conn/server.ts";
import { LINGER_BYTES } from "../../src/conn/server_states.ts";
import { binaryBytes } from "../../src/wire/bytes.ts";
import { assertEquals, test } from "../_test.ts";
import { connectionOptions, LoneSink, playServer, type ServerChanges } from "./_server_player.ts";

const QUIET =
  `C: CONNECT {"verbose":false,"pedantic":false,"protocol":1,"headers":true,"no_responders":true}`;

/** What is tested, the transcript, and the options. */
const transcripts: [what: string, transcript: string, changes?: ServerChanges][] = [
  [
    "plays the telnet session of the protocol demo",
    `
    S: INFO
    C: sub foo.bar 90
    S: +OK
    C: pub foo.bar 5
    C: hello
    S: +OK
    S: MSG foo.bar 90 5
    S: hello
    C: pub foo.bar optional.reply.subject 5
    C: hello
    S: +OK
    S: MSG foo.bar 90 optional.reply.subject 5
    S: hello
    C: ping
    S: PONG
    C: unsub 90
    S: +OK
    C: pub foo.bar 5
    C: hello
    S: +OK
    = open`,
  ],
  [
    "takes a line end without CR",
    `
    S: INFO
    C: SUB a 1\\nPUB a 1\\nx\\r\\n\\
    S: +OK
    S: +OK
    S: MSG a 1 1
    S: x`,
  ],
  [
    "says nothing to a quiet client that was accepted",
    `
    S: INFO
    ${QUIET}
    C: SUB a 1
    C: UNSUB 1
    C: PUB a 1
    C: x
    C: PONG
    C: +OK
    C: INFO {}
    = open`,
  ],
  [
    "says +OK to a verbose CONNECT",
    `
    S: INFO
    C: CONNECT {}
    S: +OK`,
  ],
  [
    "sends a second INFO after the first PING of a client that takes it",
    `
    S: INFO
    C: PING
    S: PONG
    ${QUIET}
    C: PING
    S: PONG
    S: INFO+
    C: PING
    S: PONG`,
  ],
  [
    "sends no second INFO with protocol 0",
    `
    S: INFO
    C: CONNECT {"verbose":false}
    C: PING
    S: PONG`,
  ],
  [
    "drops the subscriptions at a second CONNECT",
    `
    S: INFO
    C: SUB a 1
    S: +OK
    ${QUIET}
    C: PUB a 1
    C: x
    S: MSG a 1 1
    S: x
    ${QUIET}
    C: PUB a 1
    C: x
    C: PING
    S: PONG
    S: INFO+`,
  ],
  [
    "keeps what an earlier CONNECT said and a later one does not",
    `
    S: INFO
    C: CONNECT {"verbose":false}
    C: CONNECT {"name":"x","verbose":null}
    C: SUB a 1
    = open`,
  ],
  [
    "tells a pedantic client of a bad subject before the payload is there",
    `
    S: INFO
    C: PUB a.* 1
    S: -ERR 'Invalid Publish Subject'
    C: x
    S: +OK`,
  ],
  [
    "tells what keeps a SUB from being accepted, and goes on",
    `
    S: INFO
    C: SUB denied 1
    S: -ERR 'Permissions Violation for Subscription to "denied"'
    C: SUB denied q 1
    S: -ERR 'Permissions Violation for Subscription to "denied" using queue "q"'
    C: SUB a.a.a 1
    S: -ERR 'Permissions Violation for Subscription to "a.a.a", too many tokens'
    C: SUB many 1
    S: -ERR 'maximum subscriptions exceeded'
    C: SUB a..b 1
    S: -ERR 'Invalid Subject'
    = open`,
  ],
  [
    "refuses reserved subjects and replies, and goes on",
    `
    S: INFO
    C: CONNECT {"verbose":false,"pedantic":false}
    C: PUB denied.x 1
    C: x
    S: -ERR 'Permissions Violation for Publish to "denied.x"'
    C: PUB _GR_.x 1
    C: x
    S: -ERR 'Permissions Violation for Publish to "_GR_.x"'
    C: PUB $NRG. 1
    C: x
    S: -ERR 'Permissions Violation for Publish to "$NRG."'
    C: PUB a _R_. 1
    C: x
    S: -ERR 'Permissions Violation for Publish with Reply of "_R_."'
    C: PUB a $JS.ACK.x 1
    C: x
    S: -ERR 'Permissions Violation for Publish with Reply of "$JS.ACK.x"'
    C: PUB a $JS.ACK. 1
    C: x
    = open`,
  ],
  [
    "quotes odd bytes in an error as Go does",
    `
    S: INFO
    C: PUB denied."\\x01\\xc3\\xa9\\xff\\x7f 0
    C:
    S: -ERR 'Permissions Violation for Publish to "denied.\\"\\x01\xc3\xa9\\xff\\x7f"'`,
  ],
  [
    "tells a requester that nobody answers",
    `
    S: INFO
    ${QUIET}
    C: SUB in 7
    C: PUB nobody in 2
    C: hi
    S: HMSG in 7 38 38
    S: NATS/1.0 503
    S: Nats-Subject: nobody
    S:
    S:
    C: PUB nobody elsewhere 0
    C:
    = open`,
  ],
  [
    "sends HMSG where there are headers, and MSG where they are empty",
    `
    S: INFO
    ${QUIET}
    C: SUB a 1
    C: HPUB a 12 14
    C: NATS/1.0
    C:
    C: hi
    S: HMSG a 1 12 14
    S: NATS/1.0
    S:
    S: hi
    C: HPUB a 0 2
    C: hi
    S: MSG a 1 2
    S: hi`,
  ],
  [
    "takes a payload of the largest size",
    `
    S: INFO
    C: PUB a 32
    C: 01234567890123456789012345678901
    S: +OK`,
  ],
  [
    "takes a line of the greatest length",
    `
    S: INFO
    C: SUB ${"a".repeat(94)} 1
    S: +OK`,
  ],
  [
    "answers PING before credentials came with a violation",
    `
    S: INFO
    C: PING
    S: -ERR 'Authorization Violation'
    = lingering, Authentication Failure`,
    { authRequired: true },
  ],
  [
    "lets in who has the right password",
    `
    S: INFO
    C: CONNECT {"user":"u","pass":"p"}
    S: +OK
    = open`,
    { authRequired: true },
  ],
  [
    "refuses a wrong password",
    `
    S: INFO
    C: CONNECT {"user":"u","pass":"x"}
    S: -ERR 'Authorization Violation'
    = lingering, Authentication Failure`,
    { authRequired: true },
  ],
  [
    "waits for credentials so long and no longer",
    `
    S: INFO
    @ 1999
    = unauthorized
    @ 2000
    S: -ERR 'Authentication Timeout'
    = lingering, Authentication Timeout`,
    { authRequired: true },
  ],
  [
    "turns away who comes when it is full",
    `
    S: INFO
    ! maxConnections
    S: -ERR 'maximum connections exceeded'
    = lingering, Maximum Connections Exceeded`,
  ],
  [
    "sends what is pending when the client has sent everything",
    `
    S: INFO
    C: PING
    ! ended
    S: PONG
    = closed, Client Closed`,
  ],
  [
    "drops what is pending when the pipe breaks",
    `
    S: INFO
    ! broken
    = closed, Read Error`,
  ],
  [
    "ends without a word when the server stops",
    `
    S: INFO
    ! shutdown
    = closed, Server Shutdown`,
  ],
  [
    "lingers until the peer is done",
    `
    S: INFO
    C: x
    S: -ERR 'Unknown Protocol Operation'
    = lingering, Protocol Violation
    C: more of this
    = lingering, Protocol Violation
    ! ended
    = closed, Protocol Violation`,
  ],
  [
    "lingers for a second at most",
    `
    S: INFO
    C: x
    S: -ERR 'Unknown Protocol Operation'
    @ 999
    = lingering, Protocol Violation
    @ 1000
    = closed, Protocol Violation`,
  ],
  [
    "closes a client that takes too long to take a block",
    `
    S: INFO
    ! block
    C: PING
    @ 9999
    = open
    @ 10000
    = closed, Slow Consumer (Write Deadline)`,
  ],
  [
    "pings after the interval, and gives up at the third PING without an answer",
    `
    S: INFO
    @ 119999
    = open
    @ 120000
    S: PING
    @ 240000
    S: PING
    @ 360000
    S: -ERR 'Stale Connection'
    = lingering, Stale Connection`,
  ],
  [
    "counts from the start again after a PONG",
    `
    S: INFO
    @ 240000
    S: PING
    S: PING
    C: PONG
    @ 480000
    S: PING
    S: PING
    = open`,
  ],
  [
    "pings two seconds after CONNECT, and up to a fifth later",
    `
    S: INFO
    ${QUIET}
    @ 2199
    = open
    @ 2200
    S: PING`,
    { random: 0.5 },
  ],
  [
    "pings earlier where the interval is shorter than that",
    `
    S: INFO
    ${QUIET}
    @ 100
    S: PING`,
    { limits: { pingIntervalMs: 100 } },
  ],
  [
    "leaves the PING out for a client that did something",
    `
    S: INFO
    ${QUIET}
    @ 2000
    S: PING
    C: PONG
    @ 121999
    C: PUB a 1
    C: x
    @ 122000
    = open
    @ 242000
    S: PING`,
  ],
];

for (const [what, transcript, changes] of transcripts) {
  test(`ServerConnection ${what}`, () => playServer(transcript, changes));
}

function start(changes: ServerChanges = {}): [ServerConnection, LoneSink] {
  const sink = new LoneSink(false);
  const connection = new ServerConnection(connectionOptions(changes), sink, 0);
  sink.connection = connection;
  return [connection, sink];
}

test("ServerConnection takes pending bytes up to the limit and not one more", () => {
  const line = binaryBytes("PING\r\n");
  const [connection, sink] = start({ limits: { maxPending: 500 } });
  const room = 500 - connection.pendingBytes;
  for (let sent = 0; sent + 6 <= room; sent += 6) connection.receive(line, 0);
  assertEquals(sink.ending, undefined);
  connection.receive(line, 0);
  assertEquals(sink.ending?.reason, "Slow Consumer (Pending Bytes)");
  assertEquals(connection.state.name, "closed");
  assertEquals(connection.take(0), null);
});

test("ServerConnection lingers for so many bytes at most", () => {
  const [connection] = start();
  connection.receive(binaryBytes("x\r\n"), 0);
  const block = connection.take(0)!;
  connection.sent(block.length, 0);
  const chunk = new Uint8Array(1024 * 1024);
  for (let read = 0; read < LINGER_BYTES; read += chunk.length) connection.receive(chunk, 0);
  assertEquals(connection.state.name, "lingering");
  connection.receive(new Uint8Array(1), 0);
  assertEquals(connection.state.name, "closed");
});

test("ServerConnection does not linger for a peer that is done before everything went out", () => {
  const [connection] = start();
  connection.receive(binaryBytes("x\r\n"), 0);
  const block = connection.take(0)!;
  connection.ended(0);
  assertEquals(connection.state.name, "flushing");
  connection.sent(block.length, 0);
  assertEquals(connection.state.name, "closed");
});

test("ServerConnection gives one block at a time", () => {
  const [connection] = start();
  const block = connection.take(0)!;
  connection.receive(binaryBytes("PING\r\n"), 0);
  assertEquals(connection.take(0), null);
  connection.sent(block.length - 1, 0);
  assertEquals(connection.take(0), null);
  assertEquals(connection.pendingBytes, 7);
  connection.sent(1, 0);
  assertEquals(connection.take(0)?.length, 6);
});
