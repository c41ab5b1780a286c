import { ClientMachine } from "../../src/conn/client.ts";
import type { PoolServer } from "../../src/conn/server_pool.ts";
import { InvalidArgumentError, NatsError } from "../../src/errors.ts";
import { utf8 } from "../../src/wire/bytes.ts";
import { CONNECT, handshake, machineOptions, OPEN, outputText, play, Player } from "./_client_player.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";

const LOST = "! ended\n> hangUp\n> status disconnect a:4222\n> lost CONNECTION\n";
const DIAL_A = "> status reconnecting\n> dial a:4222\n";
const DIAL_B = "> status reconnecting\n> dial b:4222\n";
const REFUSED = "! dialFailed refused\n> hangUp\n";

/** CONNECT with these fields instead of none. */
function connectWith(fields: string): string {
  return `C: ${CONNECT.slice(0, -1)},${fields}}`;
}

/** From a dial to the refusal of what CONNECT said. */
function refusal(connect: string, authenticate: string): string {
  return `
    ! dialed
    S: INFO {"proto":1,"headers":true}
    ${authenticate}
    ${connect}
    C: PING
    S: -ERR 'Authorization Violation'
    > status error AUTHORIZATION
    > hangUp
  `;
}

test("ClientMachine dials each address of a host name before the server counts as failed", () => {
  play(
    { resolve: true, servers: ["a", "b"] },
    `! start
    > resolve a
    ! resolved 10.0.0.1 10.0.0.2
    > status reconnecting
    > dial a:4222 at 10.0.0.1
    ! dialFailed refused
    > hangUp
    > status reconnecting
    > dial a:4222 at 10.0.0.2
    ! dialed
    ! ended
    > hangUp
    > resolve b
    ! resolved
    > status reconnecting
    > dial b:4222
    ${handshake()}`,
  );
});

test("ClientMachine goes on to the next address when the handshake fails or takes too long", () => {
  play(
    { resolve: true, handshakeTimeoutMs: 1000 },
    `! start
    > resolve a
    @ 400
    ! resolved ::1 10.0.0.2 10.0.0.3 10.0.0.2
    > status reconnecting
    > dial a:4222 at ::1
    ! dialed
    @ 999
    @ 1000
    > hangUp
    > status reconnecting
    > dial a:4222 at 10.0.0.2
    ! dialed
    S: HTTP/1.1 400 Bad Request
    > hangUp
    > status reconnecting
    > dial a:4222 at 10.0.0.3
    @ 1999
    @ 2000
    > hangUp
    > closed CONNECT_TIMEOUT`,
  );
});

test("ClientMachine counts a host name with many addresses as one server", () => {
  const player = new Player(machineOptions({ resolve: true, maxReconnectAttempts: 2 }), false);
  const dials = `! resolved 1.1.1.1 2.2.2.2\n> status reconnecting\n> dial a:4222 at 1.1.1.1\n${REFUSED}
    > status reconnecting\n> dial a:4222 at 2.2.2.2\n`;
  player.play(
    `! start\n> resolve a\n${dials}${handshake()}\n${LOST}\n@ 2000\n> resolve a\n${dials}${REFUSED}`,
  );
  assertEquals([player.machine.state, player.machine.server?.reconnects], ["waiting", 1]);
});

test("ClientMachine gives up a name that nobody looks up in time", () => {
  play(
    { resolve: true },
    "! start\n> resolve a\n@ 19999\n@ 20000\n> closed CONNECT_TIMEOUT\n! resolved 1.1.1.1",
  );
});

test("ClientMachine looks up no IP addresses, and keeps the order of the system with noRandomize", () => {
  play(
    { resolve: true, servers: ["10.0.0.1", "::1"] },
    `! start\n> status reconnecting\n> dial 10.0.0.1:4222\n${REFUSED}
    > status reconnecting\n> dial [::1]:4222\n${REFUSED}> closed refused`,
  );
  play(
    { resolve: true, noRandomize: false, random: () => 0 },
    "! start\n> resolve a\n! resolved 1.1.1.1 2.2.2.2 3.3.3.3\n> status reconnecting\n> dial a:4222 at 2.2.2.2",
  );
});

test("ClientMachine expects the name of the server in the certificate, not one of its addresses", () => {
  play(
    { resolve: true },
    `! start\n> resolve a\n! resolved 10.0.0.1\n> status reconnecting\n> dial a:4222 at 10.0.0.1
    ! dialed\nS: INFO {"proto":1,"tls_required":true}\n> secure a`,
  );
});

