/**
 * The runtime module for browsers and workers: what they offer, and one sentence for what they do not. See
 * `types.ts` for what each name does.
 */

export {
  channel,
  importPackage,
  listenHttp,
  listenWebSocket,
  processUsage,
  requirePackage,
  resolveHost,
  sha256,
  startLibraryThread,
  tlsAcceptor,
  tracing,
} from "./web_absent.ts";
export { publicKeyOf, sharedSecret, signEd25519, signLater, verifyEd25519 } from "./web_keys.ts";
export {
  args,
  dialTcp,
  env,
  exit,
  isTerminal,
  listenTcp,
  listFolder,
  localAddresses,
  onSignal,
  openAppend,
  processId,
  readTextFile,
  removeFile,
  renameFile,
  runtime,
  sendSignal,
  terminalColumns,
  writeErr,
  writeLog,
  writeOut,
  writeTextFile,
} from "./web_process.ts";
export { webSocketOpener } from "./websocket.ts";
