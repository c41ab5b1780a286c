import { LogQueue, type LogQueueVoice, type LogSink, MAX_QUEUED_CHARS } from "../../src/observe/log_queue.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";

/** A sink that writes when told to. */
class SlowSink implements LogSink {
  room: number = Infinity;
  readonly written: string[] = [];
  closed = false;
  /** Set, it is what the next writes fail with. */
  fault: Error | undefined;
  #stopped: Promise<void> | undefined;

  write(text: string): Promise<void> {
    const write = () => {
      if (this.fault !== undefined) throw this.fault;
      this.written.push(text);
    };
    return (this.#stopped ?? Promise.resolve()).then(write);
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  /** Keeps writes from settling until what is given is called. */
  stop(): () => void {
    let go: () => void = () => {};
    this.#stopped = new Promise((resolve) => go = resolve);
    return () => {
      this.#stopped = undefined;
      go();
    };
  }
}

function voice(): LogQueueVoice & { faults: unknown[] } {
  const faults: unknown[] = [];
  return { lost: (count) => `lost ${count}\n`, failed: (error) => faults.push(error), faults };
}

test("LogQueue writes the lines of one turn at once, and in order", async () => {
  const sink = new SlowSink();
  const queue = new LogQueue(sink, voice());
  for (const line of ["a\n", "b\n", "c\n"]) queue.push(line);
  assertEquals(sink.written, []);
  await queue.flush();
  assertEquals(sink.written, ["a\nb\nc\n"]);
});

test("LogQueue gives a sink what it has room for, and one line at least", async () => {
  const sink = new SlowSink();
  sink.room = 3;
  const queue = new LogQueue(sink, voice());
  for (const line of ["a\n", "b\n", "cdefgh\n", "i\n"]) queue.push(line);
  await queue.flush();
  assertEquals(sink.written, ["a\nb\n", "cdefgh\n", "i\n"]);
});

test("LogQueue holds so much behind a sink that stands still, drops what is past it, and says so", async () => {
  const sink = new SlowSink();
  const go = sink.stop();
  const queue = new LogQueue(sink, voice());
  queue.push("first\n");
  await Promise.resolve();
  const line = `${"x".repeat(1023)}\n`;
  const most = MAX_QUEUED_CHARS / line.length;
  for (let count = 0; count < most; count++) queue.push(line);
  assertEquals(queue.dropped, 0);
  queue.push(line);
  queue.push(line);
  assertEquals(queue.dropped, 2);
  go();
  await queue.flush();
  const all = sink.written.join("");
  assertEquals(all.split(line).length - 1, most);
  assert(all.startsWith("first\nlost 2\n"));
  assert(sink.written.every((text) => text.length < 100_000), "each write frees a part of the queue");
  queue.push("last\n");
  await queue.flush();
  assertEquals(sink.written.at(-1), "last\n");
});

test("LogQueue counts the lines of writes that fail, tells of the first, and goes on", async () => {
  const sink = new SlowSink();
  const said = voice();
  const queue = new LogQueue(sink, said);
  sink.fault = new Error("the disk is full");
  queue.push("a\n");
  await queue.flush();
  queue.push("b\n");
  await queue.flush();
  assertEquals([queue.dropped, said.faults], [2, [sink.fault]]);
  sink.fault = undefined;
  queue.push("c\n");
  await queue.flush();
  assertEquals(sink.written, ["lost 2\nc\n"]);
  queue.push("d\n");
  await queue.flush();
  assertEquals(sink.written.at(-1), "d\n");
});

test("LogQueue changes its sink between lines", async () => {
  const [first, second] = [new SlowSink(), new SlowSink()];
  const queue = new LogQueue(first, voice());
  queue.push("a\n");
  const changed = queue.change(() => Promise.resolve(second));
  queue.push("b\n");
  await changed;
  queue.push("c\n");
  await queue.flush();
  // What was said before the change happened may still go to the first.
  assertEquals(first.written.join(""), "a\nb\n");
  assertEquals(second.written.join(""), "c\n");
});

test("LogQueue keeps its sink where a change fails", async () => {
  const sink = new SlowSink();
  const queue = new LogQueue(sink, voice());
  await assertRejects(() => queue.change(() => Promise.reject(new Error("no"))), Error, "no");
  queue.push("a\n");
  await queue.flush();
  assertEquals(sink.written, ["a\n"]);
});

test("LogQueue writes what is left when it is closed, and nothing afterwards", async () => {
  const sink = new SlowSink();
  const go = sink.stop();
  const queue = new LogQueue(sink, voice());
  queue.push("a\n");
  const closed = queue.close();
  queue.push("b\n");
  assertEquals(sink.closed, false);
  go();
  await closed;
  await queue.close();
  assertEquals([sink.written, sink.closed], [["a\n"], true]);
});
