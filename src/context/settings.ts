/** Finds and reads the contexts of the `nats` command line. (ADR-21) */

import { env, readTextFile } from "#runtime";
import { InvalidArgumentError } from "../errors.ts";

/** What a context says, by the names in its file; what is empty there is left out here. */
export interface ContextSettings {
  /** What it is for, in words. */
  description?: string;
  /** The URLs of the servers, with commas between. */
  url?: string;
  /** A token. */
  token?: string;
  /** A user. */
  user?: string;
  /** The password of that user. */
  password?: string;
  /** The path of a creds file. */
  creds?: string;
  /** The path of a file with the seed of an nkey. */
  nkey?: string;
  /** The path of the client's certificate. */
  cert?: string;
  /** The path of its private key. */
  key?: string;
  /** The path of the certificates of the authorities to trust. */
  ca?: string;
  /** What `nsc` is to be asked for. */
  nsc?: string;
  /** The JetStream domain. */
  jetstream_domain?: string;
  /** The start of the subjects of JetStream's API. */
  jetstream_api_prefix?: string;
  /** The start of the subjects of JetStream's events. */
  jetstream_event_prefix?: string;
  /** The start of the subjects for answers. */
  inbox_prefix?: string;
  /** A user's JWT. */
  user_jwt?: string;
  /** The seed that goes with it. */
  user_seed?: string;
  /** True to start TLS before the server's INFO. */
  tls_first?: boolean;
  /** A SOCKS proxy to connect through. */
  socks_proxy?: string;
  /** The certificate store of Windows to use. */
  windows_cert_store?: string;
}

/** A context. */
export interface NatsContext {
  /** Its name, or its path where it was asked for by that. */
  readonly name: string;
  /** Its file. */
  readonly path: string;
  /** What it says. */
  readonly settings: ContextSettings;
}

/** Behind what is missing only because it may not be read. */
const permissions = " (on Deno this takes --allow-env and --allow-read)";

/** The settings that are text. */
const TEXTS: readonly Exclude<keyof ContextSettings, "tls_first">[] = [
  "description",
  "url",
  "token",
  "user",
  "password",
  "creds",
  "nkey",
  "cert",
  "key",
  "ca",
  "nsc",
  "jetstream_domain",
  "jetstream_api_prefix",
  "jetstream_event_prefix",
  "inbox_prefix",
  "user_jwt",
  "user_seed",
  "socks_proxy",
  "windows_cert_store",
];

/**
 * Reads a context: the one of this name or absolute path, else the one that the environment variable
 * `NATS_CONTEXT` names, else the one chosen by `nats context select`.
 *
 * Contexts lie in `nats/context` below `$XDG_CONFIG_HOME`, or below `~/.config`.
 *
 * @throws {InvalidArgumentError} where no context is named, where there is none of that name, and for a file
 * that is none; it tells nothing of what stands in the file.
 */
export async function readContext(name?: string): Promise<NatsContext> {
  const wanted = name || env("NATS_CONTEXT") || await selected();
  if (wanted === undefined) {
    throw new InvalidArgumentError(
      "no context is named: give its name, set NATS_CONTEXT, or choose one by `nats context select`" +
        permissions,
    );
  }
  const path = pathOf(wanted);
  const text = await read(path);
  if (text === undefined) {
    throw new InvalidArgumentError(`there is no context '${wanted}': no file ${path}`);
  }
  return { name: wanted, path, settings: parse(text, wanted) };
}

/**
 * The user's folder.
 *
 * @throws {InvalidArgumentError} where the environment does not tell.
 */
export function home(): string {
  const folder = env("HOME") || env("USERPROFILE");
  if (!folder) throw new InvalidArgumentError(`HOME is not set, so ~ has no meaning${permissions}`);
  return folder;
}

function configFolder(): string {
  return `${env("XDG_CONFIG_HOME") || `${home()}/.config`}/nats`;
}

async function selected(): Promise<string | undefined> {
  return (await read(`${configFolder()}/context.txt`))?.trim() || undefined;
}

/** Where the context of this name lies. */
function pathOf(name: string): string {
  if (name.startsWith("~/")) return home() + name.slice(1);
  if (name.startsWith("/") || /^[A-Za-z]:[\\/]/.test(name)) return name;
  if (/[/\\]/.test(name) || name.includes("..")) {
    throw new InvalidArgumentError(`'${name}' is neither the name of a context nor an absolute path`);
  }
  return `${configFolder()}/context/${name}.json`;
}

/** The text of a file; undefined where there is none. */
async function read(path: string): Promise<string | undefined> {
  try {
    return await readTextFile(path);
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return undefined;
    throw error;
  }
}

function parse(text: string, name: string): ContextSettings {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Without the cause: what the engine says quotes the file, and that may hold a password.
    throw new InvalidArgumentError(`the context '${name}' is not valid JSON`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new InvalidArgumentError(`the context '${name}' is not a JSON object`);
  }
  const given = json as Record<string, unknown>;
  const settings: ContextSettings = {};
  for (const key of TEXTS) {
    const value = given[key] ?? "";
    if (typeof value !== "string") throw wrongType(name, key, "a text");
    if (value !== "") settings[key] = value;
  }
  const first = given["tls_first"] ?? false;
  if (typeof first !== "boolean") throw wrongType(name, "tls_first", "true or false");
  if (first) settings.tls_first = true;
  return settings;
}

function wrongType(name: string, key: string, type: string): InvalidArgumentError {
  return new InvalidArgumentError(`the context '${name}' has a '${key}' that is not ${type}`);
}
