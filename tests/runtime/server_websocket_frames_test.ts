import fc from "fast-check";
import { assertEquals, test } from "../_test.ts";
import { FrameError, FrameReader, type Piece } from "../../src/runtime/server_websocket_frames.ts";
import { frame } from "./_raw_websocket.ts";

/** What was read, pieces of the same kind in a row put together, and why it ended. */
function readAll(
  bytes: Uint8Array,
  cuts: readonly number[],
): { pieces: [string, number[]][]; error: string } {
  const reader = new FrameReader({ masked: true, compression: true });
  const pieces: [string, number[]][] = [];
  const keep = ({ kind, bytes, final }: Piece): void => {
    const last = pieces.at(-1);
    const joins = kind === "data" || kind === "compressed";
    if (last?.[0] === kind && joins) last[1].push(...bytes);
    else pieces.push([kind, [...bytes]]);
    if (kind === "compressed" && final) pieces.push(["end of message", []]);
  };
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])];
  places.sort((a, b) => a - b);
  try {
    for (const [index, place] of places.entries()) {
      // It may change what it is fed.
      reader.feed(bytes.slice(place, places[index + 1] ?? place));
      for (let piece = reader.next(); piece !== null; piece = reader.next()) keep(piece);
    }
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return { pieces, error: error.message };
  }
  return { pieces, error: "" };
}

/** Pings may come before data that waits in the same chunk: only the order of each for itself counts. */
function inOrder({ pieces, error }: ReturnType<typeof readAll>): unknown {
  const pings = pieces.filter(([kind]) => kind === "ping");
  const others = pieces.filter(([kind]) => kind !== "ping");
  const joined: [string, number[]][] = [];
  for (const [kind, bytes] of others) {
    const last = joined.at(-1);
    if (last?.[0] === kind && kind !== "end of message") last[1].push(...bytes);
    else joined.push([kind, [...bytes]]);
  }
  return { pings, joined, error };
}

/** One message: its parts, whether it is compressed, and pings between them. */
const message = fc.record({
  parts: fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 4 }),
  compressed: fc.boolean(),
  pings: fc.boolean(),
});

test("FrameReader reads the same whatever pieces the bytes come in", () => {
  fc.assert(fc.property(fc.array(message, { maxLength: 6 }), fc.array(fc.nat(2000)), (messages, cuts) => {
    const frames = messages.flatMap(({ parts, compressed, pings }) =>
      parts.flatMap((part, index) => {
        const kind = index > 0 ? 0 : compressed ? 0x42 : 0x02;
        const ends = index === parts.length - 1 ? 0x80 : 0;
        return [...(pings ? [frame(0x89, `ping ${index}`)] : []), frame(kind | ends, part)];
      })
    );
    const bytes = Uint8Array.from(frames.flatMap((each) => [...each]));
    const whole = readAll(bytes, []);
    assertEquals(inOrder(readAll(bytes, cuts)), inOrder(whole));
    const read = whole.pieces.filter(([kind]) => kind !== "ping").flatMap(([, bytes]) => bytes);
    assertEquals(read, messages.flatMap(({ parts }) => parts.flatMap((part) => [...part])));
    assertEquals(whole.error, "");
  }));
});

test("FrameReader takes any bytes, and refuses the same whatever pieces they come in", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(200)), (bytes, cuts) => {
    assertEquals(inOrder(readAll(bytes, cuts)), inOrder(readAll(bytes, [])));
  }));
});
