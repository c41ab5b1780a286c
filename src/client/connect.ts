/** `connect`: a connection over TCP, or over what the option `dial` makes. */

import { dialTcp, resolveHost, runtime } from "#runtime";
import { withoutNulls } from "./checks.ts";
import { open, ownDial } from "./open.ts";
import { machineOptions } from "./options.ts";
import type { ConnectionOptions, NatsConnection } from "./types.ts";

const LANG = `natwire.${runtime.name}`;

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
  const machine = machineOptions(options, LANG);
  return await open(machine, { dial: ownDial(options) ?? dialTcp, resolveHost, tls: options.tls }, options);
}
