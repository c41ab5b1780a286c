import { test } from "../_test.ts";
import { playServer } from "./_server_player.ts";

/** Every violation: the input, what is said, and the reason of the end. */
const violations: [input: string, said: string | null, reason: string][] = [
  ["\\r\\n\\", "Unknown Protocol Operation", "Protocol Violation"],
  [" PING", "Unknown Protocol Operation", "Protocol Violation"],
  ["GET / HTTP/1.1", "Unknown Protocol Operation", "Protocol Violation"],
  ["MSG a 1 1", "Unknown Protocol Operation", "Protocol Violation"],
  ["RS+ a", "Unknown Protocol Operation", "Protocol Violation"],
  ["UNSUB", "Unknown Protocol Operation", "Protocol Violation"],
  ["PUB a 1\\r\\nxy", "Unknown Protocol Operation", "Protocol Violation"],
  ["PUB a", null, "Protocol Violation"],
  ["PUB a b c 1", null, "Protocol Violation"],
  ["PUB a x", null, "Protocol Violation"],
  ["PUB a -1", null, "Protocol Violation"],
  ["PUB a 1234567890", null, "Protocol Violation"],
  ["SUB a", null, "Protocol Violation"],
  ["SUB a b c d", null, "Protocol Violation"],
  ["HPUB a 1 1", null, "Protocol Violation"],
  ["PUB a 33", "Maximum Payload Violation", "Maximum Message Payload Exceeded"],
  ["PUB a 999999999", "Maximum Payload Violation", "Maximum Message Payload Exceeded"],
  [`SUB ${"a".repeat(95)} 1`, "maximum control line exceeded", "Maximum Control Line Exceeded"],
  [`SUB ${"a".repeat(500)}\\`, "maximum control line exceeded", "Maximum Control Line Exceeded"],
  [
    `CONNECT ${" ".repeat(9)}{${" ".repeat(95)}}`,
    "maximum control line exceeded",
    "Maximum Control Line Exceeded",
  ],
  ["CONNECT {", null, "Protocol Violation"],
  ["CONNECT []", null, "Protocol Violation"],
  ["CONNECT {} x", null, "Protocol Violation"],
  [`CONNECT {"verbose":"false"}`, null, "Protocol Violation"],
  [`CONNECT {"protocol":1.0}`, null, "Protocol Violation"],
  [`CONNECT {"protocol":2}`, "invalid client protocol", "Bad Client Protocol Version"],
  [
    `CONNECT {"no_responders":true}`,
    "no responders requires headers support",
    "No Responders Requires Headers",
  ],
  [`CONNECT {"account":"x"}`, "Authorization Violation", "Authentication Failure"],
  ["INFO {", null, "Protocol Violation"],
  ["INFO []", null, "Protocol Violation"],
  ["-ERR 'x'", null, "Parse Error"],
];

for (const [input, said, reason] of violations) {
  const what = said === null ? "ends without a word" : `says ${said}`;
  test(`ServerConnection ${what} at ${JSON.stringify(input.slice(0, 40))}`, () => {
    const lines = ["S: INFO", `C: ${input}`];
    if (said !== null) lines.push(`S: -ERR '${said}'`);
    playServer([...lines, `= lingering, ${reason}`].join("\n"));
  });
}

test("ServerConnection takes no HPUB with headers longer than the message", () => {
  playServer(`
    S: INFO
    C: CONNECT {"verbose":false,"headers":true}
    C: HPUB a 3 2
    = lingering, Protocol Violation`);
});

test("ServerConnection takes no HPUB where the server has no headers", () => {
  playServer(
    `
    S: INFO
    C: CONNECT {"headers":true}
    S: +OK
    C: HPUB a 1 1
    = lingering, Protocol Violation`,
    { headers: false },
  );
});
