/** Monitoring of natwire and of nats-server, after the same traffic: fields, their order, types and values. */

import { assert, assertEquals, assertNotEquals, test } from "../_test.ts";
import { withNatsServer, withNatwire } from "./monitored.ts";
import {
  ANSWERED_OTHERWISE,
  answerTo,
  cidsOf,
  QUESTIONS,
  VARYING,
  type Watched,
  withTraffic,
} from "./monitoring.ts";

/** Asks a server everything, while those who made the traffic are there. */
async function ask(server: Watched): Promise<Map<string, string[]>> {
  const answers = new Map<string, string[]>();
  await withTraffic(server.port, async () => {
    const cids = await cidsOf(server);
    for (const question of QUESTIONS) answers.set(question, await answerTo(question, server, cids));
  });
  return answers;
}

test("monitoring answers as nats-server's does, but for what VARYING names", async (t) => {
  const theirs = await withNatsServer(t, ask);
  const ours = await withNatwire(ask);
  for (const question of QUESTIONS) {
    if (question in ANSWERED_OTHERWISE) assertNotEquals(ours.get(question), theirs.get(question), question);
    else assertEquals(ours.get(question), theirs.get(question), question);
  }
});

test("monitoring has what nats-top reads", async () => {
  const answers = await withNatwire(ask);
  const needed: Record<string, string[]> = {
    "/varz": [
      "server_id version uptime mem cpu cores connections in_msgs out_msgs in_bytes out_bytes",
      "slow_consumers subscriptions now start max_connections",
    ],
    "/connz?subs=1": [
      "num_connections total offset limit now server_id",
      "connections[0].cid connections[0].ip connections[0].port connections[0].start connections[0].last_activity",
      "connections[0].uptime connections[0].idle connections[0].pending_bytes connections[0].in_msgs",
      "connections[0].out_msgs connections[0].in_bytes connections[0].out_bytes connections[0].subscriptions",
      "connections[0].name connections[0].lang connections[0].version connections[0].subscriptions_list[]",
    ],
  };
  for (const [question, names] of Object.entries(needed)) {
    const lines = answers.get(question) ?? [];
    for (const name of names.join(" ").split(" ")) {
      assert(lines.some((line) => line.startsWith(`.${name} `)), `${question} has no ${name}`);
    }
  }
});

test("VARYING has no row that is about nothing", async () => {
  const answers = await withNatwire(ask);
  const places = [...answers].flatMap(([question, lines]) =>
    lines.map((line) => `${question} ${line.split(" ")[0]!.replaceAll(/\[\d+\]/g, "[]")}`)
  );
  for (const [pattern, why] of VARYING) {
    assert(places.some((place) => pattern.test(place)), `${pattern}: ${why}`);
  }
});
