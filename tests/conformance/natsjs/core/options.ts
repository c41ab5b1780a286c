/** The names that nats.js's own tests import from its `core/src/options.ts`. */
export { hasWsProtocol } from "./internal_mod.ts";
