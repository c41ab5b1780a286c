/** Requests in the system account, of natwire and of nats-server, after the same traffic. */

import { connect, type NatsConnection } from "../../mod.ts";
import { assertEquals, assertNotEquals, test } from "../_test.ts";
import { fields, type Watched, withoutReplies, withTraffic } from "./monitoring.ts";
import { ANSWERED_OTHERWISE, BY_OTHERS, BY_SYSTEM, type Question } from "./system_requests.ts";
import { withNatsServer, withNatwire } from "./monitored.ts";

/** How long it takes until nobody is going to answer, on a machine with other work. */
const SILENCE_MS = 700;

/** The questions with what came of each, in lines. */
type Answers = Map<string, string[]>;

async function ask(server: Watched): Promise<Answers> {
  const { server_id: id } = await (await fetch(`${server.url}/varz`)).json() as { server_id: string };
  const answers: Answers = new Map();
  await withTraffic(server.port, async () => {
    for (const [user, questions] of [["sys", BY_SYSTEM], ["a", BY_OTHERS]] as const) {
      const asking = await connect({ port: server.port, user, pass: "p", name: "asking" });
      try {
        await Promise.all(questions.map(async (question) => {
          const name = user === "sys" ? question.join(" ") : `${question.join(" ")} (of an account)`;
          answers.set(name, await answerTo(asking, question, id));
        }));
      } finally {
        await asking.close();
      }
    }
  });
  return answers;
}

async function answerTo(asking: NatsConnection, [subject, body]: Question, id: string): Promise<string[]> {
  let text: string;
  try {
    text = (await asking.request(subject.replace("{id}", id), body, { timeout: SILENCE_MS })).string();
  } catch (error) {
    return [(error as { code?: string }).code ?? String(error)];
  }
  if (!text.startsWith("{")) return [text];
  return fields(`${subject} ${body}`, "", JSON.parse(text)).map(withoutReplies);
}

test("requests in the system account are answered as by nats-server, but for what ANSWERED_OTHERWISE names", async (t) => {
  const theirs = await withNatsServer(t, ask);
  const ours = await withNatwire(ask);
  for (const [question, answer] of ours) {
    if (question in ANSWERED_OTHERWISE) assertNotEquals(answer, theirs.get(question), question);
    else assertEquals(answer, theirs.get(question), question);
  }
  for (const question of Object.keys(ANSWERED_OTHERWISE)) assertEquals(ours.has(question), true, question);
});
