/** The ten steps of the NATS Protocol Demo, as data. [docs.nats.io, NATS Protocol Demo] */

/** One of the two people: A subscribes, B publishes. */
export type Who = "A" | "B";

/** Stands in a list of expected lines for whatever INFO the server sends. */
export const ANY_INFO = "INFO {...}";

/** One thing a person does, and the lines that must come back for it, in order, on either terminal. */
export interface Act {
  who: Who;
  /** `opens` a terminal, `connects` by telnet (hanging up first), `types` lines, `waits` until hung up on. */
  does: "opens" | "connects" | "types" | "waits";
  lines?: readonly string[];
  expects?: Readonly<Partial<Record<Who, readonly string[]>>>;
}

/** A numbered step of the demo, with the line that explains it. */
export interface Step {
  explains: string;
  acts: readonly Act[];
}

/** How often the server sends PING in vain before it hangs up, in the idle step; the embedded server's setting. */
export const PINGS_BEFORE_STALE = 2;

/** The steps in order; a step's number is its place here, counted from 1. */
export const demoSteps: readonly Step[] = [
  {
    explains: "Open a terminal: A will be the subscriber.",
    acts: [{ who: "A", does: "opens" }],
  },
  {
    explains: "Connect to the server: it introduces itself with INFO, in JSON.",
    acts: [{ who: "A", does: "connects", expects: { A: [ANY_INFO] } }],
  },
  {
    explains: "Subscribe to the wildcard foo.* under an id of your choice, here 90.",
    acts: [{ who: "A", does: "types", lines: ["sub foo.* 90"], expects: { A: ["+OK"] } }],
  },
  {
    explains: "Open a second terminal: B will be the publisher.",
    acts: [{ who: "B", does: "opens" }],
  },
  {
    explains: "Connect B as well: each session gets a client_id of its own.",
    acts: [{ who: "B", does: "connects", expects: { B: [ANY_INFO] } }],
  },
  {
    explains: "Publish: subject and size, then the payload. A gets it as MSG with its id.",
    acts: [{
      who: "B",
      does: "types",
      lines: ["pub foo.bar 5", "hello"],
      expects: { B: ["+OK"], A: ["MSG foo.bar 90 5", "hello"] },
    }],
  },
  {
    explains: "Publish with a reply subject: A is told where an answer should go.",
    acts: [{
      who: "B",
      does: "types",
      lines: ["pub foo.bar optional.reply.subject 5", "hello"],
      expects: { B: ["+OK"], A: ["MSG foo.bar 90 optional.reply.subject 5", "hello"] },
    }],
  },
  {
    explains: "Unsubscribe: nothing for id 90 reaches A from here on.",
    acts: [{ who: "A", does: "types", lines: ["unsub 90"], expects: { A: ["+OK"] } }],
  },
  {
    explains: "Reconnect and subscribe again: a session that ends leaves nothing behind.",
    acts: [
      { who: "A", does: "connects", expects: { A: [ANY_INFO] } },
      { who: "A", does: "types", lines: ["sub foo.* 90"], expects: { A: ["+OK"] } },
    ],
  },
  {
    explains: "Ping, then stay idle: the server pings too, and hangs up if no pong comes.",
    acts: [
      { who: "A", does: "types", lines: ["ping"], expects: { A: ["PONG"] } },
      {
        who: "A",
        does: "waits",
        expects: { A: [...Array<string>(PINGS_BEFORE_STALE).fill("PING"), "-ERR 'Stale Connection'"] },
      },
    ],
  },
];
