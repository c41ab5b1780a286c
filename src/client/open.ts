/** What `connect` and `wsconnect` have in common: a connection, told to whoever watches, with errors that lead back. */

import type { ClientMachineOptions } from "../conn/client_types.ts";
import { connects, openChannels, traceConnect } from "../observe/channels.ts";
import { systemClock } from "../transport/clock.ts";
import { leadingHere } from "./caller.ts";
import { NatsConnectionImpl } from "./connection.ts";
import type { DriverOptions } from "./driver.ts";
import { authenticateWith } from "./options.ts";
import type { ConnectionOptions, NatsConnection } from "./types.ts";

/** Makes a transport. */
export type Dial = DriverOptions["dial"];

/** What differs between the two. */
export type Ways = Pick<DriverOptions, "dial" | "resolveHost" | "tls">;

/** The application's own way to dial, if it has one. */
export function ownDial({ dial }: ConnectionOptions): Dial | undefined {
  return dial && (async (to) => await dial(to));
}

/** Connects, with options that were checked when the machine's were made of them. */
export async function open(
  machine: ClientMachineOptions,
  ways: Ways,
  options: ConnectionOptions,
): Promise<NatsConnection> {
  openChannels();
  const connecting = () =>
    NatsConnectionImpl.connect(machine, {
      // Not spread: V8 makes a shape of its own for each object that is.
      dial: ways.dial,
      resolveHost: ways.resolveHost,
      tls: ways.tls,
      clock: options.clock ?? systemClock,
      authenticate: authenticateWith(options),
    }, options);
  try {
    return await (connects.hasSubscribers
      ? traceConnect(machine.servers, options.name, connecting)
      : connecting());
  } catch (error) {
    throw leadingHere(error, "connect");
  }
}
