/** The codes that WebSockets are closed with. [nats-server websocket.go wsEnqueueCloseMessage; RFC 6455, 7.4.1] */
import type { AcceptedTransport } from "../transport/accepted.ts";
import { type Ending, ENDINGS, LINGER_MS } from "../conn/server_states.ts";
import type { Clock } from "../transport/clock.ts";

const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;

/** The code for each way to end; what is not named here is a server that could not go on. */
const CODES: ReadonlyMap<Ending, number> = new Map<Ending, number>([
  [ENDINGS.clientClosed, 1000],
  [ENDINGS.serverShutdown, GOING_AWAY],
  [ENDINGS.staleConnection, GOING_AWAY],
  [ENDINGS.readError, GOING_AWAY],
  [ENDINGS.writeError, GOING_AWAY],
  [ENDINGS.unknownOperation, 1002],
  [ENDINGS.protocolViolation, 1002],
  [ENDINGS.clientError, 1002],
  [ENDINGS.badClientProtocol, 1002],
  [ENDINGS.authorizationViolation, POLICY_VIOLATION],
  [ENDINGS.authenticationTimeout, POLICY_VIOLATION],
  [ENDINGS.slowConsumerBytes, POLICY_VIOLATION],
  [ENDINGS.slowConsumerDeadline, POLICY_VIOLATION],
  [ENDINGS.maxConnections, POLICY_VIOLATION],
  [ENDINGS.maxAccountConnections, POLICY_VIOLATION],
  [ENDINGS.maxSubscriptions, POLICY_VIOLATION],
  [ENDINGS.maxControlLine, POLICY_VIOLATION],
  [ENDINGS.maxPayload, 1009],
]);

/** Says that nothing more comes, to WebSockets also why. */
export function endTransport(transport: AcceptedTransport, ending: Ending): Promise<void> {
  return transport.closeWith?.(CODES.get(ending) ?? 1011, ending.reason) ?? transport.end();
}

/** Drops a transport; WebSockets to which all has been sent are told why before that. */
export function dropTransport(transport: AcceptedTransport, ending: Ending, clock: Clock): void {
  if (!ending.flush || transport.closeWith === undefined) return transport.close();
  const drop = () => {
    cancel();
    transport.close();
  };
  const cancel = clock.wakeAt(clock.now() + LINGER_MS, drop);
  endTransport(transport, ending).then(drop, drop);
}
