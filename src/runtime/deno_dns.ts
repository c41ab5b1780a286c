/** The addresses of host names on Deno, where the program may use them. */

import { deno } from "./deno_global.ts";
import { resolveHost as lookUp } from "./node_dns.ts";

/**
 * The IP addresses of a host name, of both families, in the order of the system; none for a program that may not
 * connect to all of them. With `--allow-net=example.com` it may connect to that name, but not to its addresses.
 */
export async function resolveHost(hostname: string): Promise<string[]> {
  const { state } = await deno().permissions.query({ name: "net" });
  return state === "granted" ? await lookUp(hostname) : [];
}
