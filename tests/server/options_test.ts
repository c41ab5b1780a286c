import { InvalidArgumentError } from "../../src/errors.ts";
import { createServer, type ServerOptions } from "../../src/server/mod.ts";
import { assertEquals, assertRejects, test } from "../_test.ts";

/** Wrong options, and what is said of them. */
const wrong: [options: unknown, said: string][] = [
  [{ host: "" }, "'host' must be a text that is not empty"],
  [{ port: -1 }, "'port' must be an integer from 0 to 65535"],
  [{ port: 65536 }, "'port' must be an integer from 0 to 65535"],
  [{ port: 1.5 }, "'port' must be an integer from 0 to 65535"],
  [{ port: "4222" }, "'port' must be an integer from 0 to 65535"],
  [{ serverName: "a b" }, "'serverName' must not hold blanks"],
  [{ maxPayload: 0 }, "'maxPayload' must be an integer from 1 to 2147483647"],
  [{ maxPayload: NaN }, "'maxPayload' must be an integer from 1 to 2147483647"],
  [{ maxPayload: 1000, maxPending: 999 }, "'maxPayload','maxPending' must not cross"],
  [{ maxControlLine: 0 }, "'maxControlLine' must be an integer"],
  [{ maxPending: 0 }, "'maxPending' must be an integer"],
  [{ maxConnections: -1 }, "'maxConnections' must be an integer"],
  [{ maxSubscriptions: -1 }, "'maxSubscriptions' must be an integer"],
  [{ maxSubscriptionTokens: 256 }, "'maxSubscriptionTokens' must be an integer from 0 to 255"],
  [{ pingIntervalMs: 0 }, "'pingIntervalMs' must be an integer"],
  [{ pingMax: -1 }, "'pingMax' must be an integer"],
  [{ writeDeadlineMs: Infinity }, "'writeDeadlineMs' must be an integer"],
  [{ authTimeoutMs: 0 }, "'authTimeoutMs' must be an integer"],
  [{ noHeaderSupport: 1 }, "'noHeaderSupport' must be true or false"],
  [{ noFastProducerStall: "no" }, "'noFastProducerStall' must be true or false"],
  [{ user: "a" }, "'user','pass' go together"],
  [{ pass: "a" }, "'user','pass' go together"],
  [{ user: "a", pass: 1 }, "'pass' must be a text that is not empty"],
  [{ token: "" }, "'token' must be a text that is not empty"],
  [{ user: "a", pass: "b", token: "c" }, "'user','token' are mutually exclusive"],
  [{ token: "c", users: [{ user: "a", pass: "b" }] }, "'token','users' are mutually exclusive"],
  [{ users: [] }, "'users' must be a list with somebody in it"],
  [{ users: [{ user: "a" }] }, "'users' have no pass for 'a'"],
  [{ users: [{ user: "a", pass: "1" }, { user: "a", pass: "2" }] }, "'users' hold 'a' twice"],
  [{ users: [{ user: "a", pass: "1", permissions: { publish: ["a..b"] } }] }, "'a..b' is no subject"],
  [{ users: [{ user: "a", pass: "1", permissions: { publish: { deny: ["a q"] } } }] }, "'a q' is no subject"],
  [
    { users: [{ user: "a", pass: "1", permissions: { subscribe: ["a b c"] } }] },
    "'a b c' is no subject, nor",
  ],
  [{ noAuthUser: "a" }, "'noAuthUser' must be one of the users"],
  [{ users: [{ user: "a", pass: "1" }], noAuthUser: "b" }, "'noAuthUser' must be one of the users"],
  [{ user: "a", pass: "$2a$11$x" }, "'pass' is no whole bcrypt hash"],
];

for (const [options, said] of wrong) {
  test(`createServer refuses ${JSON.stringify(options)}`, async () => {
    const error = await assertRejects(
      () => createServer({ port: 0, ...options as ServerOptions }),
      InvalidArgumentError,
      said,
    );
    assertEquals(error.code, "INVALID_ARGUMENT");
  });
}
