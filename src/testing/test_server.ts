/**
 * A server for tests: on a free port, quick to give up on what does not answer, gone when the test is over, and with
 * a hand on each client.
 */

import { InvalidArgumentError } from "../errors.ts";
import type { Server, ServerOptions } from "../server/mod.ts";
import { createServerWith } from "../server/server.ts";
import type { Session } from "../server/session.ts";
import { systemClock } from "../transport/clock.ts";
import { ControlledTransport } from "./controlled_transport.ts";

/** What a test server does differently, unless told otherwise: a test should not wait for minutes. */
const QUICK: ServerOptions = { port: 0, authTimeoutMs: 1000, writeDeadlineMs: 2000 };

/** A client of a test server, and what may go wrong with it. */
export interface TestClient {
  /** The number of its connection. */
  readonly id: number;
  /** The name of its connection. */
  readonly name: string;
  /** Where it is, as `host:port`, or `in-process`. */
  readonly peer: string;
  /** Holds up everything, in both directions: the client seems to hang. */
  pause(): void;
  /** Lets everything go on, what was held up first. */
  resume(): void;
  /** Delays everything by so many ms, in both directions; 0 for no longer. */
  delay(ms: number): void;
  /** Loses messages on their way to the client: those whose subject is picked; null for none any more. */
  drop(pick: ((subject: string) => boolean) | null): void;
  /** Breaks the connection, as if a cable did. */
  cut(): void;
}

/** A server for tests. */
export interface TestServer extends Server {
  /** The clients that have said their CONNECT, in the order in which they came. */
  readonly testClients: readonly TestClient[];
  /**
   * The one client with this name.
   *
   * @throws {InvalidArgumentError} where there is none, or more than one.
   */
  testClient(name: string): TestClient;
}

/**
 * Starts a server on a free port of 127.0.0.1. It waits a second for credentials and two for a slow client;
 * everything else is as with `createServer`.
 *
 * @example
 * ```ts
 * import { startTestServer } from "@natwire/natwire/testing";
 *
 * await using server = await startTestServer();
 * console.log(server.url);
 * ```
 *
 * @param options as for `createServer`; they win over the quick defaults.
 * @throws {InvalidArgumentError} when an option is wrong.
 * @throws {ListenError} when the port cannot be opened.
 */
export async function startTestServer(options: ServerOptions = {}): Promise<TestServer> {
  const clock = options.clock ?? systemClock;
  const transports = new Map<number, ControlledTransport>();
  const server = await createServerWith({ ...QUICK, ...options }, (transport, id) => {
    const controlled = new ControlledTransport(transport, clock);
    transports.set(id, controlled);
    return controlled;
  });
  server.observers.add({ disconnected: ({ id }) => transports.delete(id) });
  const known = () => [...server.clients].filter(({ user }) => user !== null);
  const handOn = (session: Session) => clientOf(session, transports.get(session.id)!);
  return Object.defineProperties(server, {
    testClients: { get: () => known().map(handOn) },
    testClient: {
      value: (name: string): TestClient => {
        const [found, ...others] = known().filter(({ connection }) => connection.options.name === name);
        if (found !== undefined && others.length === 0) return handOn(found);
        const problem = found === undefined ? "no client" : "more than one client";
        throw new InvalidArgumentError(`${problem} is called ${JSON.stringify(name)}`);
      },
    },
  }) as Server as TestServer;
}

function clientOf(session: Session, transport: ControlledTransport): TestClient {
  return {
    id: session.id,
    name: session.connection.options.name,
    peer: session.peer,
    pause: () => transport.pause(),
    resume: () => transport.resume(),
    delay: (ms) => transport.delay(ms),
    cut: () => transport.cut(),
    drop(pick) {
      session.drops = pick;
      for (const subscription of session.subscriptions.values()) subscription.filtered = true;
    },
  };
}
