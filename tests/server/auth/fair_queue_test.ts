import { FairQueue } from "../../../src/server/auth/fair_queue.ts";
import { assertEquals, test } from "../../_test.ts";

function taken(queue: FairQueue<string>): string[] {
  const items: string[] = [];
  for (let item = queue.next(); item !== undefined; item = queue.next()) items.push(item);
  assertEquals(queue.size, 0);
  return items;
}

test("FairQueue gives each party its turn", () => {
  const queue = new FairQueue<string>(10);
  for (const item of ["a1", "a2", "a3", "b1", "b2", "c1"]) assertEquals(queue.add(item[0]!, item), undefined);
  assertEquals(queue.size, 6);
  assertEquals(taken(queue), ["a1", "b1", "c1", "a2", "b2", "a3"]);
  assertEquals(queue.next(), undefined);
});

test("FairQueue that is full drops the last item of the party that has most", () => {
  const queue = new FairQueue<string>(4);
  for (const item of ["a1", "a2", "a3", "a4"]) queue.add("a", item);
  assertEquals(queue.add("a", "a5"), "a5");
  assertEquals(queue.add("b", "b1"), "a4");
  assertEquals(queue.add("b", "b2"), "a3");
  // To drop one more would leave the other with less.
  assertEquals(queue.add("b", "b3"), "b3");
  assertEquals(queue.add("c", "c1"), "a2");
  assertEquals(queue.size, 4);
  assertEquals(taken(queue), ["a1", "b1", "c1", "b2"]);
});

test("FairQueue that is full of parties with one item each takes no more", () => {
  const queue = new FairQueue<string>(2);
  queue.add("a", "a1");
  queue.add("b", "b1");
  assertEquals(queue.add("c", "c1"), "c1");
  assertEquals(taken(queue), ["a1", "b1"]);
});
