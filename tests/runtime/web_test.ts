import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { InvalidOperationError } from "../../src/errors.ts";
import { createUser, fromSeed } from "../../src/nkeys/nkeys.ts";
import { decodeSeed, publicKeyText } from "../../src/nkeys/text.ts";
import type { RuntimeModule } from "../../src/runtime/types.ts";
import * as web from "../../src/runtime/web.ts";
import { filesUnder, readText } from "../_files.ts";
import { bytesOf } from "../transport/_contract.ts";
import * as runtimeUnderTest from "#runtime";

test("web.ts has every name of RuntimeModule with its type", () => {
  const module: RuntimeModule = web;
  assertEquals(Object.keys(module).sort(), Object.keys(runtimeUnderTest).sort());
});

test("the files of web.ts name neither Deno nor a module of Node", async () => {
  const paths = (await filesUnder("src/runtime", ".ts")).filter((path) => /\/web[^/]*\.ts$/.test(path));
  assert(paths.length > 3);
  for (const path of paths) assertEquals([path, /\bDeno\.|node:/.test(await readText(path))], [path, false]);
});

test("web.ts tells what browsers lack in one sentence", async () => {
  const where = { hostname: "127.0.0.1", port: 4222 };
  const rejecting: Record<string, () => Promise<unknown>> = {
    "browsers and workers have no TCP: connect by 'wsconnect', or by what the option 'dial' makes": () =>
      web.dialTcp(where),
    "browsers and workers have no ports to listen on": () => web.listenTcp(where),
    "browsers and workers have no files: fetch what you need and hand over its bytes": () =>
      web.readTextFile("a"),
    "browsers and workers have no files": () => web.writeTextFile("a", "b"),
    "browsers and workers have no npm packages at run time: bundle a and hand it over": () =>
      web.importPackage({ name: "a", versions: "1" }),
  };
  for (const [message, call] of Object.entries(rejecting)) {
    assertEquals((await assertRejects(call, InvalidOperationError)).message, message);
  }
  for (
    const call of [web.removeFile, web.writeOut, web.writeErr, web.writeLog, web.openAppend, web.listFolder]
  ) {
    await assertRejects(() => call(""), InvalidOperationError, "browsers and workers have no");
  }
  await assertRejects(() => web.renameFile("a", "b"), InvalidOperationError, "browsers and workers have no");
  const none = new Uint8Array(32);
  const throwing = [
    () => web.sendSignal(1, "SIGHUP"),
    () => web.exit(1),
    () => web.processId(),
    () => web.publicKeyOf("ed25519", none),
    () => web.signEd25519(none, none),
    () => web.verifyEd25519(none, none, none),
    () => web.sharedSecret(none, none),
  ];
  for (const call of throwing) {
    assertThrows(call, InvalidOperationError, "browsers and workers have no");
  }
});

test("web.ts answers where nothing is an answer", async () => {
  assertEquals([web.args(), web.localAddresses(), web.env("PATH"), web.isTerminal()], [
    [],
    [],
    undefined,
    false,
  ]);
  assertEquals([web.terminalColumns(), web.requirePackage({ name: "a", versions: "1" })], [
    undefined,
    undefined,
  ]);
  assertEquals(web.runtime.name, "web");
  web.onSignal("SIGINT", () => {})();
  const channel = web.channel("natwire:publish");
  channel.publish({});
  assertEquals(channel.hasSubscribers, false);
  const tracing = web.tracing("natwire:request");
  assertEquals([tracing.hasSubscribers, await tracing.tracePromise(() => Promise.resolve(1), {})], [
    false,
    1,
  ]);
});

test("web.ts signs by WebCrypto what the other runtimes sign at once", async () => {
  const text = createUser().getSeed();
  const { prefix, seed } = decodeSeed(text);
  const nonce = bytesOf("a nonce");
  const { publicKey, signature } = await web.signLater(seed, nonce);
  assertEquals(publicKeyText(prefix, publicKey), fromSeed(text).getPublicKey());
  assertEquals(signature, fromSeed(text).sign(nonce));
  assertEquals(seed, decodeSeed(text).seed);
});
