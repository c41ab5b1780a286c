/** `natwire/nkeys` under the one name that nats.js gives it. */

import * as nkeys from "../nkeys/mod.ts";

export { nkeys };
