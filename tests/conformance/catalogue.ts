/** The texts of `-ERR` that a client may get from nats-server, and where each is shown. */

/** A text, or the form of a text, with the reason where no session shows it yet. */
export interface CatalogueRow {
  /** What stands between the quotes. */
  text: string | RegExp;
  /** Why no session shows it. */
  notYet?: string;
}

/** Every text that nats-server sends to a client connection. [nats-server client.go, parser.go, server.go] */
export const catalogue: readonly CatalogueRow[] = [
  { text: "Unknown Protocol Operation" },
  { text: "maximum control line exceeded" },
  { text: "Maximum Payload Violation" },
  { text: "invalid client protocol" },
  { text: "no responders requires headers support" },
  { text: "Authorization Violation" },
  { text: "Authentication Timeout" },
  { text: "maximum connections exceeded" },
  { text: "maximum subscriptions exceeded" },
  { text: "Invalid Subject" },
  { text: "Invalid Publish Subject" },
  { text: /^Permissions Violation for Publish to ".*"$/ },
  { text: /^Permissions Violation for Publish with Reply of ".*"$/ },
  { text: /^Permissions Violation for Subscription to "[^"]*"$/ },
  { text: /^Permissions Violation for Subscription to "[^"]*" using queue "[^"]*"$/ },
  { text: /^Permissions Violation for Subscription to "[^"]*", too many tokens$/ },
  { text: "Stale Connection" },
  { text: "User Authentication Expired", notYet: "user JWTs come with operator mode" },
  { text: "Account Authentication Expired", notYet: "account JWTs come with operator mode" },
  { text: "User Authentication Revoked", notYet: "account JWTs come with operator mode" },
  { text: "maximum account active connections exceeded" },
  {
    text: "Failed Account Registration",
    notYet: "a login leads into an account that is there, and those do not refuse",
  },
  { text: "Connection throttling is active. Please try again later." },
  { text: "Secure Connection - TLS Required", notYet: "nats-server drops it with the connection, unsent" },
  { text: "attempted to connect to route port", notYet: "there are no routes" },
  { text: "attempted to connect to leaf node port", notYet: "there is no leafnode listener yet" },
  { text: "attempted to connect to gateway port", notYet: "there are no gateways" },
  { text: /^Permissions Violation for Subscription to "[^"]*"( using queue "[^"]*")? \(sid "[^"]*"\)$/ },
];
