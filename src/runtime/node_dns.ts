/** The addresses of host names, as the system knows them: its hosts file counts too. */

import { node } from "./node_global.ts";

/** The IP addresses of a host name, of both families, in the order of the system. */
export async function resolveHost(hostname: string): Promise<string[]> {
  const { lookup } = node().getBuiltinModule("node:dns/promises");
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}
