/** The side of the fuzzer that does the work; it says which run is on, and in the end what came out. */
import { configFileTarget } from "../../tests/_fuzz/config_file.ts";
import { fuzz } from "../../tests/_fuzz/core.ts";
import { openMonitoringTarget } from "../../tests/_fuzz/monitoring.ts";
import { openSessionTarget } from "../../tests/_fuzz/session.ts";
import { clientTarget, parserTarget, serverTarget } from "../../tests/_fuzz/targets.ts";
import { webSocketTarget } from "../../tests/_fuzz/websocket.ts";

/** What is to be run. */
export interface FuzzOrder {
  /** The seed. */
  readonly seed: number;
  /** The first run. */
  readonly firstRun: number;
  /** The run before which to stop. */
  readonly endRun: number;
  /** How long to go on. */
  readonly seconds: number;
  /** Where the number of the run that is on is written. */
  readonly current: Int32Array<SharedArrayBuffer>;
}

/** The parsers take two turns: the machines are slower, and their parsers are the same. */
const fixed = [
  parserTarget("server"),
  parserTarget("client"),
  serverTarget,
  parserTarget("server"),
  parserTarget("client"),
  clientTarget,
  configFileTarget,
  webSocketTarget,
];

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<FuzzOrder>) => void;
  postMessage(message: unknown): void;
};

scope.onmessage = async ({ data: { seed, firstRun, endRun, seconds, current } }) => {
  const untilMs = performance.now() + seconds * 1000;
  // They are started once, and run after run they take their turn with the others.
  const started = [await openSessionTarget(), await openMonitoringTarget()];
  const report = await fuzz({
    targets: [...fixed, ...started],
    seed,
    firstRun,
    goOn(run) {
      Atomics.store(current, 0, run);
      return run < endRun && performance.now() < untilMs;
    },
  });
  for (const target of started) await target.close();
  scope.postMessage(report);
};