test("ClientMachine tries the next credentials at the same server at once, and fails only after all", () => {
  const first = refusal(`C: ${CONNECT}`, "> authenticate\n! authenticated");
  const second = refusal(`C: ${CONNECT}`, "> authenticate 1\n! authenticated");
  play(
    { servers: ["a", "b"], alternatives: 2 },
    `! start\n${DIAL_A}${first}${DIAL_A}${second}${DIAL_B}${handshake()}`,
  );
  // Two refusals in a row are two of all credentials.
  play(
    { servers: ["a", "b", "c"], alternatives: 2 },
    `! start\n${DIAL_A}${first}${DIAL_A}${second}${DIAL_B}${first}${DIAL_B}${second}> closed AUTHORIZATION`,
  );
});

test("ClientMachine begins with the credentials that were taken the last time", () => {
  const first = refusal(`C: ${CONNECT}`, "> authenticate\n! authenticated");
  const opened = (event: string) => `
    ! dialed
    S: INFO {"proto":1,"headers":true}
    > authenticate 1
    ! authenticated
    C: ${CONNECT}
    C: PING
    S: PONG
    > opened${event}`;
  play(
    { alternatives: 2 },
    `! start\n${DIAL_A}${first}${DIAL_A}${opened(" first")}
    ${LOST}\n@ 2000\n${DIAL_A}${opened("\n> status reconnect a:4222")}`,
  );
});

test("ClientMachine asks the next authenticator when one fails, and ends when the last one does", () => {
  play(
    { alternatives: 2 },
    `! start\n${DIAL_A}! dialed\nS: INFO {"proto":1,"headers":true}\n> authenticate
    ! authenticationFailed no file\n> authenticate 1
    ! authenticated\nC: ${CONNECT}\nC: PING\nS: PONG\n> opened first`,
  );
  play(
    { alternatives: 2 },
    `! start\n${DIAL_A}! dialed\nS: INFO {"proto":1,"headers":true}\n> authenticate
    ! authenticationFailed no file\n> authenticate 1
    ! authenticationFailed no seed\n> hangUp\n> closed no seed`,
  );
});

test("ClientMachine logs in with the credentials of an address, which nobody gets to see", () => {
  for (
    const [spec, fields] of [
      ["nats://me:secret@a", '"user":"me","pass":"secret"'],
      ["nats://s3cret@a:4222", '"auth_token":"s3cret"'],
      ["m%40e:s%3Aecr%2Fet@a", '"user":"m@e","pass":"s:ecr/et"'],
      ["me:100%secret@a", '"user":"me","pass":"100%secret"'],
      ["me:@a", '"user":"me","pass":""'],
    ] as const
  ) {
    const machine = play(
      { servers: [spec] },
      `! start\n${DIAL_A}! dialed\nS: INFO {"proto":1,"headers":true}
      ${connectWith(fields)}\nC: PING\nS: PONG\n> opened first`,
    );
    const shown = JSON.stringify([machine.servers, machine.server, machine.pool.servers]);
    assert(!/ecr|me:/.test(shown), shown);
  }
});

test("ClientMachine gives a server that the cluster reports the credentials of the one that told of it", () => {
  const login = (urls: string) => `
    ! dialed
    S: INFO {"proto":1,"headers":true${urls}}
    ${urls === "" ? "" : "> status update [10.0.0.7:4222] []"}
    ${connectWith('"user":"me","pass":"secret"')}
    C: PING
    S: PONG
  `;
  const machine = play(
    { servers: ["me:secret@a"] },
    `! start\n${DIAL_A}${login(',"connect_urls":["10.0.0.7:4222"]')}> opened first\n${LOST}
    > status reconnecting\n> dial 10.0.0.7:4222\n${login("")}> opened\n> status reconnect 10.0.0.7:4222`,
  );
  const told = machine.servers.find(({ gossiped }) => gossiped);
  // Its certificate has a name, and only the server that told of it knows which.
  assertEquals([told?.tlsName, told?.src], ["a", "10.0.0.7:4222"]);
});

test("ClientMachine tries the credentials of an address only once, as they have no alternative", () => {
  const refused = refusal(connectWith('"user":"me","pass":"x"'), "");
  play(
    { servers: ["me:x@a", "b"], alternatives: 3 },
    `! start\n${DIAL_A}${refused}${DIAL_B}${handshake()}`,
  );
});

