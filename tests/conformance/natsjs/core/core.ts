/** The names that nats.js's own tests import from its `core/src/core.ts`. */
export { createInbox, Match, syncIterator } from "../../../../mod.ts";
