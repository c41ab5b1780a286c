/** The package.json of the npm package. */
import type { DenoJson } from "./tools.ts";

/** The runtime of Node, as the builders map `#runtime`. */
export const NODE_RUNTIME = "src/runtime/node.ts";

/** The runtime of browsers, workers, and whatever else is not Node. */
export const WEB_RUNTIME = "src/runtime/web.ts";

/** Makes it from deno.json; `bin` is the source file of the command. */
export function packageJson(denoJson: DenoJson, bin: string): Record<string, unknown> {
  const exports: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(denoJson.exports)) {
    const built = builtFrom(path).replace(/\.js$/, "");
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
    // For what does not know "exports": TypeScript with the module resolution of old.
    main: builtFrom(denoJson.exports["."]!),
    types: builtFrom(denoJson.exports["."]!).replace(/\.js$/, ".d.ts"),
    exports,
    // Node, Bun and Deno ask for "node"; bundlers for browsers and workers do not.
    imports: { "#runtime": { node: builtFrom(NODE_RUNTIME), default: builtFrom(WEB_RUNTIME) } },
    bin: { natwire: builtFrom(bin).slice(2) },
    files: ["esm", "README.md", "LICENSE", "CHANGELOG.md"],
    engines: { node: ">=20.19" },
    // The cipher is loaded only when a curve key seals or opens, `ws` only by `wsconnect` on Node 20, which has no
    // WebSocket of its own; installed are they only by those who do that.
    peerDependencies: { "@noble/ciphers": "^2.0.0", bcryptjs: "^3.0.0", ws: "^8.0.0" },
    peerDependenciesMeta: {
      "@noble/ciphers": { optional: true },
      bcryptjs: { optional: true },
      ws: { optional: true },
    },
  };
}

/** Where a source file comes to lie in the package. */
function builtFrom(path: string): string {
  return `./esm/${path.replace(/^\.\//, "").replace(/\.ts$/, ".js")}`;
}
