/**
 * NATS keys: pairs that sign and verify, curve keys that seal and open, and their text.
 *
 * The names are those of `@nats-io/nkeys`; all calls are synchronous.
 *
 * ```ts
 * import { createUser, fromPublic } from "@natwire/natwire/nkeys";
 *
 * const user = createUser();
 * const data = new TextEncoder().encode("hello");
 * const signature = user.sign(data);
 * console.log(fromPublic(user.getPublicKey()).verify(data, signature)); // true
 * user.clear();
 * ```
 *
 * @module
 */

export { VERSION as version } from "../version.ts";
export { decode, encode } from "./base64.ts";
export { type Creds, parseCreds, parseSeed } from "./creds.ts";
export { NKeysError, NKeysErrorCode } from "./errors.ts";
export {
  createAccount,
  createCluster,
  createCurve,
  createOperator,
  createPair,
  createServer,
  createUser,
  fromCurveSeed,
  fromPublic,
  fromSeed,
} from "./nkeys.ts";
export type { KeyPair } from "./pairs.ts";
export { loadSealing, type SealingLibrary } from "./sealing.ts";
export { Prefix, Prefixes } from "./text.ts";
