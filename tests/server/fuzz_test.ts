/** A server takes whatever clients send it: once they are let in, in frames of WebSockets, and to monitoring. */

import { describeFinding, fuzz, type FuzzTarget } from "../_fuzz/core.ts";
import { openMonitoringTarget } from "../_fuzz/monitoring.ts";
import { openSessionTarget } from "../_fuzz/session.ts";
import { webSocketTarget } from "../_fuzz/websocket.ts";
import { assert, assertEquals, test } from "../_test.ts";

const SEED = 20261123;
const RUNS = 400;

/** Has a target take so many mutants: nothing is found, and most of them get somewhere. */
async function takes(target: FuzzTarget): Promise<void> {
  const report = await fuzz({ targets: [target], seed: SEED, goOn: (run) => run < RUNS });
  assertEquals(report.finding === null ? "" : describeFinding(report.finding), "");
  const tell = JSON.stringify(report);
  assert(report.pastHandshake > RUNS / 2, tell);
  assert(report.reachedPayload > RUNS / 4, tell);
}

test(`Server takes ${RUNS} mutants of clients that were let in`, async () => {
  const target = await openSessionTarget();
  await takes(target).finally(() => target.close());
});

test(`Server takes ${RUNS} mutants of requests to monitoring`, async () => {
  const target = await openMonitoringTarget();
  await takes(target).finally(() => target.close());
});

test(`Server takes ${RUNS} mutants of WebSocket frames`, () => takes(webSocketTarget));
