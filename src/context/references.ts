/** What the settings of a context may refer to: files, the environment, and bytes written in place. */

import { env, readTextFile } from "#runtime";
import { InvalidArgumentError } from "../errors.ts";
import { decode } from "../nkeys/mod.ts";
import { home } from "./settings.ts";

/** A setting that refers to something: the path of a file, or text that was found. */
export type Reference = { readonly path: string } | { readonly text: string };

/**
 * Reads a setting that names a file: a path, which may begin with `~` and hold `$VARIABLES`, `file://PATH`,
 * `env://NAME` or `data:;base64,BYTES`.
 *
 * @throws {InvalidArgumentError} for other references, which only the `nats` command line follows.
 */
export function fileReference(key: string, value: string): Reference {
  const text = textReference(key, value);
  if (text !== undefined) return { text };
  const path = value.replace(/^file:\/\//i, "");
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) throw notFollowed(key, value);
  return { path: expand(key, path) };
}

/**
 * Reads a setting that names a file and nothing else.
 *
 * @throws {InvalidArgumentError} for other references.
 */
export function pathOnly(key: string, value: string): string {
  const reference = fileReference(key, value);
  if ("path" in reference) return reference.path;
  throw new InvalidArgumentError(`the context's '${key}' has to be the path of a file`);
}

/**
 * The value of a setting that is text itself, unless it refers to a file, the environment or bytes in place.
 *
 * @throws {InvalidArgumentError} for references that only the `nats` command line follows.
 */
export async function literal(key: string, value: string): Promise<string> {
  const text = textReference(key, value) ??
    (/^file:\/\//i.test(value) ? await readTextFile(expand(key, value.slice("file://".length))) : value);
  return text === value ? value : text.replace(/[\r\n]+$/, "");
}

/** What `env://NAME` or `data:;base64,BYTES` stands for; undefined for what is neither. */
function textReference(key: string, value: string): string | undefined {
  const [, scheme = "", rest = ""] = /^(env:\/\/|op:\/\/|nsc:\/\/|data:)(.*)$/is.exec(value) ?? [];
  switch (scheme.toLowerCase()) {
    case "":
      return undefined;
    case "env://":
      return variable(key, rest);
    case "data:":
      return bytesInPlace(key, rest);
    default:
      throw notFollowed(key, value);
  }
}

function variable(key: string, name: string): string {
  const value = env(name);
  if (value) return value;
  throw new InvalidArgumentError(
    `the context's '${key}' refers to the environment variable ${name}, which is not set or may not be read`,
  );
}

function bytesInPlace(key: string, rest: string): string {
  const [, base64] = /^[^,]*;\s*base64\s*,(.*)$/s.exec(rest) ?? [];
  try {
    if (base64 !== undefined) return new TextDecoder().decode(decode(base64));
  } catch {
    // Told below, without quoting what is secret.
  }
  throw new InvalidArgumentError(`the context's '${key}' is no 'data:;base64,' that can be read`);
}

function notFollowed(key: string, value: string): InvalidArgumentError {
  const scheme = value.slice(0, value.indexOf(":"));
  return new InvalidArgumentError(
    `the context's '${key}' is a reference of the kind '${scheme}', which natwire does not follow: name a file there`,
  );
}

/** Puts the user's folder for `~` and values for `$NAME` and `${NAME}`. */
function expand(key: string, path: string): string {
  const text = path.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced, bare) => variable(key, braced ?? bare));
  return text === "~" || text.startsWith("~/") ? home() + text.slice(1) : text;
}
