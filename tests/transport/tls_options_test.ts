import { InvalidArgumentError } from "../../src/errors.ts";
import { checkTlsOptions } from "../../src/transport/tls_options.ts";
import type { TlsOptions } from "../../src/transport/transport.ts";
import { assertEquals, assertThrows, test } from "../_test.ts";

const CERT = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
const KEY = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
const RSA_KEY = KEY.replaceAll("PRIVATE", "RSA PRIVATE");

test("checkTlsOptions takes what goes together", () => {
  const good: TlsOptions[] = [
    {},
    { ca: CERT },
    { caFile: "ca.pem", servername: "localhost", handshakeFirst: true, rejectUnauthorized: false },
    { cert: `bag attributes\n${CERT}${CERT}`, key: KEY, passphrase: "secret" },
    { certFile: "cert.pem", key: RSA_KEY },
    { certFile: "cert.pem", keyFile: "key.pem", ca: undefined },
  ];
  for (const options of good) checkTlsOptions(options);
});

test("checkTlsOptions names what does not", () => {
  const bad: [object, string][] = [
    [{ ca: new Uint8Array(3) }, "'tls.ca' must be a string"],
    [{ caFile: "" }, "'tls.caFile' must not be empty"],
    [{ servername: 1 }, "'tls.servername' must be a string"],
    [{ handshakeFirst: "yes" }, "'tls.handshakeFirst' must be true or false"],
    [{ rejectUnauthorized: 0 }, "'tls.rejectUnauthorized' must be true or false"],
    [{ ca: CERT, caFile: "ca.pem" }, "'tls.ca','tls.caFile' are mutually exclusive"],
    [{ cert: CERT, certFile: "cert.pem", key: KEY }, "'tls.cert','tls.certFile' are mutually exclusive"],
    [{ cert: CERT, key: KEY, keyFile: "key.pem" }, "'tls.key','tls.keyFile' are mutually exclusive"],
    [{ ca: "ca.pem" }, "'tls.ca' must hold a certificate in PEM"],
    [{ cert: KEY, key: KEY }, "'tls.cert' must hold a certificate in PEM"],
    [{ cert: CERT, key: CERT }, "'tls.key' must hold a private key in PEM"],
    [{ cert: CERT }, "'tls.cert' needs 'tls.key' or 'tls.keyFile' as well"],
    [{ certFile: "cert.pem" }, "'tls.certFile' needs 'tls.key' or 'tls.keyFile' as well"],
    [{ keyFile: "key.pem" }, "'tls.keyFile' needs 'tls.cert' or 'tls.certFile' as well"],
    [{ passphrase: "secret" }, "'tls.passphrase' needs 'tls.key' or 'tls.keyFile' as well"],
  ];
  for (const [options, message] of bad) {
    const error = assertThrows(() => checkTlsOptions(options as TlsOptions), InvalidArgumentError);
    assertEquals(error.message, message);
  }
});
