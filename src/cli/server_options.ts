/** The options of a server from its configuration file and its flags: flags override the file. */

import { InvalidArgumentError } from "../errors.ts";
import type { MonitorOptions, ServerOptions, ServerTlsOptions } from "../server/option_types.ts";
import { DEFAULT_HOST, DEFAULT_PORT, type ServerFlags, type TlsFlags } from "./server_flags.ts";

/** What a flag says as it stands, instead of the file's option of the same name. */
const PLAIN = [
  "host",
  "port",
  "serverName",
  "clientAdvertise",
  "pidFile",
  "portsFileDir",
  "maxTracedMsgLen",
] as const satisfies readonly (keyof ServerFlags & keyof ServerOptions)[];

/**
 * The options that hold, with nats-server's defaults of address and port. Called anew at each reload: what the
 * flags say then overrides the new file too. [nats-server opts.go ConfigureOptions, MergeOptions]
 *
 * @param file what the configuration file says; nothing, where there is none.
 * @throws {InvalidArgumentError} where flags contradict each other or the file.
 */
export function withFlags(file: ServerOptions, flags: ServerFlags): ServerOptions {
  const options: ServerOptions = { host: DEFAULT_HOST, port: DEFAULT_PORT, ...file };
  for (const name of PLAIN) {
    if (flags[name] !== undefined) Object.assign(options, { [name]: flags[name] });
  }
  options.log = { ...file.log, ...flags.log };
  logIn(options, flags);
  secure(options, flags.tls);
  const monitor = monitorWith(options, flags);
  if (monitor !== undefined) options.monitor = monitor;
  return options;
}

/** The flags know one user or one token. Whichever they name, it is instead of the one that the file names. */
function logIn(options: ServerOptions, { user, pass, token }: ServerFlags): void {
  if (user !== undefined || token !== undefined) {
    delete options.user;
    delete options.pass;
    delete options.token;
  }
  if (user !== undefined) options.user = user;
  if (pass !== undefined) options.pass = pass;
  if (token !== undefined) options.token = token;
}

function secure(options: ServerOptions, { on, ...files }: TlsFlags): void {
  if (on === false) delete options.tls;
  if (on === false || (on === undefined && Object.keys(files).length === 0)) return;
  if (files.certFile === undefined) {
    throw new InvalidArgumentError("TLS Server certificate must be present and valid: --tlscert <file>");
  }
  if (files.keyFile === undefined) {
    throw new InvalidArgumentError("TLS Server private key must be present and valid: --tlskey <file>");
  }
  const tls: ServerTlsOptions = files;
  options.tls = tls;
}

function monitorWith(
  options: ServerOptions,
  { httpPort, httpsPort }: ServerFlags,
): MonitorOptions | undefined {
  if (httpPort === undefined && httpsPort === undefined) return undefined;
  const { tls: tlsBefore, port: portBefore, ...before } = options.monitor ?? { port: undefined };
  const http = httpPort ?? (tlsBefore === undefined ? portBefore : undefined);
  const https = httpsPort ?? (tlsBefore === undefined ? undefined : portBefore);
  if (http !== undefined && https !== undefined) {
    throw new InvalidArgumentError(`can't specify both HTTP (${http}) and HTTPs (${https}) ports`);
  }
  if (https === undefined) return { ...before, port: http! };
  const tls = tlsBefore ?? options.tls;
  if (tls === undefined) {
    throw new InvalidArgumentError(
      "--https_port needs a certificate: --tlscert and --tlskey, or tls in the configuration file",
    );
  }
  return { ...before, port: https, tls };
}
