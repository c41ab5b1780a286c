/** The names that nats.js's own tests import from its `core/src/semver.ts`. */
export { compare, parseSemVer } from "./helpers.ts";
export { Feature, Features } from "./internal_mod.ts";
