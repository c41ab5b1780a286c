/** What a server is called: its id, new at each start, and the version of NATS it speaks. */

/** The version told in INFO: natwire speaks the client protocol of this nats-server. */
export const SERVER_VERSION = "2.14.0";

/** The JetStream API level that belongs to the version; it is told also where there is no JetStream. */
export const API_LEVEL = 4;

/** What stands for Go's version: clients only want some text there. */
export const TOOLCHAIN = "natwire";

/** The account of everybody where no accounts are configured. */
export const GLOBAL_ACCOUNT = "$G";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Makes a server id: the form of a public server nkey, 56 letters beginning with N, but no key behind it yet. */
export function newServerId(): string {
  const random = crypto.getRandomValues(new Uint8Array(55));
  return "N" + Array.from(random, (byte) => BASE32[byte % 32]).join("");
}
