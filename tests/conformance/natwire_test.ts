/** natwire's server gives the bytes that a nats-server gave. */

import { loadConfig } from "../../src/server/config/load.ts";
import { createServer } from "../../src/server/mod.ts";
import type { ServerOptions } from "../../src/server/option_types.ts";
import { dialTcp, readTextFile } from "../_runtime.ts";
import { assertEquals, assertNotEquals, test } from "../_test.ts";
import { INFO_DIFFERENCES, SESSION_DIFFERENCES } from "./differences.ts";
import { withConfigFiles } from "./session_files.ts";
import { play } from "./play.ts";
import { recorded } from "./recorded.ts";
import type { Session } from "./script.ts";
import { sessions } from "./sessions.ts";

const TELNET = "the telnet session of the protocol demo";

async function playOnNatwire(session: Session, split: boolean): Promise<string> {
  return await withConfigFiles(session, async (fill, tls) => {
    const optionsOf = async (config?: string): Promise<ServerOptions> => {
      const options = config === undefined ? session.server : await optionsOfConfig(fill(config));
      return { ...options, host: "127.0.0.1", port: 0 };
    };
    const server = await createServer(await optionsOf(session.config));
    try {
      return await play(session, {
        split,
        dial: () => dialTcp({ hostname: "127.0.0.1", port: server.port }),
        tls,
        server: {
          reload: async (config) => await server.reload(await optionsOf(config)),
          lameDuck: () => void server.lameDuck(),
        },
      });
    } finally {
      await server.close();
    }
  });
}

/** What a configuration file says. */
async function optionsOfConfig(text: string): Promise<ServerOptions> {
  const { options } = await loadConfig("session.conf", {
    readTextFile: (path) => path.endsWith("session.conf") ? Promise.resolve(text) : readTextFile(path),
    env: () => undefined,
  });
  return options;
}

/** Takes these fields out of every INFO. */
function without(fields: readonly string[], text = ""): string {
  const cut = (line: string, field: string) => line.replace(new RegExp(`,"${field}":[^,}]*`), "");
  return text.split("\n").map((line) => line.includes(" < INFO {") ? fields.reduce(cut, line) : line).join(
    "\n",
  );
}

function comparable(text: string | undefined): string {
  return without(Object.keys(INFO_DIFFERENCES), text);
}

for (const session of sessions) {
  if (session.name in SESSION_DIFFERENCES) continue;
  test(`createServer gives the recorded bytes: ${session.name}`, async () => {
    assertEquals(comparable(await playOnNatwire(session, false)), comparable(recorded.get(session.name)));
  });
  if (session.whole !== undefined) continue;
  test(`createServer gives the recorded bytes, sent byte by byte: ${session.name}`, async () => {
    assertEquals(comparable(await playOnNatwire(session, true)), comparable(recorded.get(session.name)));
  });
}

for (const name of Object.keys(SESSION_DIFFERENCES)) {
  test(`SESSION_DIFFERENCES is still true of: ${name}`, async () => {
    const session = sessions.find((each) => each.name === name);
    if (session === undefined) throw new Error("there is no such session");
    // Such a session would wait for a close that does not come, so its end is left out.
    const steps = session.steps.map((step) => step.do === "gone" ? { ...step, do: "sync" as const } : step);
    const ended = (await playOnNatwire({ ...session, steps }, false)).replace(/\nA > PING\\r\\n/, "");
    assertNotEquals(comparable(ended), comparable(recorded.get(name)));
  });
}

for (const field of Object.keys(INFO_DIFFERENCES)) {
  test(`INFO_DIFFERENCES is still true of ${field}`, async () => {
    const session = sessions.find(({ name }) => name === TELNET);
    if (session === undefined) throw new Error("there is no such session");
    const others = Object.keys(INFO_DIFFERENCES).filter((each) => each !== field);
    assertNotEquals(
      without(others, await playOnNatwire(session, false)),
      without(others, recorded.get(TELNET)),
    );
  });
}
