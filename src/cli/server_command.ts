/** `natwire server`: a NATS server in this process, started and logged as nats-server is. */

import { env, readTextFile, tlsAcceptor } from "#runtime";
import { ConfigError, InvalidArgumentError, NatsError } from "../errors.ts";
import { loadConfig, type LoadedConfig } from "../server/config/load.ts";
import { PROGRAM_VARIABLE, programName } from "../server/process_files.ts";
import { VERSION } from "../version.ts";
import { describeFlags, describeMissing, parseFlags } from "./flags.ts";
import type { Io } from "./io.ts";
import { errorLines, problemLine } from "./problem_line.ts";
import { defaultServerFlags, type ServerFlags, serverFlags } from "./server_flags.ts";
import { runServer } from "./server_run.ts";
import { signalServer } from "./server_signal.ts";

/** What `natwire server --help` says. */
export const serverHelp = `
Usage: natwire server [options]

Starts a NATS server and runs it until SIGINT (Ctrl-C) or SIGTERM. The flags are those of nats-server, as far
as they are there; one dash is as good as two, and "-p 4222" is the same as "-p=4222".

SIGHUP reloads the configuration file, SIGUSR1 opens the log file anew, SIGUSR2 sends the clients away and
stops (lame duck). ${PROGRAM_VARIABLE} in the environment is what the program calls itself and its ports file.

Options:
${describeFlags(serverFlags)}

Flags of nats-server that natwire does not have:
${describeMissing(serverFlags)}
`.trimStart();

/** What `natwire server --help_tls` says. */
const tlsHelp = `
TLS is configured in the tls section of a configuration file:

    tls {
        cert_file:       "./certs/server-cert.pem"
        key_file:        "./certs/server-key.pem"
        ca_file:         "./certs/ca.pem"    # what client certificates come from
        verify:          true                # clients need one
        verify_and_map:  true                # which also says what user they are
        timeout:         2                   # seconds
        handshake_first: true                # TLS before INFO
        pinned_certs:    ["<hex SHA-256 of a public key>"]
        cipher_suites:   ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"]
    }

Without a file: --tlscert and --tlskey, with --tlsverify and --tlscacert for client certificates.
`.trimStart();

/**
 * Runs the command until it is told to stop.
 *
 * @returns the exit code, 0 after a clean stop, 1 where the file or the machine does not let the server start.
 * @throws NatsError saying what to do, where a flag is wrong.
 */
export async function serverCommand(args: readonly string[], io: Io): Promise<number> {
  const flags = defaultServerFlags();
  const [word] = parseFlags("natwire server", serverFlags, args, flags);
  if (word === "help" || word === "version") flags.show ??= word;
  else if (word !== undefined) {
    throw new InvalidArgumentError(`"${word}" is no argument of "natwire server": it takes flags only.`);
  }
  if (flags.show !== undefined) {
    io.out({ help: serverHelp, help_tls: tlsHelp, version: `${calledAs()}: v${VERSION}\n` }[flags.show]);
    return 0;
  }
  try {
    if (flags.signal !== undefined) return await signal(flags.signal, flags);
    return flags.test ? await test(flags, io) : await run(flags, io);
  } catch (error) {
    if (!(error instanceof NatsError)) throw error;
    const { config } = flags;
    const wrongOption = error instanceof InvalidArgumentError;
    const where = wrongOption && config !== undefined ? `${config}: ` : "";
    io.err(`${calledAs()}: ${where}${errorLines(error, config !== undefined).join("\n")}\n`);
    return wrongOption && config === undefined ? 2 : 1;
  }
}

/** What stands before messages: the name that a script gave the program, or that of the command. */
function calledAs(): string {
  return env(PROGRAM_VARIABLE) ? programName() : "natwire server";
}

async function signal(text: string, flags: ServerFlags): Promise<number> {
  await signalServer(text, flags.pidFile ?? await pidFileOf(flags));
  return 0;
}

/** Where the file has the process id written; a file that is no good must not keep its server from being stopped. */
async function pidFileOf({ config }: ServerFlags): Promise<string | undefined> {
  if (config === undefined) return undefined;
  try {
    return (await load(config)).options.pidFile;
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** As in nats-server, some files that a server starts with pass no test: what is wrong with them are its warnings. */
async function test({ config }: ServerFlags, io: Io): Promise<number> {
  if (config === undefined) {
    io.err(`${calledAs()}: must specify [-c, --config] option to check configuration file syntax\n`);
    return 1;
  }
  const { faults, warnings, digest, options } = await load(config);
  if (faults.length > 0) {
    io.err(`${calledAs()}: ${faults.map(problemLine).join("\n")}\n`);
    return 1;
  }
  // Whether certificates and keys belong together shows when they are loaded.
  for (const tls of [options.tls, options.websocket?.tls]) if (tls !== undefined) await tlsAcceptor(tls);
  if (warnings.length > 0) {
    io.err(`${warnings.map((warning) => `warning: ${problemLine(warning)}`).join("\n")}\n`);
  }
  io.err(`${calledAs()}: configuration file ${config} is valid (${digest})\n`);
  return 0;
}

async function run(flags: ServerFlags, io: Io): Promise<number> {
  const { config } = flags;
  return await runServer(flags, io, config === undefined ? undefined : () => load(config));
}

function load(path: string): Promise<LoadedConfig> {
  return loadConfig(path, { readTextFile, env });
}
