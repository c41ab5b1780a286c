/** The runtime module for Node; `deno.ts` exports the same names. See `types.ts` for what each one does. */

export { channel, tracing } from "./diagnostics.ts";
export { publicKeyOf, sharedSecret, signEd25519, signLater, verifyEd25519 } from "./key_pair.ts";
export { sha256 } from "./hashes.ts";
export { importPackage, requirePackage, startLibraryThread } from "./node_packages.ts";
export { resolveHost } from "./node_dns.ts";
export { dialTcp, listenTcp } from "./node_tcp.ts";
export { listFolder, localAddresses, openAppend, renameFile, writeLog } from "./node_files.ts";
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
} from "./node_process.ts";
export { listenHttp, listenWebSocket } from "./node_listeners.ts";
export { tlsAcceptor } from "./server_listeners.ts";
export { webSocketOpener } from "./node_websocket.ts";
export { processUsage } from "./usage.ts";
