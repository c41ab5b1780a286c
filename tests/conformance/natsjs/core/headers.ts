/** The names that nats.js's own tests import from its `core/src/headers.ts`. */
export { canonicalMIMEHeaderKey, headers, MsgHdrsImpl } from "../../../../mod.ts";
