/** A program that uses nats.js moves by changing its imports: each name it can import has to be there. */
import * as natwire from "../../mod.ts";
import type * as types from "../../mod.ts";
import { assertEquals, test } from "../_test.ts";

/** Everything but types that @nats-io/transport-deno and @nats-io/transport-node 3.4 export. */
const VALUES: readonly string[] = [
  "AuthorizationError",
  "backoff",
  "Bench",
  "buildAuthenticator",
  "canonicalMIMEHeaderKey",
  "ClosedConnectionError",
  "connect",
  "ConnectionError",
  "createInbox",
  "credsAuthenticator",
  "deadline",
  "deferred",
  "delay",
  "DrainingConnectionError",
  "Empty",
  "errors",
  "hasWsProtocol",
  "headers",
  "InvalidArgumentError",
  "InvalidOperationError",
  "InvalidSubjectError",
  "jwtAuthenticator",
  "Match",
  "Metric",
  "millis",
  "MsgHdrsImpl",
  "nanos",
  "nkeyAuthenticator",
  "nkeys",
  "NoRespondersError",
  "Nuid",
  "nuid",
  "PermissionViolationError",
  "ProtocolError",
  "RequestError",
  "syncIterator",
  "TimeoutError",
  "tokenAuthenticator",
  "UserAuthenticationExpiredError",
  "usernamePasswordAuthenticator",
  "wsconnect",
];

/** Every type they export: this does not compile where one is missing. */
export type Types = [
  types.Auth,
  types.Authenticator,
  types.Backoff,
  types.BenchOpts,
  types.ClientPingStatus,
  types.CloseStatus,
  types.ClusterUpdateStatus,
  types.Codec<string>,
  types.ConnectionOptions,
  types.Deferred<void>,
  types.Delay,
  types.DisconnectStatus,
  types.ForceReconnectStatus,
  types.JwtAuth,
  types.LDMStatus,
  types.Msg,
  types.MsgCallback<types.Msg>,
  types.MsgHdrs,
  types.Nanos,
  types.NatsConnection,
  types.NKeyAuth,
  types.NoAuth,
  types.Payload,
  types.Perf,
  types.Publisher,
  types.PublishOptions,
  types.QueuedIterator<string>,
  types.ReconnectingStatus,
  types.ReconnectStatus,
  types.ReconnectToServerHandler,
  types.RequestManyOptions,
  types.RequestOptions,
  types.RequestStrategy,
  types.ReviverFn,
  types.Server,
  types.ServerErrorStatus,
  types.ServerInfo,
  types.ServersChanged,
  types.SlowConsumerStatus,
  types.StaleConnectionStatus,
  types.Stats,
  types.Status,
  types.SubOpts<types.Msg>,
  types.Subscription,
  types.SubscriptionOptions,
  types.SyncIterator<string>,
  types.Timeout<string>,
  types.TlsOptions,
  types.TokenAuth,
  types.UserPass,
  types.WithRequired<types.ConnectionOptions, "servers">,
  types.WsConnectionOptions,
  types.WsSocketFactory,
];

test("mod.ts exports every value that the clients of nats.js v3 export", () => {
  assertEquals(VALUES.filter((name) => !(name in natwire)), []);
});

test("errors holds the classes that mod.ts exports", () => {
  const exported = natwire as unknown as Record<string, unknown>;
  for (const [name, made] of Object.entries(natwire.errors)) assertEquals(exported[name], made, name);
});

test("a connection is a Publisher, and what nats.js calls optional may be left out", () => {
  const publish = (publisher: types.Publisher): void => publisher.publish("a", "b", { reply: "c" });
  assertEquals(typeof publish satisfies string, "function");
  const connection = (nc: types.NatsConnection): void => publish(nc);
  assertEquals(connection.length, 1);
});
