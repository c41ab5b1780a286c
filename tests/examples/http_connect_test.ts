import { connect } from "../../mod.ts";
import { createServer } from "../../src/server/mod.ts";
import { assertEquals, assertRejects, test } from "../_test.ts";
import { throughProxy } from "./_http_connect.ts";
import { startProxy } from "./_proxy.ts";

test("a transport of one's own connects through an HTTP proxy, and again after a loss", async () => {
  const server = await createServer({ port: 0 });
  const proxy = await startProxy();
  try {
    const servers = `127.0.0.1:${server.port}`;
    const nc = await connect({ servers, dial: throughProxy(proxy.url), reconnectTimeWait: 10 });
    nc.subscribe("echo", { callback: (_, msg) => void msg.respond(msg.data) });
    const large = "x".repeat(500_000);
    assertEquals((await nc.request("echo", large)).string(), large);
    await nc.reconnect();
    assertEquals((await nc.request("echo", "again")).string(), "again");
    assertEquals(
      proxy.requests,
      [1, 2].map(() => [`CONNECT ${servers} HTTP/1.1`, `Host: ${servers}`]),
    );
    await nc.drain();
  } finally {
    await proxy.close();
    await server.close();
  }
});

test("a transport through a proxy hands over credentials, and fails with what the proxy says", async () => {
  const proxy = await startProxy("407 Proxy Authentication Required");
  const url = new URL(proxy.url);
  url.username = "ann";
  url.password = "p@ss";
  const connecting = connect({ servers: "192.0.2.1:4222", dial: throughProxy(url), reconnect: false });
  await assertRejects(
    () => connecting,
    Error,
    "the proxy refuses to connect to 192.0.2.1:4222: HTTP/1.1 407 Proxy Authentication Required",
  );
  assertEquals(proxy.requests[0]?.[2], `Proxy-Authorization: Basic ${btoa("ann:p@ss")}`);
  await proxy.close();
});
