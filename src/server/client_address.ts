/** Where a client is: the two halves of `host:port`. */

/** The host without brackets, and the port; empty and 0 for a peer without an address. */
export function hostAndPortOf(peer: string): [host: string, port: number] {
  const colon = peer.lastIndexOf(":");
  if (colon < 0) return ["", 0];
  return [peer.slice(0, colon).replace(/^\[(.*)\]$/, "$1"), Number(peer.slice(colon + 1)) || 0];
}
