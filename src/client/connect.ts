/** `connect`: a connection over TCP, or over what the option `dial` makes. */

import { dialTcp, resolveHost, runtime } from "#runtime";
import { connects, openChannels, traceConnect } from "../observe/channels.ts";
import { systemClock } from "../transport/clock.ts";
import { leadingHere } from "./caller.ts";
import { withoutNulls } from "./checks.ts";
import { NatsConnectionImpl } from "./connection.ts";
import { authenticateWith, machineOptions } from "./options.ts";
import type { ConnectionOptions, NatsConnection } from "./types.ts";

/**
 * Connects to a NATS server.
 *
 * ```ts
 * const nc = await connect({ servers: "127.0.0.1:4222" });
 * nc.publish("foo.bar", "hello");
 * await nc.drain();
 * ```
 *
 * @throws {InvalidArgumentError} for an option that cannot be.
 * @throws {ConnectionError} `CONNECTION_REFUSED`, `UNKNOWN_HOST`, `NOT_NATS`, ... when no server could be connected to.
 * @throws {AuthorizationError} when the server refuses the credentials.
 * @throws {TimeoutError} `CONNECT_TIMEOUT` when no handshake was complete within `timeout`.
 */
export async function connect(options: ConnectionOptions = {}): Promise<NatsConnection> {
  options = withoutNulls(options);
  const machine = machineOptions(options, `natwire.${runtime.name}`);
  const dial = options.dial;
  openChannels();
  const connecting = () =>
    NatsConnectionImpl.connect(machine, {
      dial: dial === undefined ? dialTcp : async (to) => await dial(to),
      clock: options.clock ?? systemClock,
      authenticate: authenticateWith(options),
      resolveHost,
      tls: options.tls,
    }, options);
  try {
    return await (connects.hasSubscribers
      ? traceConnect(machine.servers, options.name, connecting)
      : connecting());
  } catch (error) {
    throw leadingHere(error, "connect");
  }
}
