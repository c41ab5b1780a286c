import { redactConnect } from "../../src/observe/redact.ts";
import { assert, assertEquals, test } from "../_test.ts";

test("redactConnect shows everything but the credentials", () => {
  const rows: [sent: string, shown: string][] = [
    [`{"verbose":false,"user":"ann","lang":"js"}`, `{"verbose":false,"user":"ann","lang":"js"}`],
    [`{"user":"ann","pass":"s3cret","echo":true}`, `{"user":"ann","pass":"[REDACTED]","echo":true}`],
    [`{"auth_token":"s3cret"}`, `{"auth_token":"[REDACTED]"}`],
    [`{"pass":"s3cret","auth_token":"s3cret"}`, `{"pass":"[REDACTED]","auth_token":"[REDACTED]"}`],
    [`{ "password" : "s3cret", "a":1}`, `{ "password" : "[REDACTED]", "a":1}`],
    [`{"pass":""}`, `{"pass":"[REDACTED]"}`],
    [
      `{"nkey":"UAs3cret","sig":"s3cret","proxy_sig":"s3cret","jwt":"ey.s3cret"}`,
      `{"nkey":"[REDACTED]","sig":"[REDACTED]","proxy_sig":"[REDACTED]","jwt":"[REDACTED]"}`,
    ],
    [`{"signed":"no","design":"x","bypass":"x"}`, `{"signed":"no","design":"x","bypass":"x"}`],
  ];
  for (const [sent, shown] of rows) assertEquals(redactConnect(sent), shown);
});

test("redactConnect lets no part of a credential through, however it is written", () => {
  const written = [
    `{"pass":"s3cret\\"s3cret","user":"ann"}`,
    `{"pass":"\\\\\\"s3cret"}`,
    `{"PASS":"s3cret","Auth_Token":"s3cret"}`,
    `{"pass":s3cret}`,
    `{pass: s3cret, user: ann}`,
    `pass=s3cret`,
    `{"pass":"s3cret`,
    `{"pass":"s3cret\\`,
    `{"pass":["s3cret"]}`,
    `{"pass":{"a":"s3cret"}}`,
    `{"p\\u0061ss":"s3cret"}`,
    `{"pass"\n:\n"s3cret\ns3cret"}`,
    `{"pass":"s3cret, s3cret"}`,
  ];
  for (const text of written) assert(!redactConnect(text).includes("s3cret"), redactConnect(text));
});

test("redactConnect takes as long as the text is, whatever is in it", () => {
  const startMs = performance.now();
  for (const text of [" ", "pass ", "pass-", '"pass":', '"\\', '"pass":"\\"']) {
    redactConnect(text.repeat(4000));
  }
  assert(performance.now() - startMs < 2000);
});
