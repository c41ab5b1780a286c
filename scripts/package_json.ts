/** The package.json of the npm package. */
import type { DenoJson } from "./tools.ts";

/** Makes it from deno.json; `bin` is the source file of the command. */
export function packageJson(denoJson: DenoJson, bin: string): Record<string, unknown> {
  const exports: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(denoJson.exports)) {
    const built = `./esm/${path.replace(/^\.\//, "").replace(/\.ts$/, "")}`;
    // "default", not "import": Node 20.19 and later load ES modules by require() as well.
    exports[name] = { types: `${built}.d.ts`, default: `${built}.js` };
  }
  exports["./package.json"] = "./package.json";
  return {
    name: "natwire",
    version: denoJson.version,
    description: "NATS in one TypeScript module: client, embeddable server and command, for Deno and Node",
    keywords: ["nats", "client", "server", "messaging", "pubsub"],
    license: denoJson.license,
    repository: { type: "git", url: "git+https://github.com/natwire/natwire.git" },
    bugs: { url: "https://github.com/natwire/natwire/issues" },
    type: "module",
    sideEffects: false,
    exports,
    bin: { natwire: `esm/${bin.replace(/\.ts$/, ".js")}` },
    files: ["esm", "README.md", "LICENSE", "CHANGELOG.md"],
    engines: { node: ">=20.19" },
    // Loaded only when a curve key seals or opens, and installed only by those who do that.
    peerDependencies: { "@noble/ciphers": "^2.0.0" },
    peerDependenciesMeta: { "@noble/ciphers": { optional: true } },
  };
}
