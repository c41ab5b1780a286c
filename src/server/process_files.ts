/** The files that other programs find a running server by: its process id and its URLs. [nats-server server.go logPid, logPorts] */

import { env, localAddresses, processId, removeFile, renameFile, writeTextFile } from "#runtime";
import { hostAndPort } from "../transport/errors.ts";

/** The environment variable for the name of the program, as the name of the ports file begins with it. */
export const PROGRAM_VARIABLE = "NATWIRE_PROGRAM";

/** Where the listeners of a server are; a listener that is not there is left out. */
export interface ListenerUrls {
  /** For clients, such as `nats://127.0.0.1:4222`. */
  readonly nats: string;
  /** For monitoring, such as `http://127.0.0.1:8222`. */
  readonly monitoring?: string | undefined;
  /** For WebSockets, such as `ws://127.0.0.1:8080`. */
  readonly websocket?: string | undefined;
}

/**
 * What the program is called: `natwire`, or what stands in the environment as `NATWIRE_PROGRAM`. The runtimes know
 * their own name and not that of a script which starts them, so such a script has to say it.
 */
export function programName(): string {
  return env(PROGRAM_VARIABLE)?.split(/[\\/]/).at(-1) || "natwire";
}

/** Where a server of this process writes its ports file: `<program>_<pid>.ports` in the folder. */
export function portsFilePath(folder: string): string {
  return `${folder.replace(/[\\/]+$/, "")}/${programName()}_${processId()}.ports`;
}

/** Writes the process id; rejects with the runtime's error where that fails. */
export function writePidFile(path: string): Promise<void> {
  return writeTextFile(path, String(processId()));
}

/**
 * Writes the URLs as JSON, `{"nats":["nats://127.0.0.1:4222"]}`, and gives the path. Who waits for the file finds all
 * of it or nothing. Rejects with the runtime's error where it cannot be written.
 */
export async function writePortsFile(folder: string, urls: ListenerUrls): Promise<string> {
  const path = portsFilePath(folder);
  const all = Object.entries(urls).filter(([, url]) => url !== undefined) as [string, string][];
  const json = Object.fromEntries(all.map(([kind, url]) => [kind, reachable(url)]));
  await writeTextFile(`${path}.part`, JSON.stringify(json));
  await renameFile(`${path}.part`, path);
  return path;
}

/** Removes what `writePortsFile` wrote; does nothing where it is gone. */
export function removePortsFile(path: string): Promise<void> {
  return removeFile(path);
}

/** A listener's URLs by which it is reached: one that listens everywhere is at every address, of IPv4 and IPv6. */
function reachable(url: string): string[] {
  const [, scheme = "", host = "", port = ""] = /^(\w+:\/\/)(.*):(\d+)$/.exec(url) ?? [];
  if (host !== "0.0.0.0" && host !== "[::]") return [url];
  // Addresses of a link are of no use without saying which link.
  const found = localAddresses().filter((address) => !/^fe80:/i.test(address));
  const addresses = new Set([host === "[::]" ? "::1" : "127.0.0.1", ...found]);
  return [...addresses].map((address) => scheme + hostAndPort(address, Number(port)));
}
