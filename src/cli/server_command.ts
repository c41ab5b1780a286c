/** `natwire server`: a NATS server in this process, started and logged as nats-server is. */

import { processId, removeFile, writeTextFile } from "#runtime";
import { InvalidArgumentError, NatsError } from "../errors.ts";
import type { Logger, LogLevel } from "../observe/logger.ts";
import { createServer, type Server, type ServerOptions } from "../server/mod.ts";
import { hostAndPort } from "../transport/errors.ts";
import { VERSION } from "../version.ts";
import { describeFlags, describeMissing, parseFlags } from "./flags.ts";
import type { Io } from "./io.ts";
import { type LogLabel, natsLogLine } from "./nats_log.ts";
import { defaultServerFlags, type ServerFlags, serverFlags } from "./server_flags.ts";

/** What `natwire server --help` says. */
export const serverHelp = `
Usage: natwire server [options]

Starts a NATS server and runs it until SIGINT (Ctrl-C) or SIGTERM. The flags are those of nats-server, as far
as they are there; one dash is as good as two, and "-p 4222" is the same as "-p=4222".

Options:
${describeFlags(serverFlags)}

Flags of nats-server that natwire does not have yet:
${describeMissing(serverFlags)}
`.trimStart();

/** Writes a log line. */
type Log = (label: LogLabel, text: string) => void;

/**
 * Runs the command until it is told to stop.
 *
 * @returns the exit code, 0 after a clean stop.
 * @throws NatsError saying what to do, where a flag is wrong or the server cannot start.
 */
export async function serverCommand(args: readonly string[], io: Io): Promise<number> {
  const flags = defaultServerFlags();
  const [word] = parseFlags("natwire server", serverFlags, args, flags);
  if (word === "help" || word === "version") flags.show ??= word;
  else if (word !== undefined) {
    throw new InvalidArgumentError(`"${word}" is no argument of "natwire server": it takes flags only.`);
  }
  if (flags.show !== undefined) {
    io.out(flags.show === "help" ? serverHelp : `natwire server: v${VERSION}\n`);
    return 0;
  }
  const look = { pid: processId(), time: flags.logTime, utc: flags.logTimeUtc };
  const log: Log = (label, text) => io.err(natsLogLine(look, label, text, new Date()));
  log("INF", "Starting natwire server");
  log("INF", `  Version:  ${VERSION}`);
  if (flags.trace) log("WRN", "-V has no effect yet: the server does not log the protocol");
  let server: Server;
  try {
    server = await createServer(serverOptions(flags, serverLogger(flags, log)));
  } catch (error) {
    if (!(error instanceof NatsError) || error.code !== "LISTEN") throw error;
    log("FTL", `${error.message}. Another port is taken with -p.`);
    return 1;
  }
  return await serve(server, flags, log, io.stopSignal());
}

/** The options of the server that the flags ask for. */
function serverOptions(flags: ServerFlags, logger: Logger): ServerOptions {
  const { host, port, name, user, pass, token } = flags;
  return {
    host,
    port,
    logger,
    ...(name === undefined ? {} : { serverName: name }),
    ...(user === undefined ? {} : { user }),
    ...(pass === undefined ? {} : { pass }),
    ...(token === undefined ? {} : { token }),
  };
}

/** Hands on what the server says; `-V` without `-D` shows the protocol without the detail, so levels do not nest. */
function serverLogger(flags: ServerFlags, log: Log): Logger {
  const wants = (level: LogLevel) => level === "DBG" ? flags.debug : level === "TRC" ? flags.trace : true;
  const at = (level: LogLevel) => (text: string) => {
    if (wants(level)) log(level, text);
  };
  return { trace: at("TRC"), debug: at("DBG"), info: at("INF"), warn: at("WRN"), error: at("ERR"), wants };
}

/** Runs a server that listens until it is told to stop, and leaves nothing of it behind. */
async function serve(
  server: Server,
  flags: ServerFlags,
  log: Log,
  stopped: ReturnType<Io["stopSignal"]>,
): Promise<number> {
  log("INF", `  Name:     ${server.info.server_name}`);
  log("INF", `  ID:       ${server.info.server_id}`);
  log("INF", `Listening for client connections on ${hostAndPort(server.host, server.port)}`);
  const portsFile = flags.portsFileDir && `${flags.portsFileDir}/natwire_${processId()}.ports`;
  const exitCode = await writeFiles(server, flags.pidFile, portsFile, log);
  if (exitCode === 0) {
    log("INF", "Server is ready");
    const signal = await Promise.race([stopped, server.closed]);
    if (signal !== undefined) log("INF", `Trapped "${signal}" signal`);
  }
  log("INF", "Initiating Shutdown...");
  await server.close();
  if (portsFile) {
    await removeFile(portsFile).catch((error) => log("ERR", `Error cleaning up ports file: ${error}`));
  }
  log("INF", "Server Exiting..");
  return exitCode;
}

/** Writes the files that others find the server by; a program that waits for one would wait for ever without it. */
async function writeFiles(
  server: Server,
  pidFile: string | undefined,
  portsFile: string | undefined,
  log: Log,
): Promise<number> {
  try {
    if (pidFile) await writeTextFile(pidFile, String(processId()));
  } catch (error) {
    log("FTL", `Could not write pidfile: ${error}`);
    return 1;
  }
  try {
    if (portsFile) await writeTextFile(portsFile, JSON.stringify({ nats: [localUrl(server)] }));
  } catch (error) {
    log("FTL", `Error writing ports file (${portsFile}): ${error}`);
    return 1;
  }
  return 0;
}

/** Where programs on this machine find the server: one that listens everywhere listens on loopback too. */
function localUrl({ host, port }: Server): string {
  const local = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `nats://${hostAndPort(local, port)}`;
}
