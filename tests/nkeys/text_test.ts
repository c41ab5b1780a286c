import { base32, crc16, KEY_PREFIX, publicKeyText } from "../../src/nkeys/text.ts";
import { assertEquals, assertMatch, test } from "../_test.ts";

const ascii = (text: string) => new TextEncoder().encode(text);

test("crc16 is CRC-16/XMODEM: its check value", () => {
  assertEquals(crc16(ascii("123456789")), 0x31c3);
  assertEquals(crc16(new Uint8Array(0)), 0);
});

test("base32 gives the vectors of RFC 4648, without their padding", () => {
  const vectors = {
    "": "",
    f: "MY",
    fo: "MZXQ",
    foo: "MZXW6",
    foob: "MZXW6YQ",
    fooba: "MZXW6YTB",
    foobar: "MZXW6YTBOI",
  };
  for (const [text, encoded] of Object.entries(vectors)) assertEquals(base32(ascii(text)), encoded);
});

test("publicKeyText makes 56 letters that begin with the letter of their kind", () => {
  for (const fill of [0, 0xff, 0x5a]) {
    const key = new Uint8Array(32).fill(fill);
    assertMatch(publicKeyText(KEY_PREFIX.server, key), /^N[A-Z2-7]{55}$/);
    assertMatch(publicKeyText(KEY_PREFIX.curve, key), /^X[A-Z2-7]{55}$/);
  }
});

test("publicKeyText puts the checksum of prefix and key behind them, low byte first", () => {
  const key = new Uint8Array(32).map((_, at) => at * 7);
  const bytes = new Uint8Array([KEY_PREFIX.server, ...key]);
  const crc = crc16(bytes);
  assertEquals(
    publicKeyText(KEY_PREFIX.server, key),
    base32(new Uint8Array([...bytes, crc & 0xff, crc >> 8])),
  );
});
