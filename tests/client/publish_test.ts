import {
  connect,
  Empty,
  headers,
  InvalidArgumentError,
  InvalidSubjectError,
  type Msg,
  type NatsConnection,
  type Payload,
  type PublishOptions,
} from "../../mod.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";
import { FakeServer, withFake, withServer } from "./_client.ts";

/** Publishes and gives the message as a subscriber got it. */
async function roundTrip(
  nc: NatsConnection,
  subject: string,
  payload?: Payload,
  options?: PublishOptions,
): Promise<Msg> {
  const sub = nc.subscribe(subject, { max: 1 });
  nc.publish(subject, payload, options);
  for await (const msg of sub) return msg;
  throw new Error("nothing came");
}

test("publish sends text, bytes and nothing", async () => {
  await withServer(async (nc) => {
    for (const text of ["hello", "", "grüße", "日本語 🎉", "x".repeat(100_000)]) {
      assertEquals((await roundTrip(nc, "a", text)).string(), text);
    }
    const bytes = new Uint8Array([0, 13, 10, 255]);
    assertEquals((await roundTrip(nc, "a", bytes)).data, bytes);
    assertEquals((await roundTrip(nc, "a")).data, Empty);
    assertEquals((await roundTrip(nc, "a", bytes.subarray(1, 3))).data, new Uint8Array([13, 10]));
  });
});

test("publish keeps the order of everything that one program sends", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("n.>");
    for (let n = 0; n < 20_000; n++) nc.publish(`n.${n % 7}`, String(n));
    await nc.flush();
    sub.unsubscribe();
    let expected = 0;
    for await (const msg of sub) assertEquals(msg.string(), String(expected++));
    assertEquals(expected, 20_000);
  });
});

test("publish in a callback goes out", async () => {
  await withServer(async (nc) => {
    nc.subscribe("count.down", {
      callback: (_error, msg) => {
        const left = Number(msg.string());
        nc.publish(left === 0 ? "done" : "count.down", String(left - 1));
      },
    });
    const done = nc.subscribe("done", { max: 1 });
    nc.publish("count.down", "500");
    for await (const msg of done) assertEquals(msg.string(), "-1");
  });
});

test("publish writes what was published in one turn of the event loop as one block", async () => {
  await withFake(async (nc, link) => {
    nc.publish("a", "1");
    nc.publish("b.c", "22", { reply: "r" });
    nc.publish("d");
    assertEquals(await link.sees("PUB d 0\r\n\r\n"), "PUB a 1\r\n1\r\nPUB b.c r 2\r\n22\r\nPUB d 0\r\n\r\n");
  });
});

test("publish of much in one turn of the event loop starts sending before its end", async () => {
  const server = new FakeServer();
  let writes = 0;
  const connecting = connect({
    dial: () => {
      const transport = server.dial();
      const write = transport.write.bind(transport);
      return Object.assign(transport, { write: (bytes: Uint8Array) => (writes++, write(bytes)) });
    },
  });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  const before = writes;
  for (let n = 0; n < 60; n++) nc.publish("a", new Uint8Array(1000));
  assertEquals(writes, before);
  for (let n = 0; n < 60; n++) nc.publish("a", new Uint8Array(1000));
  assertEquals(writes, before + 1);
  const closing = nc.close();
  await link.rest();
  link.close();
  await closing;
});

test("publish takes a copy: a payload changed right after the call goes out as it was", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { max: 3 });
    for (const size of [4, 5000, 200_000]) {
      const bytes = new Uint8Array(size).fill(1);
      nc.publish("a", bytes);
      bytes.fill(2);
    }
    for await (const msg of sub) assert(msg.data.every((byte) => byte === 1));
  });
});

test("publish sends reply and headers", async () => {
  await withServer(async (nc) => {
    const sent = headers();
    sent.set("One", "1");
    sent.append("Many", "a");
    sent.append("Many", "b, c");
    sent.set("Empty", "");
    const msg = await roundTrip(nc, "a", "x", { reply: "answer.here", headers: sent });
    assertEquals([msg.reply, msg.string()], ["answer.here", "x"]);
    assertEquals([...msg.headers!], [["One", ["1"]], ["Many", ["a", "b, c"]], ["Empty", [""]]]);
    assertEquals([msg.headers?.has("Empty"), msg.headers?.has("Missing")], [true, false]);
    const plain = await roundTrip(nc, "a", "x");
    assertEquals([plain.reply, plain.headers], ["", undefined]);
  });
});