test("ClientMachine wants TLS for all servers where one address begins with tls://", () => {
  const { servers } = new ClientMachine(machineOptions({ servers: ["tls://a"] }));
  assertEquals(servers[0]?.src, "tls://a");
  play(
    { servers: ["b", "tls://a"] },
    `! start\n${DIAL_B}! dialed\nS: INFO {"proto":1}\n> hangUp\n${DIAL_A}
    ! dialed\nS: INFO {"proto":1,"tls_available":true}\n> secure a\n! secured\n> authenticate
    ! authenticated\nC: ${
      connectWith("").slice(3, -2).replace(/,"headers.*$/, "")
    },"tls_required":true}\nC: PING`,
  );
  const both = { servers: ["tls://a"], tls: "forbidden" } as const;
  assertThrows(
    () => new ClientMachine(machineOptions(both)),
    InvalidArgumentError,
    "'servers','tls' disagree",
  );
});

test("ClientMachine asks for no TLS where the dial took care of it", () => {
  for (const info of ['{"proto":1}', '{"proto":1,"tls_required":true}']) {
    play(
      { tls: "required" },
      `! start\n${DIAL_A}! dialed encrypted\nS: INFO ${info}\n> authenticate`,
    );
  }
  play(
    { webSocket: true, servers: ["ws://a:1"] },
    `! start\n> status reconnecting\n> dial a:1\n! dialed\nS: INFO {"proto":1,"tls_required":true}\n> authenticate`,
  );
});

test("ClientMachine waits with the jitter of TLS after an encrypted connection", () => {
  const asked: boolean[] = [];
  const reconnectDelayMs = (tls: boolean) => {
    asked.push(tls);
    return 2000;
  };
  const again = `S: INFO {"proto":1}\n> authenticate\n! ended\n> hangUp\n`;
  play({ reconnectDelayMs }, `${OPEN}\n${LOST}`);
  play(
    { reconnectDelayMs, waitOnFirstConnect: true },
    `! start\n${DIAL_A}! dialed encrypted\n${again}\n@ 2000\n${DIAL_A}! dialed\n${again}`,
  );
  play({ reconnectDelayMs, tls: "required", waitOnFirstConnect: true }, `! start\n${DIAL_A}${REFUSED}`);
  // Each script is played twice.
  assertEquals(asked, [false, false, true, false, true, false, true, true]);
});

test("ClientMachine lets reconnectToServer choose before every dial, from frozen copies", () => {
  const pools: string[][] = [];
  const infos: unknown[] = [];
  const machine = play(
    {
      servers: ["a", "b", "c"],
      reconnectDelayMs: () => 0,
      reconnectToServer(pool, info) {
        pools.push(pool.map(({ hostname }) => hostname));
        infos.push(info?.proto ?? null);
        assert(Object.isFrozen(pool) && pool.every((server) => Object.isFrozen(server)));
        return pools.length % 3 === 0 ? null : pool.find(({ hostname }) => hostname === "c")!;
      },
    },
    `! start
    > status reconnecting
    > dial c:4222
    ${handshake()}
    ! ended
    > hangUp
    > status disconnect c:4222
    > lost CONNECTION
    > status reconnecting
    > dial c:4222
    ! dialFailed refused
    > hangUp
    ${DIAL_A}`,
  );
  assertEquals(pools.slice(0, 3), [["a", "b", "c"], ["b", "a", "c"], ["a", "b", "c"]]);
  assertEquals(infos.slice(0, 3), [null, 1, 1]);
  assertEquals(machine.server?.hostname, "a");
});

test("ClientMachine does not dial one server without a pause because reconnectToServer always chooses it", () => {
  play(
    {
      servers: ["a", "b", "c"],
      maxReconnectAttempts: -1,
      reconnectToServer: (pool) => pool.find(({ hostname }) => hostname === "a")!,
    },
    `${OPEN}\n@ 500\n${LOST}\n@ 1999\n@ 2000\n${DIAL_A}${REFUSED}\n@ 3999\n@ 4000\n${DIAL_A}`,
  );
});

test("ClientMachine waits as long as reconnectToServer says", () => {
  const choose = (pool: readonly PoolServer[]) => ({ server: pool[0]!, delay: 500.7 });
  play({ reconnectToServer: choose }, `! start\n@ 499\n@ 500\n${DIAL_A}`);
  for (const delay of [0, -1, NaN, Infinity]) {
    play({ reconnectToServer: (pool) => ({ server: pool[0]!, delay }) }, `! start\n${DIAL_A}`);
  }
  play({ reconnectToServer: choose }, "! start\n@ 100\n! close\n> closed\n@ 9999");
});

