/** The runtime module for Deno; `node.ts` exports the same names. See `types.ts` for what each one does. */

export { channel, tracing } from "./diagnostics.ts";
export { publicKeyOf, sharedSecret, signEd25519, signLater, verifyEd25519 } from "./key_pair.ts";
export { sha256 } from "./hashes.ts";
export { importPackage, requirePackage, startLibraryThread } from "./deno_packages.ts";
export { resolveHost } from "./deno_dns.ts";
export { dialTcp, listenTcp } from "./deno_tcp.ts";
export { listFolder, localAddresses, openAppend, renameFile, writeLog } from "./deno_files.ts";
export {
  args,
  env,
  exit,
  isTerminal,
  onSignal,
  processId,
  readTextFile,
  removeFile,
  runtime,
  sendSignal,
  terminalColumns,
  writeErr,
  writeOut,
  writeTextFile,
} from "./deno_process.ts";
export { listenHttp, listenWebSocket } from "./deno_listeners.ts";
export { tlsAcceptor } from "./server_listeners.ts";
export { webSocketOpener } from "./websocket.ts";
export { processUsage } from "./usage.ts";
