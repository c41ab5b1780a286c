/** What a server is called: its id, new at each start, and the version of NATS it speaks. */

import { Prefix, publicKeyText } from "../nkeys/text.ts";

/** The version told in INFO: natwire speaks the client protocol of this nats-server. */
export const SERVER_VERSION = "2.15.0";

/** The JetStream API level that belongs to the version; it is told also where there is no JetStream. */
export const API_LEVEL = 5;

/** What stands for Go's version: clients only want some text there. */
export const TOOLCHAIN = "natwire";

/** The account of everybody where no accounts are configured. */
export const GLOBAL_ACCOUNT = "$G";

/** The account of the system's events and requests, unless another one is named. */
export const SYSTEM_ACCOUNT = "$SYS";

/** What a server is called, in the form of nkeys. */
export interface ServerIdentity {
  /** The server's id: its nkey, `N...`. */
  readonly id: string;
  /** The curve key that something may be encrypted for: `X...`. */
  readonly xkey: string;
}

/**
 * Makes the names of a server. As nothing is ever signed or opened with the private halves of these keys before there
 * is auth callout, there are none: making them would load Node's crypto on Deno, half of the time of a start.
 */
export function newIdentity(): ServerIdentity {
  return {
    id: publicKeyText(Prefix.Server, randomBytes()),
    xkey: publicKeyText(Prefix.Curve, randomBytes()),
  };
}

function randomBytes(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}
