/** A server in this process, from its first log line to its last: files, signals and reloads on the way. */

import { NatsError } from "../errors.ts";
import { openLog, type ServerLog } from "../observe/file_log.ts";
import type { LoadedConfig } from "../server/config/load.ts";
import { createServer, type Server, type ServerOptions } from "../server/mod.ts";
import { removePortsFile, writePidFile, writePortsFile } from "../server/process_files.ts";
import { hostAndPort } from "../transport/errors.ts";
import { VERSION } from "../version.ts";
import type { Io, SignalName } from "./io.ts";
import { errorLines, problemLine } from "./problem_line.ts";
import { changesBetween } from "./server_changes.ts";
import type { ServerFlags } from "./server_flags.ts";
import { withFlags } from "./server_options.ts";

/** Reads the configuration file. */
export type Load = () => Promise<LoadedConfig>;

/** How long the last lines may take, ms: somebody who reads none of them must not keep the program from ending. */
const LOG_PATIENCE_MS = 2000;

/** How Go calls the signals. */
const SIGNAL_NAMES: Readonly<Record<SignalName, string>> = {
  SIGINT: "interrupt",
  SIGTERM: "terminated",
  SIGHUP: "hangup",
  SIGUSR1: "user defined signal 1",
  SIGUSR2: "user defined signal 2",
};

/**
 * Runs a server until it is told to stop.
 *
 * @param load reads the configuration file, where there is one; called again at each reload.
 * @returns the exit code.
 * @throws {NatsError} where the options are wrong.
 */
export async function runServer(flags: ServerFlags, io: Io, load?: Load): Promise<number> {
  const config = await load?.();
  const options = optionsOf(config, flags);
  let log: ServerLog;
  try {
    log = await openLog(options.log, { writeErr: (text) => io.log(text) });
  } catch (cause) {
    throw new NatsError(`error opening file: ${cause}`, "INVALID_OPERATION", { cause });
  }
  try {
    return await new ServerRun(flags, io, load, log, options).run(config);
  } finally {
    await within(LOG_PATIENCE_MS, log.close());
  }
}

/** Waits for something, but not for longer. */
async function within(timeMs: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => timer = setTimeout(resolve, timeMs));
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function optionsOf(config: LoadedConfig | undefined, flags: ServerFlags): ServerOptions {
  return withFlags(config?.options ?? {}, flags);
}

class ServerRun {
  readonly #flags: ServerFlags;
  readonly #io: Io;
  readonly #load: Load | undefined;
  readonly #log: ServerLog;
  #options: ServerOptions;
  /** Reloads, one after the other. */
  #reloading: Promise<void> = Promise.resolve();
  #leaving = false;
  #portsFile: string | undefined;

  constructor(flags: ServerFlags, io: Io, load: Load | undefined, log: ServerLog, options: ServerOptions) {
    this.#flags = flags;
    this.#io = io;
    this.#load = load;
    this.#log = log;
    this.#options = options;
  }

  async run(config: LoadedConfig | undefined): Promise<number> {
    const { logger } = this.#log;
    logger.info("Starting natwire server");
    logger.info(`  Version:  ${VERSION}`);
    let server: Server;
    try {
      server = await createServer(this.#forServer());
    } catch (error) {
      if (!(error instanceof NatsError) || error.code !== "LISTEN") throw error;
      this.#log.fatal(`${error.message}. Another port is taken with -p.`);
      return 1;
    }
    logger.info(`  Name:     ${server.info.server_name}`);
    logger.info(`  ID:       ${server.info.server_id}`);
    if (config !== undefined) {
      logger.info(`Using configuration file: ${this.#flags.config} (${config.digest})`);
      for (const warning of config.warnings) logger.warn(problemLine(warning));
    }
    if (hasPlainPasswords(this.#options)) {
      logger.warn("Plaintext passwords detected, use nkeys or bcrypt");
    }
    this.#tellListeners(server);
    const code = await this.#writeFiles(server) ? await this.#serve(server) : 1;
    await this.#stop(server);
    return code;
  }

  /** Log and files are written here, where they are from the first line to the last. */
  #forServer(options: ServerOptions = this.#options): ServerOptions {
    const { log: _log, pidFile: _pidFile, portsFileDir: _portsFileDir, ...others } = options;
    return { ...others, logger: this.#log.logger };
  }

  #tellListeners(server: Server): void {
    const { logger } = this.#log;
    const { monitorUrl, websocketUrl } = server;
    if (monitorUrl !== undefined) {
      const [scheme = "", address = ""] = monitorUrl.split("://");
      logger.info(`Starting ${scheme} monitor on ${address}`);
    }
    if (websocketUrl !== undefined) {
      logger.info(`Listening for websocket clients on ${websocketUrl}`);
      if (websocketUrl.startsWith("ws:")) {
        logger.warn("Websocket not configured with TLS. DO NOT USE IN PRODUCTION!");
      }
    }
    logger.info(`Listening for client connections on ${hostAndPort(server.host, server.port)}`);
    if (server.info.tls_required) logger.info("TLS required for client connections");
  }

  /** Writes the files that others find the server by; a program that waits for one would wait for ever without it. */
  async #writeFiles(server: Server): Promise<boolean> {
    const { pidFile, portsFileDir } = this.#options;
    try {
      if (pidFile) await writePidFile(pidFile);
    } catch (error) {
      this.#log.fatal(`Could not write pidfile: ${error}`);
      return false;
    }
    try {
      if (portsFileDir) this.#portsFile = await writePortsFile(portsFileDir, urlsOf(server));
    } catch (error) {
      this.#log.fatal(`Error writing ports file (${portsFileDir}): ${error}`);
      return false;
    }
    return true;
  }

