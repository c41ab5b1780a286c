/** The names that nats.js's own tests import from its `core/src/denobuffer.ts`. */
import { absent } from "./absent.ts";

export const AssertionError = absent("AssertionError");
export const append = absent("append");
export const assert = absent("assert");
export const concat = absent("concat");
