/** Makes options for `connect` of a context. */

import {
  type Authenticator,
  type AuthOptions,
  credsAuthenticator,
  credsFileAuthenticator,
  jwtAuthenticator,
  nkeyAuthenticator,
  nkeyFileAuthenticator,
} from "../client/authenticators.ts";
import { InvalidArgumentError } from "../errors.ts";
import { parseSeed } from "../nkeys/mod.ts";
import type { TlsOptions } from "../transport/transport.ts";
import { fileReference, literal, pathOnly } from "./references.ts";
import { type ContextSettings, readContext } from "./settings.ts";

/** What a context says about a connection, as options for `connect`. */
export interface ContextOptions extends AuthOptions {
  /** The servers; left out where the context names none. */
  servers?: string[] | undefined;
  /** TLS, where the context says anything of it. */
  tls?: TlsOptions | undefined;
  /** The start of the subjects for answers. */
  inboxPrefix?: string | undefined;
}

/**
 * Reads a context of the `nats` command line as options for `connect`; see {@link readContext} for which one.
 *
 * Files with credentials are read at each attempt to connect, so that one that was replaced is taken.
 *
 * @throws {InvalidArgumentError} where there is no such context, or where it asks for what natwire cannot do:
 * `nsc` lookups, SOCKS proxies, the certificate stores of Windows.
 */
export async function loadContext(name?: string): Promise<ContextOptions> {
  const context = await readContext(name);
  const { settings } = context;
  refuse(settings, context.name);
  const servers = settings.url?.split(",").map((url) => url.trim()).filter((url) => url !== "");
  const tls = tlsOf(settings);
  return {
    ...(servers?.length ? { servers } : {}),
    ...await credentialsOf(settings),
    ...(tls === undefined ? {} : { tls }),
    ...(settings.inbox_prefix === undefined ? {} : { inboxPrefix: settings.inbox_prefix }),
  };
}

/** Refuses what would have to be left out: a connection past a proxy or to another place is worse than none. */
function refuse({ nsc, url, creds, socks_proxy, windows_cert_store }: ContextSettings, name: string): void {
  const cannot = (what: string, instead: string) =>
    new InvalidArgumentError(`the context '${name}' has ${what}, which natwire does not do: ${instead}`);
  if (nsc !== undefined && (url === undefined || creds === undefined)) {
    throw cannot("an 'nsc' lookup", "give the context 'url' and 'creds', made by `nsc generate creds`");
  }
  if (socks_proxy !== undefined) throw cannot("a 'socks_proxy'", "connect with the option 'dial'");
  if (windows_cert_store !== undefined) {
    throw cannot("a 'windows_cert_store'", "give it 'cert', 'key' and 'ca' files");
  }
}

/** The first kind of credentials that the context has, in the order of the command line, and the token. */
async function credentialsOf(settings: ContextSettings): Promise<AuthOptions> {
  const { user, password, creds, nkey, user_jwt, user_seed, token } = settings;
  const options: AuthOptions = {};
  if (user !== undefined) {
    options.user = user;
    if (password !== undefined) options.pass = await literal("password", password);
  } else if (creds !== undefined) {
    options.authenticator = byCreds(creds);
  } else if (nkey !== undefined) {
    options.authenticator = byNkey(nkey);
  } else if (user_jwt !== undefined) {
    const jwt = await literal("user_jwt", user_jwt);
    const seed = user_seed === undefined ? undefined : parseSeed(await literal("user_seed", user_seed));
    options.authenticator = jwtAuthenticator(jwt.trim(), seed);
  }
  if (token !== undefined) options.token = await literal("token", token);
  return options;
}

function byCreds(value: string): Authenticator {
  const reference = fileReference("creds", value);
  if ("path" in reference) return credsFileAuthenticator(reference.path);
  return credsAuthenticator(new TextEncoder().encode(reference.text));
}

function byNkey(value: string): Authenticator {
  const reference = fileReference("nkey", value);
  return "path" in reference
    ? nkeyFileAuthenticator(reference.path)
    : nkeyAuthenticator(parseSeed(reference.text));
}

function tlsOf({ cert, key, ca, tls_first }: ContextSettings): TlsOptions | undefined {
  if ((cert === undefined) !== (key === undefined)) {
    throw new InvalidArgumentError("a context with 'cert' needs 'key', and the other way round");
  }
  const tls: TlsOptions = {};
  if (cert !== undefined) tls.certFile = pathOnly("cert", cert);
  if (key !== undefined) tls.keyFile = pathOnly("key", key);
  if (ca !== undefined) tls.caFile = pathOnly("ca", ca);
  if (tls_first) tls.handshakeFirst = true;
  return Object.keys(tls).length === 0 ? undefined : tls;
}
