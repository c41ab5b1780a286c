/**
 * The names that nats.js's own tests import from its `core/src/internal_mod.ts`: the public names of natwire, the
 * little helpers of the tests, and stand-ins for insides of nats.js that natwire does not have.
 */
import { absent } from "./absent.ts";

export * from "../../../../mod.ts";
export { collect, compare, DataBuffer, extend, isIP, parseSemVer } from "./helpers.ts";

/** The default of the option, which tests expect to be exported. */
export const DEFAULT_MAX_RECONNECT_ATTEMPTS = 10;

export const Connect = absent("Connect");
export const DenoBuffer = absent("DenoBuffer");
export const Feature = absent("Feature");
export const Features = absent("Features");
export const Heartbeat = absent("Heartbeat");
export const IdleHeartbeatMonitor = absent("IdleHeartbeatMonitor");
export const Kind = absent("Kind");
export const MAX_SIZE = absent("MAX_SIZE");
export const MsgImpl = absent("MsgImpl");
export const MuxSubscription = absent("MuxSubscription");
export const NatsConnectionImpl = absent("NatsConnectionImpl");
export const Parser = absent("Parser");
export const ProtocolHandler = absent("ProtocolHandler");
export const QueuedIteratorImpl = absent("QueuedIteratorImpl");
export const RequestOne = absent("RequestOne");
export const Servers = absent("Servers");
export const State = absent("State");
export const SubscriptionImpl = absent("SubscriptionImpl");
export const Subscriptions = absent("Subscriptions");
export const defaultOptions = absent("defaultOptions");
export const describe = absent("describe");
export const extractProtocolMessage = absent("extractProtocolMessage");
export const ipV4 = absent("ipV4");
export const isIPV4OrHostname = absent("isIPV4OrHostname");
export const parseIP = absent("parseIP");
export const parseOptions = absent("parseOptions");
export const protoLen = absent("protoLen");
export const readAll = absent("readAll");
export const setTransportFactory = absent("setTransportFactory");
export const writeAll = absent("writeAll");
export const wsUrlParseFn = absent("wsUrlParseFn");
