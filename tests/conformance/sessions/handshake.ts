/** INFO, CONNECT in all its forms, and the telnet demo. */

import { A, QUIET, type Session, session } from "../script.ts";

const PROTOCOL_1 = 'CONNECT {"verbose":false,"protocol":1}';

/** A session for each CONNECT argument that ends the connection without a word. */
const brokenConnects: readonly Session[] = [
  ["no argument", "CONNECT"],
  ["only blanks", "CONNECT   "],
  ["an empty array", "CONNECT []"],
  ["a number", "CONNECT 1"],
  ["a string", 'CONNECT "x"'],
  ["half an object", 'CONNECT {"verbose":'],
  ["a bare word", "CONNECT verbose"],
  ["text after the object", "CONNECT {} x"],
  ["a second object", "CONNECT {}{}"],
  ["a comma too many", 'CONNECT {"verbose":true,}'],
  ["single quotes", "CONNECT {'verbose':true}"],
  ["a string for a bool", 'CONNECT {"verbose":"false"}'],
  ["a number for a bool", 'CONNECT {"pedantic":1}'],
  ["a fraction for an int", 'CONNECT {"protocol":1.0}'],
  ["an exponent for an int", 'CONNECT {"protocol":1e0}'],
  ["a string for an int", 'CONNECT {"protocol":"1"}'],
  ["a number for a string", 'CONNECT {"name":1}'],
  ["an object for a string", 'CONNECT {"lang":{}}'],
  ["a bool for a user", 'CONNECT {"user":true}'],
  ["a number for a jwt", 'CONNECT {"jwt":1}'],
  ["an array for a signature", 'CONNECT {"sig":[]}'],
  ["a number for echo", 'CONNECT {"echo":0}'],
  ["a string for headers", 'CONNECT {"headers":"true"}'],
  ["a number for permissions", 'CONNECT {"import":1}'],
  ["true", "CONNECT true"],
  ["a byte order mark", "CONNECT \xef\xbb\xbf{}"],
  ["a NUL after it", "CONNECT {}\x00"],
  ["a fraction without digits", 'CONNECT {"x":1.}'],
  ["a plus sign", 'CONNECT {"x":+1}'],
  ["an unknown key without a value", 'CONNECT {"x":}'],
  ["a comment", "CONNECT {/**/}"],
  ["NaN", 'CONNECT {"x":NaN}'],
  ["True with a capital", 'CONNECT {"verbose":True}'],
  ["a control byte in a string", 'CONNECT {"name":"a\x01b"}'],
  ["a bad escape", 'CONNECT {"name":"\\x41"}'],
  ["a number with a leading zero", 'CONNECT {"protocol":01}'],
].map(([what, line]) => session(`CONNECT with ${what} closes without a word`, [A.fatal(line ?? "")]));

/** A session for each CONNECT argument that is taken; the `+OK`s show what verbose became. */
const takenConnects: readonly Session[] = [
  ["an empty object", "CONNECT {}"],
  ["no blank before it", "CONNECT{}"],
  ["many blanks and tabs", "CONNECT \t  {} \t "],
  ["null", "CONNECT null"],
  ["verbose false", QUIET],
  ["verbose true", 'CONNECT {"verbose":true}'],
  ["null for a bool", 'CONNECT {"verbose":null}'],
  ["keys in capitals", 'CONNECT {"VERBOSE":false}'],
  ["keys in mixed case", 'CONNECT {"VerBose":false}'],
  ["a key twice", 'CONNECT {"verbose":true,"verbose":false}'],
  ["a key twice in two cases", 'CONNECT {"verbose":false,"Verbose":true}'],
  ["a key written with escapes", 'CONNECT {"\\u0076erbose":false}'],
  ["unknown keys", 'CONNECT {"colour":"red","deep":{"er":[1,2,{"x":null}]},"n":1e99}'],
  ["a key with a long s", 'CONNECT {"verbo\xc5\xbfe":false}'],
  ["a wrong type for a key that is not known", 'CONNECT {"verbose ":"x","verbose":false}'],
  ["minus zero for the protocol", 'CONNECT {"verbose":false,"protocol":-0}'],
  ["a huge number for a key that is not known", 'CONNECT {"verbose":false,"x":1e999}'],
  ["an empty key", 'CONNECT {"":1,"verbose":false}'],
  ["a CR within it", 'CONNECT {\r"verbose":false}'],
  ["a DEL in a string", 'CONNECT {"verbose":false,"name":"\x7f"}'],
  ["blanks in the JSON", 'CONNECT { "verbose" : false , "protocol" : 0 }'],
  ["a name that is no UTF-8", 'CONNECT {"verbose":false,"name":"\xff\xfe"}'],
  ["a lone surrogate", 'CONNECT {"verbose":false,"name":"\\ud800"}'],
  [
    "the fields of a client library",
    'CONNECT {"lang":"x","version":"1","name":"n","verbose":false,"pedantic":false}',
  ],
  ["credentials nobody asked for", 'CONNECT {"verbose":false,"user":"u","pass":"p","auth_token":"t"}'],
  ["a jwt without operator mode", 'CONNECT {"verbose":false,"jwt":"x","nkey":"y","sig":"z"}'],
  ["tls_required from the client", 'CONNECT {"verbose":false,"tls_required":true}'],
].map(([what, line]) => session(`CONNECT with ${what} is taken`, [A.ask(line ?? "", "SUB foo 1")]));

