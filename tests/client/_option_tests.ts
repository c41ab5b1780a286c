/**
 * Which test holds each option and each status to what it says: `file below tests: name of the test`. The test's own
 * code must name the option, which option_list_test.ts checks. A new option goes here with its test.
 */

/** By the name of the exported type, and in it by the name of the field, or of the value. */
export const OPTION_TESTS: Record<string, Record<string, string>> = {
  ConnectionOptions: {
    authenticator:
      "client/connect_options_test.ts: connect hands the nonce to an authenticator, which may be asynchronous, and takes what it gives",
    debug: "client/connect_options_test.ts: debug and noAsyncTraces of nats.js are accepted",
    maxPingOut: "client/connect_options_test.ts: maxPingOut counts PINGs that are unanswered in a row",
    maxReconnectAttempts:
      "client/reconnect_test.ts: maxReconnectAttempts ends the connection after so many failed attempts, with the last error",
    name: "client/connect_options_test.ts: connect tells name, verbose, pedantic and noEcho",
    noEcho: "client/connect_options_test.ts: noEcho keeps a connection's own messages from it",
    noRandomize:
      "client/connect_options_test.ts: connect dials the servers in order with noRandomize, and shuffles them without",
    pass: "client/connect_options_test.ts: connect gives user, password and token as credentials",
    pedantic: "client/connect_options_test.ts: pedantic has the server refuse what it would pass otherwise",
    pingInterval:
      "client/connect_options_test.ts: pingInterval sends PINGs on time, and maxPingOut drops a server that answers none",
    port:
      "client/connect_options_test.ts: connect goes to 127.0.0.1:4222 unless told, and to a port of 127.0.0.1 with port",
    reconnect: "client/reconnect_test.ts: reconnect false closes at the first loss",
    reconnectBufferSize:
      "client/reconnect_options_test.ts: reconnectBufferSize keeps so many bytes, protocol lines included, and refuses one more",
    reconnectBufferPolicy:
      "client/reconnect_options_test.ts: reconnectBufferPolicy drop drops the newest, counts it, and tells when that begins and when it is over",
    maxPendingBytes:
      "client/reconnect_options_test.ts: maxPendingBytes refuses publishes while connected when a server takes nothing, until it does",
    reconnectToServer:
      "client/reconnect_options_test.ts: reconnectToServer chooses the server of every dial, the first one included",
    resolve:
      "client/reconnect_options_test.ts: resolve dials each address of a host name, and the name itself where it is false or has none",
    drainTimeout:
      "client/drain_test.ts: drain waits no longer than its timeout, tells what was left, and closes",
    onError:
      "client/cancel_test.ts: onError is told of handlers that throw or reject, with subscription and message, and of errors of the server",
    signal:
      "client/cancel_test.ts: connect given up by its signal rejects with the reason and leaves nothing behind",
    reconnectDelayHandler:
      "client/reconnect_test.ts: reconnectDelayHandler is asked before each further attempt; one that throws ends the connection",
    reconnectJitter:
      "client/connect_options_test.ts: reconnectTimeWait, reconnectJitter and reconnectJitterTLS make the delay, reconnectDelayHandler replaces it",
    reconnectJitterTLS:
      "client/connect_options_test.ts: reconnectTimeWait, reconnectJitter and reconnectJitterTLS make the delay, reconnectDelayHandler replaces it",
    reconnectTimeWait:
      "client/reconnect_test.ts: reconnectTimeWait keeps attempts at one server apart, and another server is tried at once",
    servers: "client/connect_failure_test.ts: connect goes on to the next server when one is not there",
    timeout:
      "client/connect_failure_test.ts: connect gives up after timeout when the server says nothing, or only INFO",
    tls: "client/connect_options_test.ts: tls refuses a server without it, and null one that requires it",
    token: "client/connect_failure_test.ts: connect logs in with a token",
    user: "client/connect_options_test.ts: connect gives user, password and token as credentials",
    verbose: "client/connect_options_test.ts: verbose does not disturb anything",
    waitOnFirstConnect:
      "client/connect_failure_test.ts: connect with waitOnFirstConnect goes on until a server is there",
    ignoreClusterUpdates:
      "client/reconnect_test.ts: servers that the cluster reports are connected to, unless ignoreClusterUpdates",
    inboxPrefix: "client/connect_options_test.ts: inboxPrefix begins the subjects of answers",
    ignoreAuthErrorAbort:
      "client/reconnect_test.ts: credentials that are refused twice in a row end the connection, unless ignoreAuthErrorAbort",
    noAsyncTraces: "client/connect_options_test.ts: debug and noAsyncTraces of nats.js are accepted",
    dial:
      "client/dial_test.ts: dial is told where to, by which name and address, with which TLS, and may be given up",
    clock:
      "client/connect_failure_test.ts: connect gives up after timeout when the server says nothing, or only INFO",
  },
  WsConnectionOptions: {
    wsFactory:
      "client/wsconnect_test.ts: wsconnect asks the factory for the socket of every dial, with the URL and the caller's options",
  },
  TlsOptions: {
    handshakeFirst: "runtime/tls_test.ts: dialTcp handshakeFirst encrypts before anything is sent",
    ca:
      "runtime/tls_test.ts: startTls holds the certificate against the name of the server, an address, or tls.servername",
    caFile: "runtime/tls_test.ts: startTls takes the authority from a file, and reads it at each dial",
    cert:
      "runtime/tls_test.ts: startTls shows the client's certificate, from text, from files and with a passphrase",
    certFile:
      "runtime/tls_test.ts: startTls shows the client's certificate, from text, from files and with a passphrase",
    key:
      "runtime/tls_test.ts: startTls shows the client's certificate, from text, from files and with a passphrase",
    keyFile:
      "runtime/tls_test.ts: startTls shows the client's certificate, from text, from files and with a passphrase",
    passphrase:
      "runtime/tls_test.ts: startTls shows the client's certificate, from text, from files and with a passphrase",
    servername:
      "runtime/tls_test.ts: startTls holds the certificate against the name of the server, an address, or tls.servername",
    rejectUnauthorized:
      "runtime/tls_test.ts: startTls holds the certificate against the name of the server, an address, or tls.servername",
  },
  DialOptions: {
    hostname:
      "client/dial_test.ts: dial is told where to, by which name and address, with which TLS, and may be given up",
    port:
      "client/dial_test.ts: dial is told where to, by which name and address, with which TLS, and may be given up",
    address:
      "client/dial_test.ts: dial is told where to, by which name and address, with which TLS, and may be given up",
    tls:
      "client/dial_test.ts: dial is told where to, by which name and address, with which TLS, and may be given up",
    serverName:
      "client/dial_test.ts: a server that the cluster reports by its address is held to the name it was given",
    signal:
      "client/dial_test.ts: dial is told where to, by which name and address, with which TLS, and may be given up",
  },
  StartTlsOptions: {
    serverName:
      "client/dial_test.ts: a transport is asked to start TLS with the server's name and the user's settings",
    tls:
      "client/dial_test.ts: a transport is asked to start TLS with the server's name and the user's settings",
    signal:
      "client/dial_test.ts: a transport's handshake of TLS that takes too long is given up by its signal",
  },
  StreamTransportOptions: {
    readable: "transport/streams_test.ts: streamTransport passes over empty chunks",
    writable: "transport/streams_test.ts: streamTransport keeps the cause when a stream fails",
    peer: "transport/streams_test.ts: streamTransport tells what its maker said of the peer",
    encrypted: "transport/streams_test.ts: streamTransport tells what its maker said of the peer",
  },
  PublishOptions: {
    reply: "client/publish_test.ts: publish sends reply and headers",
    headers: "client/publish_test.ts: publish sends reply and headers",
    traceDestination: "client/publish_test.ts: traceOnly true adds its header, false and undefined add none",
    traceOnly: "client/publish_test.ts: traceOnly true adds its header, false and undefined add none",
  },
  RequestOptions: {
    timeout:
      "client/request_test.ts: request fails with TimeoutError after timeout, 1000 ms unless told, and leaves nothing behind",
    headers: "client/request_test.ts: request gives the answer with all that belongs to it",
    noMux: "client/request_test.ts: request with noMux takes a reply subject of the caller",
    reply: "client/request_test.ts: request with noMux takes a reply subject of the caller",
    signal:
      "client/cancel_test.ts: request and requestMany given up by a signal reject with its reason, with and without mux",
    traceDestination: "client/request_test.ts: request carries the trace options, with and without noMux",
    traceOnly: "client/pains_more_test.ts: traceOnly false adds no header to requests either, and true does",
  },
  RequestManyOptions: {
    strategy:
      "client/request_many_test.ts: requestMany with timer gathers until maxWait, 1000 ms unless told",
    maxWait: "client/request_many_test.ts: requestMany with timer gathers until maxWait, 1000 ms unless told",
    headers:
      "client/request_many_test.ts: requestMany carries headers and trace options, and takes frozen options",
    maxMessages:
      "client/request_many_test.ts: requestMany with count ends with maxMessages, or at maxWait where fewer come",
    noMux: "client/pains_more_test.ts: requestMany with noMux does not ignore stall",
    stall:
      "client/request_many_test.ts: requestMany with stall ends when nothing came for stall, 300 ms unless told, with and without noMux",
    signal:
      "client/cancel_test.ts: request and requestMany given up by a signal reject with its reason, with and without mux",
    traceDestination:
      "client/request_many_test.ts: requestMany carries headers and trace options, and takes frozen options",
    traceOnly: "client/pains_more_test.ts: traceOnly false adds no header to requests either, and true does",
  },
  SubscriptionOptions: {
    queue:
      "client/subscribe_test.ts: queue gives each message to one member of the group, and to every group",
    max:
      "client/subscribe_test.ts: max ends the subscription after so many messages, for callbacks and loops",
    timeout:
      "client/subscribe_test.ts: timeout fails the loop, closed and the callback when no first message comes",
    callback: "client/subscribe_test.ts: subscribe hands messages to its callback, with null for the error",
    slow:
      "client/subscribe_test.ts: slow tells once when more wait than it says, and again after the loop has caught up",
    pendingMsgs:
      "client/pending_test.ts: pendingMsgs: at the limit nothing is dropped, and one more drops the newest, counts and tells once",
    pendingBytes:
      "client/pending_test.ts: pendingBytes counts headers and payload, and takes one message whatever its size",
    pendingPolicy: "client/pending_test.ts: pendingPolicy dropOldest makes room for the newest",
    signal:
      "client/cancel_test.ts: a subscription ends with the reason of its signal, and the server hears of it",
  },
  DrainOptions: {
    timeout: "client/drain_test.ts: drain waits no longer than its timeout, tells what was left, and closes",
    signal:
      "client/drain_test.ts: drain given up by a signal rejects with its reason; the connection closes all the same",
  },
  WaitOptions: {
    signal: "client/cancel_test.ts: flush, rtt and ready given up by a signal reject with its reason",
  },
  BenchOpts: {
    callbacks:
      "client/bench_test.ts: Bench publishes and receives by ${way}, and counts only its own messages",
    msgs: "client/bench_test.ts: Bench publishes and receives by ${way}, and counts only its own messages",
    size: "client/bench_test.ts: Bench publishes and receives by ${way}, and counts only its own messages",
    subject: "client/option_list_test.ts: Bench measures on the subject it was given",
    asyncRequests: "client/bench_test.ts: Bench requests and answers by ${way}",
    pub: "client/bench_test.ts: Bench publishes and receives by ${way}, and counts only its own messages",
    sub: "client/bench_test.ts: Bench publishes and receives by ${way}, and counts only its own messages",
    rep: "client/bench_test.ts: Bench requests and answers by ${way}",
    req: "client/bench_test.ts: Bench requests and answers by ${way}",
  },
  BufferPolicy: {
    throw:
      "client/reconnect_options_test.ts: reconnectBufferPolicy throw is what happens unless told: the publish is refused, nothing is dropped",
    drop:
      "client/reconnect_options_test.ts: reconnectBufferPolicy drop drops the newest, counts it, and tells when that begins and when it is over",
  },
  PendingPolicy: {
    dropNewest:
      "client/pending_test.ts: readable makes the connection wait rather than drop, unless a policy was given; cancel unsubscribes",
    dropOldest: "client/pending_test.ts: pendingPolicy dropOldest makes room for the newest",
    pause:
      "client/pending_test.ts: pendingPolicy pause reads no further until half of it was taken, and drops nothing",
  },
  RequestStrategy: {
    timer: "client/request_many_test.ts: requestMany with timer gathers until maxWait, 1000 ms unless told",
    count:
      "client/request_many_test.ts: requestMany with count ends with maxMessages, or at maxWait where fewer come",
    stall: "client/request_many_test.ts: requestMany with stall ends at maxWait in any case",
    sentinel:
      "client/request_many_test.ts: requestMany with sentinel ends with the answer without payload, which is given too",
  },
  Status: {
    close: "client/status_test.ts: status close is the last word, also after a drain",
    drainTimeout:
      "client/drain_test.ts: drain waits no longer than its timeout, tells what was left, and closes",
    slowConsumer:
      "client/subscribe_test.ts: slow tells once when more wait than it says, and again after the loop has caught up",
    disconnect: "client/status_test.ts: status tells of a loss and of the way back, with the server",
    reconnect: "client/status_test.ts: status tells of a loss and of the way back, with the server",
    reconnecting: "client/status_test.ts: status tells of a loss and of the way back, with the server",
    update:
      "client/status_test.ts: status update tells which servers came and went, ldm that the server wants to be left",
    ldm:
      "client/status_test.ts: status update tells which servers came and went, ldm that the server wants to be left",
    error: "client/status_test.ts: status error tells what the server says, as an error of its class",
    ping: "client/status_test.ts: status ping and staleConnection tell of a server that falls silent",
    staleConnection:
      "client/status_test.ts: status ping and staleConnection tell of a server that falls silent",
    forceReconnect: "client/reconnect_test.ts: reconnect drops the connection and makes a new one",
    dropped:
      "client/reconnect_options_test.ts: reconnectBufferPolicy drop drops the newest, counts it, and tells when that begins and when it is over",
  },
};

/** Exported types whose fields are all options of another type, which has their tests. */
export const PARTS: Record<string, string> = {
  AuthOptions: "ConnectionOptions",
  SubOpts: "SubscriptionOptions",
  TraceOptions: "PublishOptions",
};

/** Exported types that are no options and no statuses of a program, though they are called so. */
export const OTHERS: Record<string, string> = {
  NatsErrorOptions: "what natwire makes its errors of",
};
