/** TCP, files and the process, as far as browsers and workers have any. See `types.ts` for what each name does. */

import type { Listener } from "../transport/accepted.ts";
import type { DialOptions, Transport } from "../transport/transport.ts";
import type { AppendFile, ListenOptions, RuntimeInfo, SendableSignal, SignalName } from "./types.ts";
import { absent } from "./web_absent.ts";

/** Which runtime this is. */
export const runtime: RuntimeInfo = {
  name: "web",
  version: "",
};

/** Rejects. */
export function dialTcp(_options: DialOptions): Promise<Transport> {
  return Promise.reject(absent("TCP", "connect by 'wsconnect', or by what the option 'dial' makes"));
}

/** Rejects. */
export function listenTcp(_options: ListenOptions): Promise<Listener> {
  return Promise.reject(absent("ports to listen on"));
}

/** None. */
export function args(): string[] {
  return [];
}

/** None is set. */
export function env(_name: string): string | undefined {
  return undefined;
}

/** Throws. */
export function exit(_code: number): never {
  throw absent("process to end");
}

/** Does nothing: no signal is ever sent. */
export function onSignal(_name: SignalName, _handler: () => void): () => void {
  return () => {};
}

/** Throws. */
export function sendSignal(_pid: number, _name: SendableSignal): void {
  throw absent("processes to send signals to");
}

/** None. */
export function localAddresses(): string[] {
  return [];
}

/** Throws. */
export function processId(): number {
  throw absent("process of their own");
}

/** Rejects. */
export function writeOut(_text: string): Promise<void> {
  return Promise.reject(absent("standard output"));
}

/** Rejects. */
export function writeErr(_text: string): Promise<void> {
  return Promise.reject(absent("standard error"));
}

/** Rejects. */
export function writeLog(_text: string): Promise<void> {
  return Promise.reject(absent("standard error"));
}

/** There is no terminal. */
export function terminalColumns(): number | undefined {
  return undefined;
}

/** There is no terminal. */
export function isTerminal(): boolean {
  return false;
}

/** Rejects. */
export function readTextFile(_path: string): Promise<string> {
  return Promise.reject(absent("files", "fetch what you need and hand over its bytes"));
}

/** Rejects. */
export function writeTextFile(_path: string, _text: string): Promise<void> {
  return Promise.reject(absent("files"));
}

/** Rejects. */
export function removeFile(_path: string): Promise<void> {
  return Promise.reject(absent("files"));
}

/** Rejects. */
export function openAppend(_path: string): Promise<AppendFile> {
  return Promise.reject(absent("files"));
}

/** Rejects. */
export function renameFile(_from: string, _to: string): Promise<void> {
  return Promise.reject(absent("files"));
}

/** Rejects. */
export function listFolder(_path: string): Promise<string[]> {
  return Promise.reject(absent("files"));
}
