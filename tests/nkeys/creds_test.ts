import { encodeUser, fmtCreds } from "@nats-io/jwt";
import * as theirs from "@nats-io/nkeys";
import { InvalidArgumentError } from "../../src/errors.ts";
import { parseCreds, parseSeed } from "../../src/nkeys/creds.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";

const user = theirs.createUser();
const seed = new TextDecoder().decode(user.getSeed());
const jwt = await encodeUser("U", user, theirs.createAccount());

const canonical = new TextDecoder().decode(fmtCreds(jwt, theirs.fromSeed(user.getSeed())));

function assertParsed(creds: string | Uint8Array, name: string): void {
  const parsed = parseCreds(creds);
  assertEquals({ ...parsed, seed: new TextDecoder().decode(parsed.seed) }, { jwt, seed }, name);
}

test("parseCreds reads what @nats-io/jwt writes, as text and as bytes", () => {
  assertParsed(canonical, "text");
  assertParsed(new TextEncoder().encode(canonical), "bytes");
});

test("parseCreds takes every form that other clients take", () => {
  const forms = {
    "CR LF": canonical.replaceAll("\n", "\r\n"),
    "CR alone": canonical.replaceAll("\n", "\r"),
    "no line end behind the last line": canonical.trimEnd(),
    "a byte order mark": "\ufeff" + canonical,
    "three dashes": canonical.replace(/-{3,}/g, "---"),
    "thirty dashes": canonical.replace(/-{3,}/g, "-".repeat(30)),
    "blanks around": canonical.replace(/^/gm, "  ").replace(/$/gm, " \t"),
    "empty lines around": canonical.replaceAll("\n", "\n\n"),
    "no words between the dashes": canonical.replace(/-{3,}[^\n]*-{3,}/g, "------"),
    "other words": canonical.replace(/-{3,}[^\n]*-{3,}/g, "---- words ----"),
    "the seed first": canonical.split(/(?=-{3,}BEGIN USER)/).reverse().join("\n"),
    "a line of dashes in between": canonical.replace("********", "--------\n********"),
    "the last line missing": canonical.slice(0, canonical.indexOf("------END USER NKEY")),
    "the seed alone on its line":
      `-----BEGIN NATS USER JWT-----\n${jwt}\n------END NATS USER JWT------\n${seed}\n`,
    "lines alone": `${jwt}\n${seed}`,
  };
  for (const [name, form] of Object.entries(forms)) assertParsed(form, name);
});

test("parseCreds says what is missing and nothing of what was there", () => {
  const swapped = seed.slice(0, 20) + (seed[20] === "A" ? "B" : "A") + seed.slice(21);
  const cases: [string, string, string][] = [
    ["nothing", "", "there is no user JWT"],
    ["no JWT", canonical.replace(jwt, ""), "there is no user JWT"],
    ["something else for a JWT", canonical.replace(jwt, "password123"), "there is no user JWT"],
    ["no seed", canonical.replace(seed, ""), "there is no seed"],
    ["half a seed", canonical.replace(seed, seed.slice(0, 30)), "there is no seed"],
    ["a mistyped seed", canonical.replace(seed, swapped), "the seed is damaged: nkeys: invalid checksum"],
  ];
  for (const [name, creds, message] of cases) {
    const error = assertThrows(() => parseCreds(creds), InvalidArgumentError, "unable to parse credentials");
    assert(error.message.includes(message), `${name}: ${error.message}`);
    const told = `${error.stack} ${error.cause}`;
    for (const secret of [seed.slice(0, 20), jwt.slice(0, 20), "password123"]) {
      assert(!told.includes(secret), name);
    }
  }
});

test("parseCreds reads a long line of dashes in no time", () => {
  const started = performance.now();
  assertThrows(() => parseCreds("-".repeat(500_000) + "x\n" + "-".repeat(500_000)), InvalidArgumentError);
  assert(performance.now() - started < 1000);
});

test("parseSeed reads a seed alone, with words around, and between lines of dashes", () => {
  const forms = [
    seed,
    `${seed}\n`,
    `# my key\r\n${seed}\r\n`,
    canonical,
    `---\n${seed}\n---`,
    `------\n${seed}\n------`,
  ];
  for (const form of forms) assertEquals(new TextDecoder().decode(parseSeed(form)), seed);
  for (const form of ["", user.getPublicKey(), seed.slice(1)]) {
    assertThrows(() => parseSeed(form), InvalidArgumentError, "there is no seed");
  }
});