test("publish sends headers without any field as no headers", async () => {
  await withFake(async (nc, link) => {
    nc.publish("a", "x", { headers: headers() });
    assertEquals(await link.sees("x\r\n"), "PUB a 1\r\nx\r\n");
  });
});

test("publish leaves frozen options and the headers in them as they are", async () => {
  await withServer(async (nc) => {
    const sent = headers();
    sent.set("A", "1");
    const options = Object.freeze({ headers: Object.freeze(sent), traceDestination: "trace", reply: "r" });
    const msg = await roundTrip(nc, "a", "x", options);
    assertEquals(msg.headers?.get("Nats-Trace-Dest"), "trace");
    assertEquals(sent.keys(), ["A"]);
    assertEquals(Object.keys(options), ["headers", "traceDestination", "reply"]);
  });
});

test("traceOnly true adds its header, false and undefined add none", async () => {
  await withFake(async (nc, link) => {
    nc.publish("a", "x", { traceOnly: true, traceDestination: "t" });
    await link.sees("\r\nNATS/1.0\r\nNats-Trace-Only: true\r\nNats-Trace-Dest: t\r\n\r\nx\r\n");
    nc.publish("a", "x", { traceOnly: false, traceDestination: "t" });
    await link.sees("\r\nNATS/1.0\r\nNats-Trace-Dest: t\r\n\r\nx\r\n");
    nc.publish("a", "x", { traceOnly: false });
    await link.sees("PUB a 1\r\nx\r\n");
  });
});

test("publish refuses subjects and reply subjects that NATS cannot carry, and sends nothing of it", async () => {
  await withFake(async (nc, link) => {
    const bad = ["", " ", "a b", "a\tb", "a\r\nPUB b 0\r\n", "a\nb", "a\0b", "a\fb", ".", ".a", "a.", "a..b"];
    for (const subject of bad) {
      const error = assertThrows(() => nc.publish(subject, "x"), InvalidSubjectError);
      assertEquals(error.code, "INVALID_SUBJECT");
      if (subject !== "") assertThrows(() => nc.publish("ok", "x", { reply: subject }), InvalidSubjectError);
    }
    for (const subject of [undefined, null, 5, {}]) {
      assertThrows(() => nc.publish(subject as unknown as string), InvalidSubjectError);
    }
    nc.publish("good.subject*.ünï", "y");
    assertEquals(new TextEncoder().encode(await link.sees("y\r\n")).length > 0, true);
    assertEquals(nc.stats().outMsgs, 1);
  });
});

test("publish lets wildcards pass: they are ordinary letters there", async () => {
  await withFake(async (nc, link) => {
    nc.publish("$JS.API.CONSUMER.CREATE.s.c.foo.>");
    await link.sees("PUB $JS.API.CONSUMER.CREATE.s.c.foo.> 0\r\n\r\n");
  });
});

test("publish refuses a payload that is neither text nor bytes", async () => {
  await withFake(async (nc, link) => {
    for (const payload of [5, null, {}, [1], new ArrayBuffer(1), new Uint16Array(1), true]) {
      assertThrows(() => nc.publish("a", payload as unknown as string), TypeError, "strings or Uint8Array");
    }
    nc.publish("b");
    assertEquals(await link.sees("\r\n\r\n"), "PUB b 0\r\n\r\n");
  });
});

test("publish takes exactly max_payload, headers counted, and refuses one byte more", async () => {
  await withServer(async (nc) => {
    const withA = headers();
    withA.set("A", "1");
    const headerBytes = "NATS/1.0\r\nA: 1\r\n\r\n".length;
    const cases: [(size: number) => Payload, PublishOptions | undefined, number][] = [
      [(size) => "x".repeat(size), undefined, 100],
      [(size) => new Uint8Array(size), undefined, 100],
      [(size) => "ü".repeat(size >> 1) + "x".repeat(size & 1), undefined, 100],
      [(size) => "x".repeat(size), { headers: withA }, 100 - headerBytes],
    ];
    for (const [make, options, most] of cases) {
      assertEquals((await roundTrip(nc, "a", make(most), options)).data.length, most);
      const error = assertThrows(() => nc.publish("a", make(most + 1), options), InvalidArgumentError);
      assertEquals(error.code, "MAX_PAYLOAD");
      assert(error.message.includes("max_payload size exceeded"), error.message);
    }
    assertEquals(nc.isClosed(), false);
  }, { server: { maxPayload: 100 } });
});

