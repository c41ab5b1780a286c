/** The names that nats.js's own tests import from its `core/src/errors.ts`. */
export * from "../../../../src/errors.ts";
