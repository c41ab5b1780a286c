/** The names that nats.js's own tests import from its package for Deno. */
export * from "../core/mod.ts";