  /** Waits until a signal or the end of lame duck mode stops the server. */
  async #serve(server: Server): Promise<number> {
    const forget: (() => void)[] = [];
    const stopped = new Promise<void>((resolve) => {
      const on = (name: SignalName, handler: () => void): void => {
        forget.push(this.#io.onSignal(name, () => {
          this.#log.logger.info(`Trapped "${SIGNAL_NAMES[name]}" signal`);
          handler();
        }));
      };
      on("SIGINT", resolve);
      on("SIGTERM", () => {
        // Lame duck mode ends by itself: what asked for it is often the one that sends SIGTERM next.
        if (!this.#leaving) resolve();
      });
      on("SIGHUP", () => this.#reloading = this.#reloading.then(() => this.#reload(server)));
      on("SIGUSR1", () => void this.#log.reopen().catch((error) => this.#cannotReopen(error)));
      on("SIGUSR2", () => {
        this.#leaving = true;
        void server.lameDuck().catch((error) => this.#log.logger.error(`Lame duck mode failed: ${error}`));
      });
    });
    this.#log.logger.info("Server is ready");
    await Promise.race([stopped, server.closed]);
    // From here on a second signal ends the process in the usual way.
    for (const each of forget) each();
    return 0;
  }

  async #stop(server: Server): Promise<void> {
    const { logger } = this.#log;
    logger.info("Initiating Shutdown...");
    await this.#reloading;
    await server.close();
    if (this.#portsFile !== undefined) {
      await removePortsFile(this.#portsFile).catch((error) => {
        logger.error(`Error cleaning up ports file: ${error}`);
      });
    }
    logger.info("Server Exiting..");
  }

  #cannotReopen(error: unknown): void {
    this.#log.logger.error(`Error re-opening log file: ${error}`);
  }

  /** Reads the file again. What is wrong with it is logged, and the server goes on as before. */
  async #reload(server: Server): Promise<void> {
    const { logger } = this.#log;
    const refused = (text: string): void => logger.error(`Failed to reload server configuration: ${text}`);
    if (this.#load === undefined) {
      return refused("can only reload config when a file is provided using -c or --config");
    }
    try {
      const config = await this.#load();
      const options = optionsOf(config, this.#flags);
      await server.reload(this.#forServer(options));
      for (const warning of config.warnings) logger.warn(problemLine(warning));
      await this.#apply(options);
      logger.info(`Reloaded server configuration (${config.digest})`);
    } catch (error) {
      for (const line of errorLines(error, true)) refused(line);
    }
  }

  /** What the server has no part in: the log and the file with the process id. */
  async #apply(options: ServerOptions): Promise<void> {
    const { logger } = this.#log;
    for (const line of changesBetween(this.#options, options)) logger.info(line);
    const { pidFile } = options;
    if (pidFile !== undefined && pidFile !== this.#options.pidFile) {
      await writePidFile(pidFile).catch((error) => logger.error(`Failed to write pidfile: ${error}`));
    }
    await this.#log.apply(options.log ?? {}).catch((error) => {
      logger.error(`Error opening log file, the old one is kept: ${error}`);
    });
    this.#options = options;
  }
}

function urlsOf({ url, monitorUrl, websocketUrl }: Server): Parameters<typeof writePortsFile>[1] {
  return { nats: url, monitoring: monitorUrl, websocket: websocketUrl };
}

/** Whether a password stands in the options as it is typed. */
function hasPlainPasswords({ pass, users, accounts }: ServerOptions): boolean {
  const inAccounts = Object.values(accounts ?? {}).flatMap(({ users }) => users ?? []);
  const all = [pass, ...[...users ?? [], ...inAccounts].map((user) => user.pass)];
  return all.some((each) => each !== undefined && !/^\$2[abxy]\$/.test(each));
}
