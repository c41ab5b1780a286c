import { createAccount } from "../../../src/nkeys/mod.ts";
import { newNonce } from "../../../src/server/auth/nonce.ts";
import { hasSigned } from "../../../src/server/auth/signature.ts";
import { assert, assertEquals, assertMatch, test } from "../../_test.ts";
import { nkeyUser, NONCE } from "./_contexts.ts";

test("newNonce makes 15 letters of base64 for URLs, others each time", () => {
  const nonces = Array.from({ length: 50 }, newNonce);
  for (const nonce of nonces) assertMatch(nonce, /^[\w-]{15}$/);
  assertEquals(new Set(nonces).size, nonces.length);
});

test("hasSigned takes the signature of the letters, not of the bytes they stand for", () => {
  const user = nkeyUser();
  const { nkey } = user;
  const { url, padded } = user.sign(NONCE);
  assert(hasSigned(nkey, NONCE, url));
  assert(hasSigned(nkey, NONCE, padded));
  assert(!hasSigned(nkey, NONCE, user.sign(atob(NONCE + "=")).url));
  assert(!hasSigned(nkey, NONCE.slice(1), url));
  assert(!hasSigned(nkey, "", user.sign("").url));
});

test("hasSigned refuses what is no signature and what is no key of a user", () => {
  const user = nkeyUser();
  const { nkey } = user;
  const { url, padded } = user.sign(NONCE);
  for (
    const sig of ["", "x", url + "A", url.slice(1), padded.slice(0, -1), `${url}==`.slice(2), "ä".repeat(86)]
  ) {
    assertEquals(hasSigned(nkey, NONCE, sig), false, sig);
  }
  for (const key of ["", "U", nkey.slice(1), nkey.toLowerCase(), createAccount().getPublicKey()]) {
    assertEquals(hasSigned(key, NONCE, url), false, key);
  }
  const account = createAccount();
  const signature = account.sign(new TextEncoder().encode(NONCE));
  const sig = btoa(String.fromCharCode(...signature));
  assertEquals(hasSigned(account.getPublicKey(), NONCE, sig), false);
});
