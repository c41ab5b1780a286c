import { dialTcp, writeTextFile } from "#runtime";
import { certificates } from "../_certificates.ts";
import { withFolder } from "../_folder.ts";
import { assertEquals, assertMatch, assertStringIncludes, test } from "../_test.ts";
import { runCli, startCli } from "./run_cli.ts";
import { readLine } from "./read_line.ts";

const READY = /Listening for client connections on 127\.0\.0\.1:(\d+)\n[^]*Server is ready\n/;

test("natwire server takes clients over TLS by its flags, with certificates where they ask for them", async () => {
  const { server: pair, ca } = await certificates();
  await withFolder(async (folder) => {
    const files = ["--tlscert", `${folder}/cert.pem`, "--tlskey", `${folder}/key.pem`];
    for (const more of [["--tls"], ["--tlsverify", "--tlscacert", `${folder}/ca.pem`]]) {
      const server = startCli("server", "-a", "127.0.0.1", "-p", "-1", ...files, ...more);
      const [, port] = await server.printed(READY);
      const person = await dialTcp({ hostname: "127.0.0.1", port: Number(port) });
      const info = await readLine(person);
      assertStringIncludes(info, '"tls_required":true');
      assertEquals(info.includes('"tls_verify":true'), more.includes("--tlsverify"));
      person.close();
      server.stop();
      const { code, err } = await server.ended;
      assertEquals(code, 0);
      assertStringIncludes(err, "[INF] TLS required for client connections\n");
    }
  }, { "cert.pem": pair.cert, "key.pem": pair.key, "ca.pem": ca.cert });
});

test("natwire server -t finds a key that is not that of the certificate", async () => {
  const { server: pair, client } = await certificates();
  await withFolder(async (folder) => {
    for (const block of ["tls", "websocket { port: 1, tls"]) {
      const end = block === "tls" ? "" : "}";
      await writeTextFile(
        `${folder}/a.conf`,
        `${block} { cert_file: "${folder}/cert.pem", key_file: "${folder}/key.pem" } ${end}\n`,
      );
      const { code, err } = await runCli("server", "-t", "-c", `${folder}/a.conf`);
      assertEquals(code, 1);
      assertStringIncludes(err, `${folder}/a.conf: 'tls.cert_file','tls.key_file' do not belong together`);
    }
  }, { "cert.pem": pair.cert, "key.pem": client.key });
});

test("natwire server does not start with a certificate that is not there", async () => {
  await withFolder(async (folder) => {
    const { code, out, err } = await runCli(
      "server",
      ...["-a", "127.0.0.1", "-p", "-1"],
      ...["--tlscert", `${folder}/none.pem`, "--tlskey", `${folder}/none.pem`],
    );
    assertEquals([code, out], [2, ""]);
    assertMatch(err, /natwire server: .*none\.pem/);
  });
});
