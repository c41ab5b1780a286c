import { CONNECT, machineOptions, OPEN, play, Player } from "./_client_player.ts";
import { assertEquals, test } from "../_test.ts";

const DIALED = `
  ! start
  > status reconnecting
  > dial a:4222
  ! dialed
`;

test("ClientMachine greets: INFO, CONNECT and PING, PONG", () => {
  const machine = play({}, OPEN);
  assertEquals([machine.state, machine.info?.headers, machine.server?.didConnect], ["open", true, true]);
});

test("ClientMachine starts once", () => {
  play({}, `${OPEN}\n! start\n! close\n> hangUp flush\n! finished\n> closed\n! start`);
});

test("ClientMachine sends nothing before CONNECT and nothing behind it before PONG", () => {
  play(
    {},
    `
    ! pub early 1
    ! sub 1 foo
    ! start
    > status reconnecting
    > dial a:4222
    ! dialed
    ! pub dialed 2
    S: INFO {"proto":1,"headers":true}
    > authenticate
    ! pub info 3
    ! authenticated
    C: ${CONNECT}
    C: PING
    ! pub connect 4
    S: PONG
    > opened first
    C: SUB foo 1
    C: PUB early 1
    C: 1
    C: PUB dialed 1
    C: 2
    C: PUB info 1
    C: 3
    C: PUB connect 1
    C: 4
    `,
  );
});

test("ClientMachine asks for headers and no responders only where the server has headers", () => {
  for (const info of ['{"proto":1}', '{"proto":1,"headers":false}']) {
    play(
      {},
      `${DIALED}
      S: INFO ${info}
      > authenticate
      ! authenticated
      C: CONNECT {"protocol":1,"verbose":false,"pedantic":false,"lang":"ts","version":"0"}
      C: PING`,
    );
  }
});

test("ClientMachine writes its options and the credentials into CONNECT", () => {
  play(
    { connect: { verbose: true, pedantic: true, echo: false, name: "me" }, tls: "required" },
    `${DIALED}
    S: INFO {"proto":1,"headers":true,"tls_required":true,"nonce":"abc"}
    > secure a
    ! secured
    > authenticate abc
    ! authenticated {"user":"u","pass":"p"}
    C: CONNECT {"protocol":1,"verbose":true,"pedantic":true,"lang":"ts","version":"0","name":"me","echo":false,"tls_required":true,"headers":true,"no_responders":true,"user":"u","pass":"p"}
    C: PING
    S: +OK
    S: PONG
    > opened first`,
  );
});

test("ClientMachine asks for TLS where it is offered, unless forbidden", () => {
  for (const offer of ["tls_required", "tls_available"]) {
    for (const tls of ["as-offered", "required"] as const) {
      play({ tls }, `${DIALED}\nS: INFO {"proto":1,"${offer}":true}\n> secure a\n! secured\n> authenticate`);
    }
  }
  play({ tls: "forbidden" }, `${DIALED}\nS: INFO {"proto":1,"tls_available":true}\n> authenticate`);
  play({}, `${DIALED}\nS: INFO {"proto":1}\n> authenticate`);
});

test("ClientMachine refuses a server whose TLS does not fit its options", () => {
  const refused = "> hangUp\n> closed CONNECTION";
  play({ tls: "required" }, `${DIALED}\nS: INFO {"proto":1}\n${refused}`);
  play({ tls: "forbidden" }, `${DIALED}\nS: INFO {"proto":1,"tls_required":true}\n${refused}`);
});

test("ClientMachine takes nothing in the clear and sends nothing between asking for TLS and having it", () => {
  play(
    {},
    `${DIALED}
    S: INFO {"proto":1,"headers":true,"tls_required":true}
    S: PING
    S: INFO {"proto":1,"headers":false,"nonce":"forged"}
    S: -ERR 'forged'
    > secure a
    S: PING
    S: garbage
    ! secured
    > authenticate
    ! authenticated
    C: ${CONNECT}
    C: PING
    S: PONG
    > opened first`,
  );
});

test("ClientMachine gives up a server whose upgrade to TLS fails", () => {
  play(
    { servers: ["a", "b"] },
    `${DIALED}
    S: INFO {"proto":1,"tls_required":true}
    > secure a
    ! dialFailed bad certificate
    > hangUp
    > status reconnecting
    > dial b:4222`,
  );
});

test("ClientMachine refuses a server that cannot keep messages from their own sender", () => {
  play({ connect: { echo: false } }, `${DIALED}\nS: INFO {"proto":0}\n> hangUp\n> closed CONNECTION`);
});

test("ClientMachine waits for an authenticator that takes its time, and ends when it fails", () => {
  const asked = `${DIALED}\nS: INFO {"proto":1,"headers":true}\n> authenticate`;
  play(
    {},
    `${asked}\n@ 19999\n! authenticated {"auth_token":"t"}\nC: ${
      CONNECT.slice(0, -1)
    },"auth_token":"t"}\nC: PING`,
  );
  play(
    { servers: ["a", "b"] },
    `${asked}\n! authenticationFailed no key\n> hangUp\n> closed no key\n! authenticated`,
  );
});

test("ClientMachine passes over answers that nobody waits for", () => {
  const early =
    "! dialed\n! secured\n! authenticated\n! authenticationFailed late\n! ended\n! dialFailed late\n";
  play(
    {},
    `${early}${OPEN}! dialed\n! secured\n! authenticated\n! authenticationFailed late\n! dialFailed late`,
  );
});

