/** The runtime under test, for tests that need sockets or files; on Node it is the built package's. */

export {
  args,
  dialTcp,
  env,
  isTerminal,
  listenTcp,
  onSignal,
  processId,
  readTextFile,
  removeFile,
  runtime,
  terminalColumns,
  writeErr,
  writeOut,
  writeTextFile,
} from "#runtime";