test("publish goes by the max_payload that the server told last", async () => {
  await withFake(async (nc, link) => {
    assertThrows(() => nc.publish("a", "12345"), InvalidArgumentError);
    await link.sendInfo({ max_payload: 5 });
    await link.send("PING\r\n");
    await link.sees("PONG\r\n");
    nc.publish("a", "12345");
    await link.sees("PUB a 5\r\n12345\r\n");
  }, { info: { max_payload: 4 } });
});

test("publish refuses headers to a server without them, whether it says so or says nothing", async () => {
  for (const says of [false, undefined]) {
    await withFake(async (nc, link) => {
      const sent = headers();
      sent.set("A", "1");
      for (const options of [{ headers: sent }, { traceDestination: "t" }]) {
        const error = assertThrows(() => nc.publish("a", "x", options), InvalidArgumentError, "'headers'");
        assertEquals(error.code, "HEADERS_NOT_SUPPORTED");
      }
      nc.publish("b");
      assertEquals(await link.sees("\r\n\r\n"), "PUB b 0\r\n\r\n");
    }, { info: { headers: says } });
  }
});

test("publishMessage and respondMessage send a message on as it is", async () => {
  await withServer(async (nc) => {
    const sent = headers();
    sent.set("A", "1");
    const msg = await roundTrip(nc, "a", "x", { reply: "b", headers: sent });
    const [again, answers] = [nc.subscribe("a", { max: 1 }), nc.subscribe("b", { max: 1 })];
    nc.publishMessage(msg);
    assertEquals(nc.respondMessage(msg), true);
    for (const sub of [again, answers]) {
      for await (const copy of sub) {
        assertEquals([copy.string(), copy.headers?.get("A"), copy.reply], ["x", "1", "b"]);
      }
    }
    assertEquals(nc.respondMessage(await roundTrip(nc, "a")), false);
    assertEquals(nc.respondMessage({ ...msg, data: msg.data, reply: "a..b" }), false);
  });
});

test("respond answers on the reply subject, and is false where there is none or none that can be", async () => {
  await withFake(async (nc, link) => {
    const sub = nc.subscribe("a", { max: 4 });
    await link.sees("SUB a 1\r\n");
    await link.send("MSG a 1 r 0\r\n\r\nMSG a 1 0\r\n\r\nMSG a 1 a..b 0\r\n\r\nMSG a 1 .x 0\r\n\r\n");
    const answered: boolean[] = [];
    for await (const msg of sub) answered.push(msg.respond("yes", { reply: "more" }));
    assertEquals(answered, [true, false, false, false]);
    await link.sees("PUB r more 3\r\nyes\r\n");
  });
});

test("respond still refuses what is wrong in its own options", async () => {
  await withFake(async (nc, link) => {
    const sub = nc.subscribe("a", { max: 1 });
    await link.sees("SUB a 1\r\n");
    await link.send("MSG a 1 r 0\r\n\r\n");
    for await (const msg of sub) {
      assertThrows(() => msg.respond("", { reply: "a..b" }), InvalidSubjectError);
    }
  });
});

test("Msg gives subject, sid, data, text and JSON", async () => {
  await withServer(async (nc) => {
    const msg = await roundTrip(nc, "some.subject", '{"a":[1,"2"]}');
    assertEquals([msg.subject, msg.sid, msg.reply], ["some.subject", 1, ""]);
    assertEquals(msg.json(), { a: [1, "2"] });
    assertEquals(msg.json((key, value) => key === "a" ? "revived" : value), { a: "revived" });
    const broken = await roundTrip(nc, "some.subject", "{");
    assertThrows(() => broken.json(), SyntaxError);
    assertEquals(broken.data, new Uint8Array([123]));
    assert(broken.data === broken.data, "the same view each time");
  });
});

