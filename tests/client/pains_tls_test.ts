/** What hurts users of TLS with other NATS clients for JavaScript does not happen here, on either runtime. */

import { connect, ConnectionError, DialError, type TlsOptions } from "../../mod.ts";
import { certificates, type PemFiles, pemFiles } from "../_certificates.ts";
import { natsServer, type RunningNatsServer, startNatsServer } from "../_nats_server.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { nextStatus } from "./_client.ts";

const found = await natsServer();
const skip = "skip" in found ? found.skip : false;

/** Runs `body` with a nats-server that wants a certificate of its clients. */
async function withServer(
  more: string,
  body: (server: RunningNatsServer, files: PemFiles) => Promise<void>,
): Promise<void> {
  if ("skip" in found) throw new Error(found.skip);
  const { ca, server: pair, client } = await certificates();
  const files = await pemFiles({
    "ca.pem": ca.cert,
    "server.pem": pair.cert,
    "server.key": pair.key,
    "client.pem": client.cert,
    "client.key": client.key,
  });
  const [caFile, certFile, keyFile] = ["ca.pem", "server.pem", "server.key"].map(files.path);
  const tls = `cert_file: "${certFile}", key_file: "${keyFile}", ca_file: "${caFile}", verify: true`;
  const server = await startNatsServer({ path: found.path, config: `tls { ${tls}, ${more} }` });
  try {
    await body(server, files);
  } finally {
    await server.close();
    await files.close();
  }
}

for (const handshakeFirst of [false, true]) {
  const way = handshakeFirst ? "before INFO" : "behind INFO";

  test(`client certificates work ${way}, as text and from files, and again when reconnecting`, async () => {
    const { ca, client } = await certificates();
    await withServer(`handshake_first: ${handshakeFirst}`, async (server, files) => {
      const ways: TlsOptions[] = [
        { ca: ca.cert, cert: client.cert, key: client.key },
        {
          caFile: files.path("ca.pem"),
          certFile: files.path("client.pem"),
          keyFile: files.path("client.key"),
        },
      ];
      for (const tls of ways) {
        const nc = await connect({
          servers: `localhost:${server.port}`,
          tls: { ...tls, handshakeFirst },
          reconnectTimeWait: 0,
          reconnectJitter: 0,
          reconnectJitterTLS: 0,
        });
        nc.subscribe("a", { callback: (_error, msg) => void msg.respond("heard") });
        assertEquals((await nc.request("a")).string(), "heard");
        const back = nextStatus(nc, "reconnect");
        await nc.reconnect();
        await back;
        assertEquals((await nc.request("a")).string(), "heard");
        await nc.close();
      }
    });
  }, { skip });

  test(`a refused handshake ${way} names its cause, on both sides`, async () => {
    const { ca, foreignCa, client } = await certificates();
    await withServer(`handshake_first: ${handshakeFirst}`, async (server) => {
      const refused = async (tls: TlsOptions): Promise<ConnectionError> => {
        const options = { servers: `localhost:${server.port}`, tls: { ...tls, handshakeFirst } };
        return await assertRejects(() => connect({ ...options, reconnect: false }), ConnectionError);
      };
      const mine = { cert: client.cert, key: client.key };
      const unknown = await refused({ ca: foreignCa.cert, ...mine });
      const elsewhere = await refused({ ca: ca.cert, ...mine, servername: "elsewhere.example" });
      for (const error of [unknown, elsewhere]) {
        assert(error instanceof DialError && error.reason === "certificate", String(error));
        assertEquals(error.code, "TLS");
      }
      assert(elsewhere.message.includes("elsewhere.example"), elsewhere.message);
      // By TLS 1.3 the server says so only when the client takes itself for connected.
      const none = await refused({ ca: ca.cert });
      assert(none.message.includes("the server wants a certificate from the client"), String(none));
    });
  }, { skip });
}
