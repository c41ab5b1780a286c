import { InvalidArgumentError, JSONCodec } from "../../mod.ts";
import { assertEquals, assertThrows, test } from "../_test.ts";
import { withServer } from "./_client.ts";

test("JSONCodec makes a payload that decode and json() turn into the value again", async () => {
  const codec = JSONCodec<{ id: number; name: string }>();
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { max: 1 });
    nc.publish("a", codec.encode({ id: 7, name: "näme" }));
    for await (const msg of sub) {
      assertEquals(codec.decode(msg.data), { id: 7, name: "näme" });
      assertEquals(msg.json(), { id: 7, name: "näme" });
    }
  });
});

test("JSONCodec decodes with its reviver", () => {
  const codec = JSONCodec<number[]>((_key, value) => typeof value === "number" ? value + 1 : value);
  assertEquals(codec.decode(codec.encode([1, 2])), [2, 3]);
});

test("JSONCodec refuses what JSON cannot say, and what is no JSON", () => {
  const codec = JSONCodec();
  const circle: unknown[] = [];
  circle.push(circle);
  for (const value of [undefined, () => {}, circle, 1n]) {
    assertThrows(() => codec.encode(value), InvalidArgumentError, "JSON");
  }
  assertThrows(() => codec.decode(new Uint8Array(0)), SyntaxError);
  assertThrows(() => codec.decode(new TextEncoder().encode("{")), SyntaxError);
});
