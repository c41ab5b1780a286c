/** Corners of the ways between accounts: who else listens, what is permitted, what comes back. */

import { A, B, type Session, session } from "../script.ts";
import { as, hpub, withAccounts } from "./accounts.ts";

/** Why such a session is not played byte by byte: it would be the same, and slow. */
const WHOLE = "the parser is shown by other sessions";

const SERVER = withAccounts({
  A: {
    exports: [
      { service: "svc" },
      { service: "many", responseType: "stream" },
      { service: "tree.>" },
      { stream: "st.*" },
      { service: "own" },
    ],
    imports: [{ service: { account: "A", subject: "own" }, to: "self" }],
    users: [
      {
        user: "worker",
        pass: "p",
        permissions: { publish: { deny: [">"] }, subscribe: { allow: ["svc"] } },
      },
      { user: "replier", pass: "p", permissions: { publish: { allow: ["_R_.>"] } } },
    ],
  },
  B: {
    imports: [
      { service: { account: "A", subject: "svc" } },
      { service: { account: "A", subject: "many" } },
      { service: { account: "A", subject: "tree.>" }, to: "leaf.>" },
      { stream: { account: "A", subject: "st.*" } },
    ],
    mappings: { "in.mapped": "in.other", "st.x": "mapped.x" },
    users: [
      { user: "few", pass: "p", permissions: { publish: { deny: ["svc"] } } },
      { user: "picky", pass: "p", permissions: { subscribe: { deny: ["in.no"] } } },
    ],
  },
});

const extras = { server: SERVER, whole: WHOLE };

/** All sessions of this theme. */
export const crossing: readonly Session[] = [
  session("a request goes to subscribers of its own account too", [
    A.ask(as("a")),
    A.ask("SUB svc 1"),
    B.ask(as("b")),
    B.ask("SUB svc 1", "SUB svc q 2", "SUB in 3", "PUB svc in 2", "hi"),
    A.sync(),
  ], extras),
  session("a stream of another account beside messages of the own one", [
    B.ask(as("b")),
    B.ask("SUB st.* 1", "PUB st.a 1", "b", "PUB st.x 1", "b"),
    A.ask(as("a")),
    A.ask("SUB st.* 1", "PUB st.a 1", "a", "PUB st.x 1", "a"),
    B.sync(),
  ], extras),
  session("an account asks itself", [
    A.ask(as("a")),
    A.ask("SUB own 1", "SUB in 2", "PUB self in 2", "hi"),
    A.ask("PUB {reply} 3", "yes"),
  ], extras),
  session("an account asks itself without echo", [
    A.ask(as("a", ',"echo":false')),
    A.ask("SUB own 1", "SUB in 2", "PUB self in 2", "hi"),
    B.ask(as("a")),
    B.ask("SUB own 1"),
    A.ask("PUB self in 2", "hi"),
    B.sync(),
    B.ask("PUB {reply} 3", "yes"),
    A.sync(),
  ], extras),
  session("a service keeps the rest of a subject", [
    A.ask(as("a")),
    A.ask("SUB tree.> 1"),
    B.ask(as("b")),
    B.ask("PUB leaf.a.b 1", "x", "PUB leaf 1", "x", "PUB tree.a 1", "x"),
    A.sync(),
  ], extras),
  session("a service of another account may not be asked by everybody", [
    A.ask(as("a")),
    A.ask("SUB svc 1"),
    B.ask(as("few")),
    B.ask("SUB in 2", "PUB svc in 2", "hi"),
    A.sync(),
  ], extras),
  session("a service of another account may not answer", [
    A.ask(as("worker")),
    A.ask("SUB svc 1"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB svc in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes"),
    B.sync(),
  ], extras),
  session("a service of another account may answer where others' replies are allowed", [
    A.ask(as("replier")),
    A.ask("SUB svc 1"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB svc in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes"),
    B.sync(),
  ], extras),
  session("an answer goes by the mappings of who asked", [
    A.ask(as("a")),
    A.ask("SUB svc 1"),
    B.ask(as("b")),
    B.ask("SUB in.> 2", "PUB svc in.mapped 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes"),
    B.sync(),
  ], extras),
  session("an answer that its client may not see", [
    A.ask(as("a")),
    A.ask("SUB svc 1"),
    B.ask(as("picky")),
    B.ask("SUB in.* 2", "PUB svc in.no 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes"),
    B.sync(),
  ], extras),
  session("an answer after UNSUB with a number", [
    A.ask(as("a")),
    A.ask("SUB many 1"),
    B.ask(as("b")),
    B.ask("SUB in 2", "UNSUB 2 2", "PUB many in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 1", "1", "PUB {reply} 1", "2", "PUB {reply} 1", "3"),
    B.sync(),
    B.ask("SUB in 3"),
    A.ask("PUB {reply} 1", "4"),
    B.sync(),
  ], extras),
  session("an answer with headers", [
    A.ask(as("a")),
    A.ask("SUB svc 1", "SUB many 2"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB many in 2", "hi"),
    A.sync(),
    A.ask(
      ...hpub("{reply}", ["A: 1"], "yes"),
      ...hpub("{reply}", ["A: 2"], ""),
      ...hpub("{reply}", [], "more"),
    ),
    B.sync(),
  ], extras),
  session("an answer to several requests with one reply", [
    A.ask(as("a")),
    A.ask("SUB svc q 1"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB svc in 1", "1", "PUB svc in 1", "2"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes"),
    B.sync(),
  ], extras),
  session("a verbose client asks a service", [
    A.ask(as("a", ',"verbose":true')),
    A.ask("SUB svc 1"),
    B.ask(as("b", ',"verbose":true')),
    B.ask("SUB in 2", "PUB svc in 2", "hi", "PUB many in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes"),
    B.sync(),
  ], extras),
  session("an answer may come after who answers has left its subscription", [
    A.ask(as("a")),
    A.ask("SUB svc 1", "UNSUB 1 1"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB svc in 2", "hi", "PUB svc in 2", "no"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes"),
    B.sync(),
  ], extras),
  session("UNSUB with a number counts what comes from another account", [
    B.ask(as("b")),
    B.ask("SUB st.* 1", "UNSUB 1 2"),
    A.ask(as("a")),
    A.ask("PUB st.a 1", "1", "PUB st.a 1", "2", "PUB st.a 1", "3"),
    B.sync(),
  ], extras),
];
