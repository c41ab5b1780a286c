import { Outbound } from "../../src/conn/outbound.ts";
import { ConnectionError } from "../../src/errors.ts";
import { machineOptions, Player } from "./_client_player.ts";
import { assertEquals, assertThrows, test } from "../_test.ts";

function taken(outbound: Outbound, open: boolean): string | null {
  const block = outbound.take(open);
  if (block === null) return null;
  const text = new TextDecoder().decode(block);
  outbound.giveBack(block);
  return text;
}

test("Outbound hands out control before main, and main only when open", () => {
  const outbound = new Outbound();
  assertEquals(taken(outbound, true), null);
  outbound.main.pub("foo", "", null, "1");
  outbound.control.ping();
  assertEquals(outbound.length, 20);
  assertEquals(taken(outbound, false), "PING\r\n");
  assertEquals(taken(outbound, false), null);
  assertEquals(taken(outbound, true), "PUB foo 1\r\n1\r\n");
  assertEquals([taken(outbound, true), outbound.length], [null, 0]);
});

test("Outbound keeps publishes and forgets commands when the transport is gone", () => {
  const outbound = new Outbound();
  outbound.control.connect("{}");
  outbound.command((encoder) => encoder.sub("foo", undefined, 1));
  outbound.main.pub("foo", "", null, "1");
  outbound.command((encoder) => encoder.ping());
  outbound.command((encoder) => encoder.unsub(1));
  outbound.main.pub("foo", "", null, "2");
  outbound.keepPublishes();
  outbound.keepPublishes();
  assertEquals(taken(outbound, true), "PUB foo 1\r\n1\r\nPUB foo 1\r\n2\r\n");
});

test("Outbound knows commands only of what was not taken yet", () => {
  const outbound = new Outbound();
  outbound.command((encoder) => encoder.ping());
  assertEquals(taken(outbound, true), "PING\r\n");
  outbound.main.pub("foo", "", null, "1");
  outbound.keepPublishes();
  assertEquals(taken(outbound, true), "PUB foo 1\r\n1\r\n");
});

test("Outbound leaves a block that is being sent as it is", () => {
  const outbound = new Outbound();
  outbound.main.pub("foo", "", null, "first");
  const block = outbound.take(true)!;
  outbound.main.pub("foo", "", null, "second");
  outbound.command((encoder) => encoder.ping());
  outbound.keepPublishes();
  assertEquals(new TextDecoder().decode(block), "PUB foo 5\r\nfirst\r\n");
  outbound.giveBack(block);
  assertEquals(taken(outbound, true), "PUB foo 6\r\nsecond\r\n");
});

test("Outbound clear forgets both lanes", () => {
  const outbound = new Outbound();
  outbound.control.ping();
  outbound.command((encoder) => encoder.ping());
  outbound.clear();
  outbound.main.pub("foo", "", null, "1");
  outbound.keepPublishes();
  assertEquals(taken(outbound, true), "PUB foo 1\r\n1\r\n");
});

test("Outbound.publish fills the buffer to its limit and refuses one byte more", () => {
  const size = "PUB foo 3\r\nabc\r\n".length;
  for (const payload of ["abc", "né", new Uint8Array(3)]) {
    const outbound = new Outbound();
    assertEquals(outbound.publish(2 * size, "foo", "", null, payload), 3);
    assertEquals(outbound.publish(2 * size, "foo", "", null, payload), 3);
    assertEquals([outbound.publish(2 * size, "f", "", null, ""), outbound.length], [-1, 2 * size]);
  }
  const tooSmall = new Outbound();
  assertEquals(tooSmall.publish(size - 1, "foo", "", null, "abc"), -1);
  assertEquals(tooSmall.publish(size, "foo", "", null, "abc"), 3);
});

test("ClientMachine refuses a publish that finds the buffer full, and neither counts nor sends it", () => {
  const player = new Player(machineOptions({ maxBufferedBytes: 28 }), false);
  player.command("pub foo 1");
  player.command("pub foo 2");
  const full = assertThrows(() => player.command("pub foo 3"), ConnectionError, "disconnected");
  assertEquals([full.code, player.machine.counts.outMsgs], ["BUFFER_FULL", 2]);
  player.command("start");
  player.takeDeeds();
  player.command("dialed");
  player.receive(new TextEncoder().encode('INFO {"proto":1}\r\n'));
  player.command("authenticated");
  assertThrows(() => player.command("pub foo 3"), ConnectionError, "disconnected");
  player.takeDeeds();
  player.receive(new TextEncoder().encode("PONG\r\n"));
  player.command("pub foo 456789");
  assertEquals(player.takeDeeds().sent, ["PUB foo 1", "1", "PUB foo 1", "2", "PUB foo 6", "456789"]);
});

test("Outbound.keepPublishes leaves out commands wherever blocks begin and end", () => {
  const outbound = new Outbound();
  const expected: string[] = [];
  for (let n = 0; n < 3000; n++) {
    outbound.main.pub(`s.${n}`, "", null, "x".repeat(n % 90));
    expected.push(`s.${n}`);
    if (n % 3 === 0) {
      outbound.command((encoder) => {
        encoder.sub(`command.${n}`, undefined, n);
        encoder.unsub(n, 5);
        encoder.ping();
      });
    }
  }
  const sent = outbound.take(true)!;
  const sentSubjects = [...new TextDecoder().decode(sent).matchAll(/^PUB (\S+)/gm)].map((found) => found[1]!);
  outbound.giveBack(sent);
  outbound.keepPublishes();
  let kept = "";
  for (let block = outbound.take(true); block !== null; block = outbound.take(true)) {
    kept += new TextDecoder().decode(block);
    outbound.giveBack(block);
  }
  assertEquals(/SUB|PING/.test(kept), false);
  assertEquals([...sentSubjects, ...[...kept.matchAll(/^PUB (\S+)/gm)].map((found) => found[1]!)], expected);
});

test("Outbound.keepPublishes leaves out the rest of a command whose beginning was taken", () => {
  const outbound = new Outbound();
  const filler = "x".repeat(73_000);
  outbound.main.pub("foo", "", null, filler);
  const cut = `bar.${"y".repeat(400)}`;
  outbound.command((encoder) => {
    encoder.sub(cut, undefined, 1);
    encoder.sub(cut, undefined, 2);
  });
  outbound.main.pub("foo", "", null, "2");
  assertEquals(taken(outbound, true), `PUB foo 73000\r\n${filler}\r\nSUB ${cut} 1\r\n`);
  outbound.keepPublishes();
  assertEquals(taken(outbound, true), "PUB foo 1\r\n2\r\n");
});
