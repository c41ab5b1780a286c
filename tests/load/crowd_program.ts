/**
 * Clients that do not do what clients should, in a process of their own, which a test stops or kills. It runs when
 * its command line has the word {@link PROGRAM}, then a {@link Crowd} in JSON. It prints one line when all are
 * where they are to be, or have done what they are to do.
 */
import { connect as dial, type Socket } from "node:net";
import process from "node:process";

/** The word that makes this file a program. */
export const PROGRAM = "load-crowd-program";

/** What a crowd is made of. */
export interface Crowd {
  /**
   * `stuck` subscribe to `subject` and never read again, `half` send half a message, `idle` answer to PING, `wrong` log
   * in with a wrong password over and over, `churn` subscribe and unsubscribe over and over, `many` subscribe to
   * much and stay.
   */
  kind: "stuck" | "half" | "idle" | "wrong" | "churn" | "many";
  port: number;
  /** How many connections. */
  count: number;
  /** What `stuck` ones subscribe to. */
  subject?: string;
  /** How many logins, cycles or subscriptions there are in all. */
  times?: number;
}

const HELLO = 'CONNECT {"verbose":false,"protocol":1}\r\n';

/** How many of the cycles go out at a time. */
const CYCLES = 500;

function open(port: number, text: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = dial({ port, host: "127.0.0.1" });
    socket.once("error", reject);
    socket.once("connect", () => socket.write(text, () => resolve(socket)));
  });
}

/** Waits until what comes holds the text, or the server hangs up; gives what came. */
function until(socket: Socket, text: string): Promise<string> {
  return new Promise((resolve) => {
    let all = "";
    const take = (bytes: { toString(): string }) => {
      all += bytes.toString();
      if (all.includes(text)) finish();
    };
    const finish = () => {
      socket.off("data", take).off("close", finish);
      resolve(all);
    };
    socket.on("data", take).on("close", finish);
  });
}

/** Opens one and brings it to where it is to be. */
async function place({ kind, port, subject }: Crowd): Promise<void> {
  if (kind === "half") {
    const socket = await open(port, `${HELLO}PING\r\n`);
    await until(socket, "PONG");
    socket.write("PUB half 1000\r\nno more than this");
    return;
  }
  const socket = await open(port, `${HELLO}${subject === undefined ? "" : `SUB ${subject} 1\r\n`}PING\r\n`);
  await until(socket, "PONG");
  if (kind === "stuck") socket.pause();
  else socket.on("data", (bytes) => void (bytes.toString().includes("PING\r\n") && socket.write("PONG\r\n")));
  // What becomes of it is seen by the server.
  socket.on("error", () => {});
}

/** Subscribes to subjects of its own. */
async function subscribeToMany(port: number, times: number, client: number): Promise<void> {
  const socket = await open(port, HELLO);
  for (let made = 0; made < times; made += CYCLES) {
    let text = "";
    for (let sid = made; sid < Math.min(made + CYCLES, times); sid++) {
      text += `SUB many.${client}.device${sid}.data ${sid}\r\n`;
    }
    const answered = until(socket, "PONG");
    socket.write(`${text}PING\r\n`);
    await answered;
  }
}

/** Logs in with a wrong password, and waits to be told so. */
async function wrongLogin(port: number): Promise<boolean> {
  const socket = await open(port, 'CONNECT {"user":"u","pass":"wrong","verbose":false}\r\nPING\r\n');
  socket.on("error", () => {});
  const said = await until(socket, "'Authorization Violation'");
  socket.destroy();
  return said.includes("Authorization Violation");
}

/** Subscribes and unsubscribes. */
async function churn(port: number, times: number): Promise<void> {
  const socket = await open(port, HELLO);
  for (let done = 0; done < times; done += CYCLES) {
    let text = "";
    for (let cycle = done; cycle < done + CYCLES; cycle++) {
      text += `SUB churn.${cycle}.${cycle % 7 === 0 ? ">" : "a"} ${cycle % 5 === 0 ? "q " : ""}${cycle}\r\n` +
        `UNSUB ${cycle}\r\n`;
    }
    const answered = until(socket, "PONG");
    socket.write(`${text}PING\r\n`);
    await answered;
  }
  socket.destroy();
}

async function main(crowd: Crowd): Promise<void> {
  const { kind, port, count, times = 0 } = crowd;
  let done = 0;
  let refused = 0;
  await Promise.all(Array.from({ length: count }, async (_, client) => {
    if (kind === "many") return await subscribeToMany(port, Math.floor(times / count), client);
    if (kind === "churn") return await churn(port, Math.floor(times / count));
    if (kind !== "wrong") return await place(crowd);
    while (done++ < times) if (await wrongLogin(port)) refused++;
  }));
  console.log(JSON.stringify({ kind, count, refused }));
  // Those that are where they are to be stay there until somebody ends this.
  if (kind !== "wrong" && kind !== "churn") setInterval(() => {}, 60_000);
}

const at = process.argv.indexOf(PROGRAM);
if (at >= 0) await main(JSON.parse(process.argv[at + 1]!) as Crowd);
