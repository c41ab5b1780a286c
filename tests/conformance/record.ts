/**
 * Writes `recorded/` anew: plays every session twice against the nats-server at hand and keeps what it answered.
 *
 * Run it from the top of the repository: `deno run -A tests/conformance/record.ts`; for some themes only, name them.
 */

import { args, writeOut, writeTextFile } from "../_runtime.ts";
import { playOnNatsServer } from "./nats_server.ts";
import type { Session } from "./script.ts";
import { themes } from "./sessions.ts";
import { natsServer } from "../_nats_server.ts";

const server = await natsServer();
if ("skip" in server) throw new Error(`there is nothing to record from: ${server.skip}`);
for (const [theme, sessions] of Object.entries(themes)) {
  if (args().length > 0 && !args().includes(theme)) continue;
  const records: string[] = [];
  for (const session of sessions) {
    records.push(`  ${JSON.stringify(session.name)}: ${await record(session, server)}`);
  }
  const text = `/** What nats-server ${server.version} answered; record.ts writes this file. */\n` +
    `export const ${theme}: Readonly<Record<string, string>> = {\n${records.join(",\n")},\n};\n`;
  await writeTextFile(`tests/conformance/recorded/${theme}.ts`, text);
  await writeOut(`${theme}: ${sessions.length} sessions of nats-server ${server.version}\n`);
}

async function record(session: Session, found: { path: string }): Promise<string> {
  const text = await playOnNatsServer(session, found);
  const again = await playOnNatsServer(session, found);
  if (text !== again) throw new Error(`${session.name}: two runs differ\n${text}\n---\n${again}`);
  return `String.raw\`\n${text}\``;
}
