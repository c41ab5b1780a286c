/** A program as people write it for nats.js. Only the next line changes for natwire: the tests change it back. */
import * as nats from "../../mod.ts";

/** Runs against a server on this port, and gives what came of it. */
export async function program(port: number): Promise<string[]> {
  const { connect, createInbox, deferred, Empty, headers, nanos, RequestError } = nats;
  const said: string[] = [];
  const options: nats.ConnectionOptions = { port, name: "program", timeout: 5000, maxReconnectAttempts: -1 };
  const nc: nats.NatsConnection = await connect(options);
  said.push(`connected ${nc.getServer() === `127.0.0.1:${port}`} ${nc.isClosed()}`);

  const done = deferred<void>();
  (async () => {
    for await (const status of nc.status()) {
      switch (status.type) {
        case "disconnect":
        case "reconnect":
          said.push(`${status.type} ${status.server}`);
          break;
        case "error":
          said.push(`error ${status.error.message}`);
          break;
        case "close":
          said.push("close");
          break;
      }
    }
    done.resolve();
  })().catch((err) => said.push(`${err}`));

  const sub: nats.Subscription = nc.subscribe("greet.*", { queue: "greeters" });
  const serving = (async () => {
    for await (const m of sub) {
      const h: nats.MsgHdrs = headers();
      h.append("Served-By", m.headers?.get("Who") ?? "nobody");
      m.respond(`hello, ${m.subject.split(".")[1]}`, { headers: h });
    }
  })();

  const who = headers();
  who.set("Who", "ann");
  const answer: nats.Msg = await nc.request("greet.joe", Empty, { timeout: 2000, headers: who });
  said.push(`${answer.string()} ${answer.headers?.get("Served-By")}`);
  const lone = await nc.request("greet.sue", "", { noMux: true, timeout: 2000, reply: createInbox("box") });
  said.push(`${lone.string()} ${lone.subject.startsWith("box.")}`);

  try {
    await nc.request("nobody.home");
  } catch (err) {
    if (err instanceof RequestError && err.isNoResponders()) said.push("no responders");
    else throw err;
  }

  const collected: string[] = [];
  const counted = nc.subscribe("numbers", {
    max: 3,
    callback: (err: Error | null, msg: nats.Msg) => {
      if (err) collected.push(err.message);
      else collected.push(msg.json<{ n: number }>().n.toString());
    },
  });
  for (let n = 0; n < 5; n++) nc.publish("numbers", JSON.stringify({ n }));
  await counted.closed;
  said.push(`${collected} ${counted.getReceived()} ${counted.isClosed()}`);

  const replies: string[] = [];
  for await (
    const m of await nc.requestMany("greet.all", "", { strategy: "count", maxMessages: 1, maxWait: 2000 })
  ) {
    replies.push(m.string());
  }
  said.push(replies.join());

  const iterated = nc.subscribe("bytes");
  nc.publish("bytes", new TextEncoder().encode("abc"), { reply: "r" });
  for await (const m of iterated) {
    said.push(`${m.data.length} ${m.reply} ${m.sid === iterated.getID()}`);
    break;
  }

  await nc.flush();
  said.push(`${typeof await nc.rtt()} ${nc.stats().outMsgs > 0} ${nc.info?.max_payload} ${nanos(1)}`);
  await sub.drain();
  await serving;
  await nc.drain();
  await done;
  said.push(`${await nc.closed()} ${nc.isClosed()}`);
  return said;
}
