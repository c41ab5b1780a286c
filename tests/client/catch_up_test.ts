import { CatchUp } from "../../src/client/catch_up.ts";
import { Ring } from "../../src/client/ring.ts";
import { memoryPair } from "../../src/transport/memory.ts";
import { connect } from "../../mod.ts";
import { FakeLink, withFake } from "./_client.ts";
import { assert, assertEquals, test } from "../_test.ts";

test("Ring gives what was pushed in order, through growth and being emptied", () => {
  const ring = new Ring<number>();
  let pushed = 0;
  let shifted = 0;
  for (const [push, shift] of [[1, 1], [20, 5], [0, 10], [3000, 3005], [1, 0], [40, 42]] as const) {
    for (let n = 0; n < push; n++) ring.push(pushed++);
    for (let n = 0; n < shift && ring.size > 0; n++) assertEquals(ring.shift(), shifted++);
    assertEquals(ring.size, pushed - shifted);
  }
  ring.push(1);
  ring.clear();
  assertEquals(ring.size, 0);
  ring.push(2);
  assertEquals(ring.shift(), 2);
});

test("CatchUp waits for the last of those behind, or for the next turn", async () => {
  const catchUp = new CatchUp();
  assertEquals(catchUp.wait(), undefined);
  const first = catchUp.fellBehind();
  const second = catchUp.fellBehind();
  let done = false;
  const waiting = catchUp.wait()!.then(() => done = true);
  catchUp.caughtUp(first);
  await Promise.resolve();
  assertEquals(done, false);
  catchUp.caughtUp(second);
  await Promise.resolve();
  await Promise.resolve();
  assertEquals(done, true);
  await waiting;
  catchUp.fellBehind();
  const closed = catchUp.wait();
  catchUp.close();
  await closed;
});

test("a loop that does not wait keeps up with a peer that always has more: nothing is dropped", async () => {
  await withFake(async (nc, link) => {
    const sub = nc.subscribe("a", { pendingMsgs: 5000 });
    await link.sees("SUB a 1\r\n");
    let count = 0;
    let most = 0;
    const loop = (async () => {
      for await (const _msg of sub) {
        most = Math.max(most, sub.getPending());
        if (++count === 40_000) break;
      }
    })();
    const burst = "MSG a 1 1\r\nx\r\n".repeat(4000);
    for (let n = 0; n < 10; n++) await link.send(burst);
    await loop;
    assertEquals([count, sub.getDropped()], [40_000, 0]);
    assert(most <= 5000, `${most} waited`);
  });
});

test("a loop that takes its time does not hold up other subscriptions", async () => {
  const [here, there] = memoryPair();
  const link = new FakeLink(there);
  const connecting = connect({ dial: () => here });
  await link.greet();
  const nc = await connecting;
  const slow = nc.subscribe("a");
  let passed!: () => void;
  const gate = new Promise<void>((resolve) => passed = resolve);
  const loop = (async () => {
    for await (const _msg of slow) await gate;
  })();
  const heard = new Promise<void>((resolve) => void nc.subscribe("b", { callback: () => resolve() }));
  await link.sees("SUB b 2\r\n");
  for (let n = 0; n < 3; n++) await link.send("MSG a 1 1\r\nx\r\n");
  await link.send("MSG b 2 1\r\nx\r\n");
  await heard;
  passed();
  slow.unsubscribe();
  await loop;
  link.close();
  await nc.close();
});