test("ClientMachine ends when what reconnectToServer answers cannot be followed", () => {
  const stranger = { ...new ClientMachine(machineOptions({ servers: ["z"] })).servers[0]! };
  for (
    const [answer, text] of [
      [() => stranger, "returned server is not in the pool"],
      [() => ({ server: stranger, delay: 1 }), "returned server is not in the pool"],
      [() => undefined, "returned server is not in the pool"],
      [() => Promise.resolve(null), "returned server is not in the pool"],
      [() => {
        throw new Error("boom");
      }, "boom"],
    ] as const
  ) {
    const machine = new ClientMachine(machineOptions({ reconnectToServer: answer as () => null }));
    machine.start(0);
    const output = machine.output();
    assert(output?.kind === "closed", output?.kind);
    assertEquals(output.error?.message, `client option reconnectToServer handler failed: ${text}`);
    assert(output.error?.cause instanceof Error);
  }
});

test("ClientMachine may be closed by the application's own functions while it asks them", () => {
  let machine: ClientMachine | undefined;
  const end = () => machine!.close(undefined, 0);
  const handlers = {
    reconnectDelayMs: () => {
      end();
      return 0;
    },
    reconnectToServer: (pool: readonly PoolServer[]) => {
      if (pool[0]!.lastConnect > 0) end();
      return null;
    },
  };
  for (const [name, handler] of Object.entries(handlers)) {
    machine = new ClientMachine(machineOptions({ waitOnFirstConnect: true, epochMs: 1, [name]: handler }));
    machine.start(0);
    machine.dialFailed(new Error("refused"), 5000);
    const outputs: string[] = [];
    for (let output; (output = machine.output()) !== null;) outputs.push(outputText(output));
    assertEquals([machine.state, outputs.at(-2), outputs.at(-1)], ["closed", "hangUp", "closed "]);
  }
});

test("ClientMachine takes new servers from the next attempt on, and keeps what it knows of old ones", () => {
  const player = new Player(machineOptions({ servers: ["a", "b"] }), false);
  player.play(OPEN);
  player.machine.setServers(["c", "a", "d:1"]);
  assertEquals(player.machine.state, "open");
  assertEquals(player.machine.servers.map(({ listen, didConnect }) => [listen, didConnect]), [
    ["c:4222", false],
    ["a:4222", true],
    ["d:1", false],
  ]);
  player.play(`${LOST}> status reconnecting\n> dial c:4222`);
  for (const none of [[], ["x:0"], "abc", [1], ["ws://a"]]) {
    assertThrows(() => player.machine.setServers(none as string[]), InvalidArgumentError, "'servers'");
  }
  assertEquals(player.machine.servers.length, 3);
});

test("ClientMachine does not go on waiting for a server that was replaced", () => {
  const player = new Player(machineOptions(), false);
  player.play(`${OPEN}\n${LOST}\n@ 100`);
  player.machine.setServers(["b"]);
  player.play(`@ 1999\n@ 2000\n${DIAL_B}`);
});

test("ClientMachine tells of its servers by the names of nats.js, with the time of the last attempt", () => {
  const { servers } = play({ epochMs: 1_700_000_000_000.4, servers: ["nats://a", "b"] }, `@ 5\n${OPEN}`);
  assertEquals(servers, [
    {
      hostname: "b",
      port: 4222,
      listen: "b:4222",
      src: "b",
      tlsName: "",
      reconnects: 0,
      lastConnect: 0,
      gossiped: false,
      didConnect: false,
    },
    {
      hostname: "a",
      port: 4222,
      listen: "a:4222",
      src: "nats://a",
      tlsName: "",
      reconnects: 0,
      lastConnect: 1_700_000_000_005,
      gossiped: false,
      didConnect: true,
    },
  ]);
  assert(Object.isFrozen(servers) && Object.isFrozen(servers[0]));
});

test("ClientMachine names the server in its errors", () => {
  const receive = (text: string) => (machine: ClientMachine) => machine.receive(utf8(`${text}\r\n`), 0);
  for (
    const act of [
      receive('INFO {"proto":0}'),
      receive('INFO {"proto":1,"tls_required":true}'),
      receive("-ERR 'Authorization Violation'"),
      receive("-ERR 'User Authentication Expired'"),
      receive("-ERR 'maximum connections exceeded'"),
      receive("HELLO"),
      (machine: ClientMachine) => machine.ended(undefined, 0),
      (machine: ClientMachine) => machine.tick(20_000),
    ]
  ) {
    const machine = new ClientMachine(machineOptions({ tls: "forbidden", connect: { echo: false } }));
    machine.start(0);
    machine.dialed(false, 0);
    act(machine);
    let closed: Error | undefined;
    for (let output; (output = machine.output()) !== null;) {
      if (output.kind === "closed") closed = output.error;
    }
    assert(closed instanceof NatsError);
    assertEquals(closed.server, "a:4222", closed.message);
  }
});
