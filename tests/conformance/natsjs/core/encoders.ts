/** The names that nats.js's own tests import from its `core/src/encoders.ts`. */
import { absent } from "./absent.ts";

export { Empty } from "../../../../mod.ts";

export const decode = absent("decode");
export const encode = absent("encode");
