/** What only servers need, loaded when first asked for: most of the time to import natwire is that of its files. */

import type { TlsAcceptorOptions } from "../transport/tls_options.ts";
import type { TlsAcceptor } from "../transport/transport.ts";

/** Reads certificates and keys, and checks them. See `types.ts`. */
export async function tlsAcceptor(options: TlsAcceptorOptions): Promise<TlsAcceptor> {
  const { makeTlsAcceptor } = await import("./server_tls.ts");
  return await makeTlsAcceptor(options);
}
