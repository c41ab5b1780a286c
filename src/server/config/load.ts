/** Reads a configuration file as options of a server. [nats-server opts.go ProcessConfigFile] */

import { ConfigError, type ConfigProblem, InvalidArgumentError } from "../../errors.ts";
import { planAccounts } from "../accounts/plan.ts";
import type { MonitorOptions, ServerOptions } from "../option_types.ts";
import { checkLogins } from "./authorization.ts";
import { configDigest } from "./digest.ts";
import type { ConfigDraft } from "./draft.ts";
import { Notes } from "./notes.ts";
import { parseConfig, type ParsedConfig } from "./parser.ts";
import { serverOptions } from "./server.ts";
import { readBlock } from "./table.ts";
import { whyUnreadable } from "./unreadable.ts";

/** What loading needs of the world. */
export interface ConfigIo {
  /** Reads a file. */
  readTextFile(path: string): Promise<string>;
  /** Reads a variable of the environment. */
  env(name: string): string | undefined;
}

/** What a configuration file says. */
export interface LoadedConfig {
  /** The options, as code would give them; `configDigest` is among them. */
  readonly options: ServerOptions;
  /** What its writer should know: options without effect, and durations written as numbers. */
  readonly warnings: readonly ConfigProblem[];
  /** Those of the warnings with which a file does not pass the test of `-t`, as nats-server has it. */
  readonly faults: readonly ConfigProblem[];
  /** What it comes to, as `sha256:...`: equal to nats-server's, whatever its spelling, order and comments. */
  readonly digest: string;
  /** The files read: the first, and those included. */
  readonly files: readonly string[];
}

/** More than these are counted only. */
const MAX_PROBLEMS = 1000;

/**
 * Reads a configuration file of nats-server, with all that it includes. Only what a file can tell about itself is
 * checked: the rest is, as for options from code, when a server is made of them.
 *
 * @param path the file; those that it includes are beside it, and those of TLS in the working directory.
 * @param io how files and the environment are read.
 * @throws {ConfigError} with everything that is wrong, and where.
 */
export async function loadConfig(path: string, io: ConfigIo): Promise<LoadedConfig> {
  const parsed = await parse(path, io);
  const notes = new Notes();
  const options = readOptions(path, parsed, notes);
  await checkTlsFiles(notes, io);
  const { root, files } = parsed;
  const problems = sorted(notes.problems, files);
  if (problems.length > 0) throw new ConfigError(shortened(problems));
  const digest = await configDigest(root);
  return {
    options: { ...options, configDigest: digest },
    warnings: sorted(notes.warnings, files),
    faults: sorted(notes.faults, files),
    digest,
    files,
  };
}

async function parse(path: string, io: ConfigIo): Promise<ParsedConfig> {
  const parsing = parseConfig(path, io.env);
  for (let step = parsing.next();;) {
    if (step.done) return step.value;
    const read = await io.readTextFile(step.value).then(
      (text) => ({ text }),
      (error: unknown) => ({ error }),
    );
    step = "text" in read ? parsing.next(read.text) : parsing.throw(read.error);
  }
}

/** Reads the options of a file that is parsed; what is wrong with them goes to the notes. */
export function readOptions(path: string, { root }: ParsedConfig, notes: Notes): ServerOptions {
  if (root.size === 0) notes.warn({ file: path, line: 0, column: 0 }, "config has no values or is empty");
  const draft: ConfigDraft = { options: {}, log: {}, monitor: {}, accountUsers: [] };
  readBlock(serverOptions, root, draft, notes);
  checkLogins(draft, notes);
  const options = assemble(draft, notes);
  checkAccounts(draft, notes);
  return options;
}

/** Puts together what several options say. */
function assemble({ options, log, monitor }: ConfigDraft, notes: Notes): ServerOptions {
  const { host, http, https, basePath } = monitor;
  if (Object.keys(log).length > 0) options.log = log;
  const listener = https ?? http;
  if (listener === undefined) return options;
  if (http !== undefined && https !== undefined) {
    notes.problem(https.place, `can't specify both HTTP (${http.port}) and HTTPs (${https.port}) ports`);
  }
  if (https !== undefined && options.tls === undefined) {
    notes.problem(https.place, "TLS cert and key required for HTTPS");
  }
  options.monitor = {
    port: listener.port,
    ...(host === undefined ? {} : { host }),
    ...(https === undefined || options.tls === undefined ? {} : { tls: options.tls }),
    ...(basePath === undefined ? {} : { basePath }),
  } satisfies MonitorOptions;
  return options;
}

/** Checks what accounts have of each other, once each is in order by itself. */
function checkAccounts({ options, accounts: place }: ConfigDraft, notes: Notes): void {
  const { accounts, mappings, systemAccount, noSystemAccount } = options;
  if (place === undefined || accounts === undefined || notes.problems.length > 0) return;
  const isThere = systemAccount !== undefined && Object.hasOwn(accounts, systemAccount);
  try {
    planAccounts({
      accounts,
      ...(mappings === undefined ? {} : { mappings }),
      ...(isThere ? { systemAccount } : {}),
      ...(noSystemAccount === undefined ? {} : { noSystemAccount }),
    });
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    notes.problem(place, error.message);
  }
}

/** Looks for the files of TLS, so that one that is not there is told with the line that names it. */
async function checkTlsFiles(notes: Notes, io: ConfigIo): Promise<void> {
  const texts = new Map<string, { text: string } | { error: unknown }>();
  for (const { path } of notes.tlsFiles) {
    if (texts.has(path)) continue;
    texts.set(path, await io.readTextFile(path).then((text) => ({ text }), (error: unknown) => ({ error })));
  }
  for (const { place, path, kind } of notes.tlsFiles) {
    const read = texts.get(path)!;
    const before = kind === "ca" ? "" : "error parsing X509 certificate/key pair: ";
    if ("error" in read) {
      notes.problem(place, `${before}open ${path}: ${whyUnreadable(read.error)}`);
    } else if (!read.text.includes("-----BEGIN")) {
      const wrong = kind === "ca"
        ? "failed to parse root ca certificate"
        : `no PEM in the ${kind} file ${path}`;
      notes.problem(place, before + wrong);
    }
  }
}

/** In the order of the files, and in each from top to bottom. */
function sorted(list: readonly ConfigProblem[], files: readonly string[]): ConfigProblem[] {
  const order = new Map(files.map((file, at) => [file, at]));
  const place = ({ file }: ConfigProblem): number => order.get(file) ?? files.length;
  return list.toSorted((a, b) => place(a) - place(b) || a.line - b.line || a.column - b.column);
}

function shortened(problems: ConfigProblem[]): ConfigProblem[] {
  const more = problems.length - MAX_PROBLEMS;
  if (more <= 0) return problems;
  const last = problems[MAX_PROBLEMS]!;
  return [...problems.slice(0, MAX_PROBLEMS), { ...last, text: `and ${more} more` }];
}
