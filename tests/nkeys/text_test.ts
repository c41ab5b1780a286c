import {
  crc16,
  decodeBase32,
  encodeBase32,
  fromAscii,
  Prefix,
  Prefixes,
  publicKeyText,
} from "../../src/nkeys/text.ts";
import { assertEquals, assertMatch, test } from "../_test.ts";

const ascii = (text: string) => new TextEncoder().encode(text);

test("crc16 is CRC-16/XMODEM: its check value", () => {
  assertEquals(crc16(ascii("123456789")), 0x31c3);
  assertEquals(crc16(new Uint8Array(0)), 0);
});

const base32 = (bytes: Uint8Array) => fromAscii(encodeBase32(bytes));

test("encodeBase32 and decodeBase32 keep to the vectors of RFC 4648, without their padding", () => {
  const vectors = {
    "": "",
    f: "MY",
    fo: "MZXQ",
    foo: "MZXW6",
    foob: "MZXW6YQ",
    fooba: "MZXW6YTB",
    foobar: "MZXW6YTBOI",
  };
  for (const [text, encoded] of Object.entries(vectors)) {
    assertEquals(base32(ascii(text)), encoded);
    assertEquals(decodeBase32(ascii(encoded)), ascii(text));
  }
});

test("decodeBase32 takes no other letters", () => {
  for (const text of ["my", "M1", "M0", "MY==", "M Y", "\u00e4"]) {
    assertEquals(decodeBase32(ascii(text)), undefined, text);
  }
});

test("Prefixes tells the prefixes apart", () => {
  const { Unknown, Seed, Private, ...kinds } = Prefix;
  for (const kind of Object.values(kinds)) {
    assertEquals(Prefixes.isValidPublicPrefix(kind), true);
    assertEquals(Prefixes.parsePrefix(kind), kind);
  }
  for (const other of [Seed, Private]) {
    assertEquals(Prefixes.isValidPublicPrefix(other), false);
    assertEquals(Prefixes.isValidPrefix(other), true);
  }
  assertEquals(Prefixes.isValidPrefix(Unknown), false);
  assertEquals(Prefixes.parsePrefix(1), Unknown);
  for (const text of ["SU", "P", "OAB", "N", "C", "A", "U", "X"]) {
    assertEquals(Prefixes.startsWithValidPrefix(text), true, text);
  }
  for (const text of ["", "B", "u"]) assertEquals(Prefixes.startsWithValidPrefix(text), false, text);
});

test("publicKeyText makes 56 letters that begin with the letter of their kind", () => {
  for (const fill of [0, 0xff, 0x5a]) {
    const key = new Uint8Array(32).fill(fill);
    assertMatch(publicKeyText(Prefix.Server, key), /^N[A-Z2-7]{55}$/);
    assertMatch(publicKeyText(Prefix.Curve, key), /^X[A-Z2-7]{55}$/);
  }
});

test("publicKeyText puts the checksum of prefix and key behind them, low byte first", () => {
  const key = new Uint8Array(32).map((_, at) => at * 7);
  const bytes = new Uint8Array([Prefix.Server, ...key]);
  const crc = crc16(bytes);
  assertEquals(
    publicKeyText(Prefix.Server, key),
    base32(new Uint8Array([...bytes, crc & 0xff, crc >> 8])),
  );
});
