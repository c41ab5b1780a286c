/** A small HTTP proxy for tests: it knows CONNECT and nothing else. */
import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A running proxy. */
export interface RunningProxy {
  /** Its address, without credentials. */
  readonly url: URL;
  /** What it was asked for: the lines of each request. */
  readonly requests: string[][];
  /** Drops all connections, and stops. */
  close(): Promise<void>;
}

/** Starts one; without `status` it connects to whatever it is asked for, otherwise it answers with that. */
export async function startProxy(status?: string): Promise<RunningProxy> {
  const requests: string[][] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client).once("data", (bytes) => {
      const lines = bytes.toString().trim().split("\r\n");
      requests.push(lines);
      if (status !== undefined) return client.end(`HTTP/1.1 ${status}\r\n\r\n`);
      const [, hostname, port] = /^CONNECT (\S+):(\d+) /.exec(lines[0] ?? "") ?? [];
      const upstream = keep(connect({ host: hostname!, port: Number(port) }));
      upstream.once("connect", () => {
        client.write("HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n");
        client.pipe(upstream).pipe(client);
      });
      upstream.once("close", () => client.destroy());
      client.once("close", () => upstream.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    requests,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
