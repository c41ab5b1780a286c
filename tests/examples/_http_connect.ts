/** An example of a transport of one's own: NATS through an HTTP proxy, by its method CONNECT. (RFC 9110, 9.3.6) */
import { connect as connectSocket, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { type DialOptions, streamTransport, type Transport } from "../../mod.ts";

/** The longest answer of a proxy that is read: what is longer is no proxy. */
const MAX_ANSWER_BYTES = 16 * 1024;

/**
 * Makes the option `dial` for connections through a proxy: `connect({ servers, dial: throughProxy(url) })`.
 *
 * Credentials in the URL of the proxy go to the proxy. An answer other than 200 fails the dial.
 */
export function throughProxy(proxy: URL): (to: DialOptions) => Promise<Transport> {
  return async ({ hostname, port, signal }) => {
    const target = hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
    const socket = connectSocket({ host: proxy.hostname, port: Number(proxy.port || 80), noDelay: true });
    const abort = () => socket.destroy(signal?.reason);
    signal?.addEventListener("abort", abort);
    try {
      signal?.throwIfAborted();
      socket.write(requestFor(target, proxy));
      await readAnswer(socket, target);
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
    const { readable, writable } = Duplex.toWeb(socket);
    return streamTransport({ readable, writable, peer: target });
  };
}

function requestFor(target: string, { username, password }: URL): string {
  const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`];
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  if (username !== "") lines.push(`Proxy-Authorization: Basic ${btoa(credentials)}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** Reads up to the empty line behind the headers; what comes after it stays in the socket. */
async function readAnswer(socket: Socket, target: string): Promise<void> {
  let answer = "";
  while (!answer.includes("\r\n\r\n")) {
    await new Promise<void>((resolve, reject) => {
      socket.once("readable", resolve).once("error", reject);
      socket.once("end", () => reject(new Error("the proxy closed the connection")));
    });
    for (let bytes = socket.read(); bytes !== null; bytes = socket.read()) {
      answer += new TextDecoder("latin1").decode(bytes);
    }
    if (answer.length > MAX_ANSWER_BYTES) throw new Error("the proxy answers with something other than HTTP");
  }
  const end = answer.indexOf("\r\n\r\n") + 4;
  const status = /^HTTP\/1\.[01] (\d{3})[^\r\n]*/.exec(answer);
  if (status?.[1] !== "200") throw new Error(`the proxy refuses to connect to ${target}: ${status?.[0]}`);
  if (end < answer.length) {
    socket.unshift(Uint8Array.from(answer.slice(end), (letter) => letter.charCodeAt(0)));
  }
}