/** The sessions of this theme. */
export const handshake: readonly Session[] = [
  session("the telnet session of the protocol demo", [
    A.send("sub foo.* 90\r\n"),
    A.take(1),
    A.send("pub foo.bar 5\r\nhello\r\n"),
    A.take(2),
    A.send("pub foo.bar optional.reply.subject 5\r\nhello\r\n"),
    A.take(2),
    A.send("ping\r\n"),
    A.take(1),
    A.send("unsub 90\r\n"),
    A.take(1),
    A.send("pub foo.bar 5\r\nhello\r\n"),
    A.take(1),
  ]),
  session("INFO says when headers are off and how much a message may carry", [A.sync()], {
    server: { noHeaderSupport: true, maxPayload: 1000 },
  }),
  session("PING before CONNECT is answered, and a PONG needs no answer", [A.ask("PONG"), A.ask(QUIET)]),
  ...brokenConnects,
  ...takenConnects,
  session("CONNECT with protocol 2 is refused", [A.fatal('CONNECT {"protocol":2}')]),
  session("CONNECT with protocol -1 is refused", [A.fatal('CONNECT {"protocol":-1}')]),
  session("CONNECT with a protocol beyond 64 bits closes", [
    A.fatal('CONNECT {"protocol":99999999999999999999}'),
  ]),
  session("CONNECT with no_responders but no headers is refused", [
    A.fatal('CONNECT {"no_responders":true}'),
  ]),
  session(
    "CONNECT with no_responders is refused where the server has no headers",
    [A.fatal('CONNECT {"no_responders":true,"headers":true}')],
    { server: { noHeaderSupport: true } },
  ),
  session("a second CONNECT that takes the headers away from no_responders is refused", [
    A.ask('CONNECT {"no_responders":true,"headers":true}'),
    A.fatal('CONNECT {"headers":false}'),
  ]),
  session("a second INFO of a server with passwords", [
    A.ask('CONNECT {"verbose":false,"protocol":1,"user":"ann","pass":"secret"}'),
    A.sync(),
  ], { server: { user: "ann", pass: "secret", maxPayload: 2000 } }),
  session("CONNECT with an account is refused", [A.fatal('CONNECT {"account":"ACC"}')]),
  session("CONNECT with new_account is refused", [A.fatal('CONNECT {"verbose":false,"new_account":true}')]),
  session("protocol 1 gets a second INFO after the PONG of its first PING, and no third", [
    A.ask(PROTOCOL_1),
    A.sync(),
    A.sync(),
  ]),
  session("a PING before CONNECT is not the first PING", [A.sync(), A.ask(PROTOCOL_1), A.sync()]),
  session("protocol 0 gets no second INFO", [A.ask('CONNECT {"verbose":false,"protocol":0}'), A.sync()]),
  session("a second CONNECT takes the subscriptions away and keeps what it does not say", [
    A.ask(QUIET, "SUB foo 1", "PUB foo 1", "a"),
    A.ask('CONNECT {"echo":true}', "PUB foo 1", "b", "SUB foo 1", "PUB foo 1", "c"),
    A.ask('CONNECT {"verbose":true}', "SUB foo 1", "PUB foo 1", "d"),
  ]),
  session("a second CONNECT with a protocol gives the INFO of the first PING only once", [
    A.ask(PROTOCOL_1),
    A.sync(),
    A.ask(PROTOCOL_1),
    A.sync(),
  ]),
  session("a second CONNECT can raise the protocol, but the first PING is over", [
    A.ask(QUIET),
    A.ask(PROTOCOL_1),
    A.sync(),
  ]),
  session("a broken second CONNECT closes", [A.ask(QUIET), A.fatal("CONNECT [")]),
  session("echo false keeps own messages away, from plain and queue subscriptions", [
    A.ask('CONNECT {"verbose":false,"echo":false}', "SUB foo 1", "SUB foo q 2", "PUB foo 1", "a"),
  ]),
];
