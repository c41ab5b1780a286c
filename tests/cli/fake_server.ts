/** A server in memory that says what a test wants it to say, to the demo. */

import { type DemoScreen, type DemoSettings, playDemo } from "../../src/cli/demo_player.ts";
import { demoSteps, type Who } from "../../src/cli/demo_steps.ts";
import { systemClock } from "../../src/transport/clock.ts";
import { memoryPair } from "../../src/transport/memory.ts";
import type { Transport } from "../../src/transport/transport.ts";

/** One connection, seen from the server. */
export interface FakeSession {
  /** Counts the connections from 1: A, B, then A again. */
  readonly number: number;
  /** Sends text as it is. */
  say(text: string): void;
  /** Hangs up once everything said has gone out. */
  hangUp(): void;
}

/** What the server does. */
export interface FakeScript {
  /** A connection came. */
  opened(session: FakeSession): void;
  /** A line came, without its CR LF. */
  line?(session: FakeSession, text: string): void;
}

/** What came of a demo. */
export interface Played {
  /** What was shown, as `A < +OK`; steps as `3.`. */
  shown: string[];
  /** What the demo failed with, if it did. */
  error: Error | undefined;
}

/** Just enough of INFO. */
export const INFO = 'INFO {"server_id":"FAKE","max_payload":1048576} \r\n';

/** Plays the demo on a fake server, and waits until every connection is closed. */
export async function playOnFake(script: FakeScript, settings: Partial<DemoSettings> = {}): Promise<Played> {
  const shown: string[] = [];
  const screen: DemoScreen = {
    step: (number) => shown.push(`${number}.`),
    row: (who: Who, mark, text) => shown.push(`${who} ${mark} ${text}`),
  };
  const sessions: Promise<void>[] = [];
  let error: Error | undefined;
  try {
    await playDemo(demoSteps, {
      server: { hostname: "fake", port: 4222 },
      dial: () => {
        const [here, there] = memoryPair();
        sessions.push(serve(script, there, sessions.length + 1));
        return Promise.resolve(here);
      },
      clock: systemClock,
      screen,
      answerMs: 2000,
      typingMs: 0,
      ...settings,
    });
  } catch (thrown) {
    error = thrown as Error;
  }
  await Promise.all(sessions);
  return { shown, error };
}

async function serve(script: FakeScript, transport: Transport, number: number): Promise<void> {
  let written: Promise<void> = Promise.resolve();
  const session: FakeSession = {
    number,
    say(text) {
      written = written.then(() => transport.write(new TextEncoder().encode(text))).catch(() => {});
    },
    hangUp() {
      written = written.then(() => transport.end());
    },
  };
  script.opened(session);
  let text = "";
  for (let bytes = await transport.read(); bytes !== null; bytes = await transport.read()) {
    text += new TextDecoder().decode(bytes);
    const lines = text.split("\r\n");
    text = lines.pop() ?? "";
    for (const line of lines) script.line?.(session, line);
  }
  transport.close();
}

/** A script that answers the demo as a NATS server does, as far as the demo goes. */
export function honestScript(): Required<FakeScript> {
  const subscribers = new Map<FakeSession, string>();
  let publishing: string[] | undefined;
  return {
    opened: (session) => session.say(INFO),
    line(session, text) {
      const [verb, ...args] = text.split(" ");
      if (publishing !== undefined) {
        const [subject, ...rest] = publishing;
        publishing = undefined;
        session.say("+OK\r\n");
        for (const [to, sid] of subscribers) {
          to.say(`MSG ${[subject, sid, ...rest].join(" ")}\r\n${text}\r\n`);
        }
      } else if (verb === "pub") publishing = args;
      else if (verb === "ping") session.say("PONG\r\n");
      else if (verb === "sub") {
        subscribers.set(session, args[1] ?? "");
        session.say("+OK\r\n");
      } else if (verb === "unsub") {
        subscribers.delete(session);
        session.say("+OK\r\n");
      }
    },
  };
}
