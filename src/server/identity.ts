/** What a server is called: its id, new at each start, and the version of NATS it speaks. */

import { newKeyPair } from "#runtime";
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

/** The public halves of a server's keys, as text. */
export interface ServerIdentity {
  /** The server's id: its nkey, `N...`. */
  readonly id: string;
  /** The curve key that something may be encrypted for: `X...`. */
  readonly xkey: string;
}

/** Makes the keys of a server. Their private halves are let go: nothing asks for them before auth callout does. */
export function newIdentity(): ServerIdentity {
  return {
    id: publicKeyText(Prefix.Server, newKeyPair("ed25519").publicKey),
    xkey: publicKeyText(Prefix.Curve, newKeyPair("x25519").publicKey),
  };
}
