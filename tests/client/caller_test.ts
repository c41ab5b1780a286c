import {
  connect,
  ConnectionError,
  type ConnectionOptions,
  InvalidArgumentError,
  NatsError,
  NoRespondersError,
  type RequestManyOptions,
  type RequestOptions,
  type SubscriptionOptions,
  wsconnect,
} from "../../mod.ts";
import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { withServer } from "./_client.ts";

/** Waits for something in a function whose name a stack can be searched for. */
async function myOwnFunction(wait: () => Promise<unknown>): Promise<void> {
  await wait();
}

/** What a dial of a test says. */
function nobody(): never {
  throw new ConnectionError("nobody there");
}

test("an error of connect carries the stack of whoever connects, and the operation", async () => {
  for (const call of [connect, wsconnect]) {
    const error = await assertRejects(() => myOwnFunction(() => call({ dial: nobody })), ConnectionError);
    assertEquals(error.operation, "connect");
    assert(error.stack?.includes("nobody there"), error.stack);
    assert(error.stack?.includes("myOwnFunction"), error.stack);
  }
});

test("an address that cannot be read is told with the stack of whoever connects", async () => {
  const wait = () => connect({ servers: "nats://joe:secret@host:99999" });
  const error = await assertRejects(() => myOwnFunction(wait), InvalidArgumentError);
  assert(error.stack?.includes("myOwnFunction"), error.stack);
  assert(!error.stack?.includes("secret"));
});

test("connect leaves errors of the application as they are", async () => {
  const mine = new Error("the vault is sealed");
  const { stack } = mine;
  await withServer(async (_nc, server) => {
    const authenticator = () => {
      throw mine;
    };
    const error = await assertRejects(
      () => connect({ dial: () => server.connectInProcess(), authenticator }),
      Error,
    );
    assert(error === mine && error.stack === stack && !("operation" in error));
  }, { server: { users: [{ user: "joe", pass: "secret" }] }, client: { user: "joe", pass: "secret" } });
});

test("an error of requestMany carries the stack of whoever takes the answers", async () => {
  async function loop(answers: AsyncIterable<unknown>): Promise<void> {
    for await (const _ of answers);
  }
  await withServer(async (nc) => {
    const answers = await nc.requestMany("nobody");
    const error = await assertRejects(() => loop(answers), NoRespondersError);
    assert(error.stack?.includes("at async loop"), error.stack);
  });
});

test("null in options says as much as undefined", async () => {
  await withServer(async (nc, server) => {
    const names: (keyof ConnectionOptions)[] = ["servers", "port", "timeout", "name", "signal", "onError"];
    const nulls = Object.fromEntries(names.map((name) => [name, null]));
    const options = Object.freeze({ dial: () => server.connectInProcess(), ...nulls });
    const other = await connect(options as ConnectionOptions);
    await other.close();
    const sub = { queue: null, max: null, timeout: null, callback: null, signal: null } as unknown;
    const loop = nc.subscribe("a", sub as SubscriptionOptions);
    nc.subscribe("b", null as unknown as SubscriptionOptions).unsubscribe();
    const publish = { headers: null, reply: null, traceDestination: null };
    nc.publish("a", "1", publish as unknown as RequestOptions);
    nc.publish("a", "2", null as unknown as RequestOptions);
    await nc.flush();
    assertEquals(loop.getPending(), 2);
    nc.subscribe("echo", { callback: (_error, msg) => void msg.respond(msg.data) });
    const asked = { timeout: null, headers: null, signal: null } as unknown;
    assertEquals((await nc.request("echo", "3", asked as RequestOptions)).string(), "3");
    assertEquals((await nc.request("echo", "4", null as unknown as RequestOptions)).string(), "4");
  });
});

test("options that are no object, credentials that are no text, plain headers and unknown strategies are refused", async () => {
  for (const call of [connect, wsconnect]) {
    const error = await assertRejects(
      () => call("nats.example.com" as unknown as ConnectionOptions),
      InvalidArgumentError,
    );
    assertEquals(error.message, "'options' must be an object");
  }
  for (const name of ["user", "pass", "token", "name"]) {
    const options = { dial: nobody, [name]: 7 } as ConnectionOptions;
    const error = await assertRejects(() => connect(options), InvalidArgumentError);
    assertEquals(error.message, `'${name}' must be a string`);
  }
  await withServer(async (nc) => {
    const callback = () => {};
    assertThrows(() => nc.subscribe("a", callback as SubscriptionOptions), InvalidArgumentError, "object");
    const plain = { headers: { a: "b" } } as unknown as RequestOptions;
    assertThrows(() => nc.publish("a", "", plain), InvalidArgumentError, "headers()");
    const odd = { strategy: "jitter" } as unknown as RequestManyOptions;
    await assertRejects(() => nc.requestMany("a", "", odd), InvalidArgumentError, "sentinel");
    const error = assertThrows(() => nc.subscribe("a", { queue: "b c" }), NatsError);
    assertEquals([error.subject, error.operation], ["a", "subscribe"]);
  });
});