test("ClientMachine ends the first connect with the server's refusal, and tries other servers before", () => {
  const refused = `
    ! dialed
    S: INFO {"proto":1,"headers":true,"auth_required":true}
    > authenticate
    ! authenticated
    C: ${CONNECT}
    C: PING
    S: -ERR 'Authorization Violation'
    > status error AUTHORIZATION
    > hangUp
  `;
  play({}, `! start\n> status reconnecting\n> dial a:4222\n${refused}\n> closed AUTHORIZATION\n! ended`);
  play(
    { servers: ["a", "b"], ignoreAuthErrorAbort: true },
    `! start\n> status reconnecting\n> dial a:4222\n${refused}
    > status reconnecting\n> dial b:4222\n${refused}\n> closed AUTHORIZATION`,
  );
  play(
    { servers: ["a", "b", "c"] },
    `! start\n> status reconnecting\n> dial a:4222\n${refused}
    > status reconnecting\n> dial b:4222\n${refused}\n> closed AUTHORIZATION`,
  );
});

test("ClientMachine names the server's own word where it refuses the connection at once", () => {
  play(
    {},
    `${DIALED}
    S: INFO {"proto":1}
    S: -ERR 'maximum connections exceeded'
    > authenticate
    > status error SERVER_ERROR
    > hangUp
    > closed SERVER_ERROR`,
  );
});

test("ClientMachine gives a handshake its time at every stage", () => {
  const late = "> hangUp\n> closed CONNECT_TIMEOUT";
  const stages = [
    "! start\n> status reconnecting\n> dial a:4222\n",
    "! dialed\n",
    'S: INFO {"proto":1,"headers":true,"tls_required":true}\n> secure a\n',
    "! secured\n> authenticate\n",
    `! authenticated\nC: ${CONNECT}\nC: PING\n`,
  ];
  for (let stage = 1; stage <= stages.length; stage++) {
    play({}, `${stages.slice(0, stage).join("")}\n@ 19999\n@ 20000\n${late}`);
  }
  play({ handshakeTimeoutMs: 5 }, `! start\n> status reconnecting\n> dial a:4222\n@ 5\n${late}`);
});

test("ClientMachine tells what does not speak NATS", () => {
  const notNats = "> hangUp\n> closed NOT_NATS";
  play({}, `${DIALED}\nS: HTTP/1.1 400 Bad Request\n${notNats}`);
  play({}, `${DIALED}\nS: SSH-2.0-OpenSSH_9.2\n${notNats}`);
  play({}, `${DIALED}\nS: INFO [1]\n${notNats}`);
  play({}, `${DIALED}\nS: INFO {"proto":\n${notNats}`);
  play({}, `${DIALED}\nS: INFO {"headers":"yes"}\n${notNats}`);
});

test("ClientMachine answers PING before and after CONNECT", () => {
  play(
    {},
    `${DIALED}
    S: PING
    C: PONG
    S: INFO {"proto":1,"headers":true}
    S: PING
    > authenticate
    C: PONG
    ! authenticated
    C: ${CONNECT}
    C: PING
    S: PING
    C: PONG
    S: PONG
    > opened first
    S: PING
    S: ping
    C: PONG
    C: PONG`,
  );
});

test("ClientMachine is not opened by a PONG that came before its CONNECT", () => {
  play({}, `${DIALED}\nS: PONG\nS: INFO {"proto":1}\nS: PONG\n> authenticate`);
});

test("ClientMachine says that the transport ended where nothing better is known", () => {
  play({}, `${DIALED}\n! ended\n> hangUp\n> closed CONNECTION`);
  play({}, `${DIALED}\n! ended reset by peer\n> hangUp\n> closed reset by peer`);
});

test("ClientMachine closes in every state, and only once", () => {
  play({}, `! close\n> closed\n! close`);
  const stages = [
    "! start\n> status reconnecting\n> dial a:4222\n",
    "! dialed\n",
    'S: INFO {"proto":1,"headers":true,"tls_required":true}\n> secure a\n',
    "! secured\n> authenticate\n",
    `! authenticated\nC: ${CONNECT}\nC: PING\n`,
  ];
  const rest = "! dialed\n! secured\n! authenticated\n! ended\nS: PING\n@ 999999\n! close\n! start\n";
  for (let stage = 1; stage <= stages.length; stage++) {
    const machine = play(
      {},
      `${
        stages.slice(0, stage).join("")
      }\n! ping p\n! pub a b\n! close\n> hangUp\n> status dropped 1 1\n> closed\n< no pong p CLOSED\n${rest}`,
    );
    assertEquals([machine.state, machine.wakeAtMs, machine.pendingBytes], ["closed", Infinity, 0]);
  }
  play({}, `${OPEN}! close broken\n> hangUp flush\n! finished\n> closed broken\n${rest}`);
  play(
    {},
    `${OPEN}! ended\n> hangUp\n> status disconnect a:4222\n> lost CONNECTION\n! close\n> closed\n${rest}`,
  );
});

test("ClientMachine keeps a PONG back that was due when TLS was asked for", () => {
  const player = new Player(machineOptions(), false);
  player.play(DIALED);
  player.receive(new TextEncoder().encode('PING\r\nINFO {"proto":1,"tls_required":true}\r\n'));
  assertEquals(player.takeDeeds(), { sent: [], outputs: ["secure a"], told: [] });
  player.play("! secured\n> authenticate\nC: PONG");
});
