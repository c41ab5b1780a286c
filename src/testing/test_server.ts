/** A server for tests: on a free port, quick to give up on what does not answer, gone when the test is over. */

import { createServer, type Server, type ServerOptions } from "../server/mod.ts";

/** What a test server does differently, unless told otherwise: a test should not wait for minutes. */
const QUICK: ServerOptions = { port: 0, authTimeoutMs: 1000, writeDeadlineMs: 2000 };

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
export function startTestServer(options: ServerOptions = {}): Promise<Server> {
  return createServer({ ...QUICK, ...options });
}
