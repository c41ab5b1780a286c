/** The runtime under test, for tests that need sockets or files; on Node it is the built package's. */

export {
  args,
  dialTcp,
  env,
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
} from "#runtime";