test("a kept message stays as it was while others arrive, and owns its bytes", async () => {
  await withServer(async (nc) => {
    const kept: Msg[] = [];
    const sent = headers();
    sent.set("A", "value");
    const sub = nc.subscribe("a", { callback: (_error, msg) => void kept.push(msg) });
    for (let n = 0; n < 5000; n++) {
      nc.publish("a", `payload ${n}`, n % 3 === 0 ? { headers: sent } : undefined);
    }
    nc.publish("a", "x".repeat(500_000));
    await nc.flush();
    assertEquals(sub.getReceived(), 5001);
    for (let n = 0; n < 5000; n++) {
      assertEquals(kept[n]!.string(), `payload ${n}`);
      assertEquals(kept[n]!.headers?.get("A"), n % 3 === 0 ? "value" : undefined);
    }
    // Writing into one's own message harms no other one.
    kept[0]!.data.fill(0);
    assertEquals(kept[1]!.string(), "payload 1");
  });
});

test("a kept message keeps no more memory alive than a block, or twice its own size", async () => {
  // Among small messages blocks have 8 KiB, among others 32.
  for (
    const [block, ...sizes] of [[8, 0, 1, 16, 255], [32, 0, 256, 2048, 5000, 8192, 8193, 70_000, 300_000]]
  ) {
    await withServer(async (nc) => {
      const sub = nc.subscribe("a", { max: 60 });
      for (let n = 0; n < 60; n++) nc.publish("a", new Uint8Array(sizes[n % sizes.length]!));
      for await (const msg of sub) {
        const most = Math.max(block! * 1024, 2 * (msg.data.length + 2));
        const kept = msg.data.buffer.byteLength;
        assert(kept <= most, `${msg.data.length} bytes keep ${kept}`);
      }
    });
  }
});

test("many small messages that are kept share their blocks", async () => {
  await withServer(async (nc) => {
    const blocks = new Set<ArrayBufferLike>();
    nc.subscribe("a", { callback: (_error, msg) => void blocks.add(msg.data.buffer) });
    for (let n = 0; n < 8192; n++) nc.publish("a", "sixteen bytes ..");
    await nc.flush();
    // A message that was split over two reads has memory of its own.
    assert(blocks.size <= 40, `${blocks.size} blocks for 128 KiB`);
  });
});

test("stats counts messages and the bytes of headers and payloads", async () => {
  await withServer(async (nc) => {
    const sent = headers();
    sent.set("A", "1");
    const headerBytes = "NATS/1.0\r\nA: 1\r\n\r\n".length;
    nc.subscribe("a", { callback: () => {} });
    nc.publish("a", "12345");
    nc.publish("a", "ü", { headers: sent });
    nc.publish("nobody", "123");
    await nc.flush();
    assertEquals(nc.stats(), {
      outMsgs: 3,
      outBytes: 10 + headerBytes,
      inMsgs: 2,
      inBytes: 7 + headerBytes,
      droppedIn: 0,
      droppedOut: 0,
      unconfirmed: 0,
      reconnects: 0,
    });
    const before = nc.stats();
    before.inMsgs = 99;
    assertEquals(nc.stats().inMsgs, 2);
  });
});

test("a message whose memory the application transfers harms none that came with it", async () => {
  await withServer(async (nc) => {
    const texts: string[] = [];
    nc.subscribe("a", {
      callback: (_error, msg) => {
        texts.push(msg.string());
        structuredClone(msg.data.buffer, { transfer: [msg.data.buffer as ArrayBuffer] });
      },
    });
    for (let n = 0; n < 5; n++) nc.publish("a", `message ${n}`);
    await nc.flush();
    assertEquals(texts, [0, 1, 2, 3, 4].map((n) => `message ${n}`));
  });
});

test("an error about a subject shows line ends as JSON does, and has no field without a value", () => {
  const error = new InvalidSubjectError("a\r\nPUB b", { operation: "publish" });
  assertEquals(error.message, "illegal subject: 'a\\r\\nPUB b'");
  assertEquals([error.subject, Object.hasOwn(error, "server")], ["a\r\nPUB b", false]);
});
