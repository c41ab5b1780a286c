/** The names that nats.js's own tests import from its `core/src/util.ts`. */
import { absent } from "./absent.ts";

export { backoff, deadline, deferred, delay, millis, nanos } from "../../../../mod.ts";

export const SimpleMutex = absent("SimpleMutex");
export const debugDeferred = absent("debugDeferred");
export const randomToken = absent("randomToken");
