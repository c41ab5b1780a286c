/** The names that nats.js's own tests import from its `core/src/mod.ts`. */
export * from "./internal_mod.ts";
