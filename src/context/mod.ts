/**
 * Contexts of the `nats` command line as options for `connect`. (ADR-21)
 *
 * ```ts
 * import { connect } from "@natwire/natwire";
 * import { loadContext } from "@natwire/natwire/context";
 *
 * const nc = await connect({ ...await loadContext("staging"), name: "my service" });
 * ```
 *
 * @module
 */

export { type ContextOptions, loadContext } from "./options.ts";
export { type ContextSettings, type NatsContext, readContext } from "./settings.ts";
export type {
  Auth,
  Authenticator,
  AuthOptions,
  JwtAuth,
  NKeyAuth,
  NoAuth,
  TokenAuth,
  UserPass,
} from "../client/authenticators.ts";
export type { TlsOptions } from "../transport/transport.ts";
