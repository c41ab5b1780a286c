/** The import map with which the tests of nats.js run on natwire's client, or on nats.js itself. */
import { filesUnder, readDenoJson, root } from "../tools.ts";

/** The folder of the adapter. */
export const adapter = `${root}tests/conformance/natsjs/`;

/** Whose client the tests are run on. */
export type Client = "natwire" | "nats.js";

const CORE: Readonly<Record<string, string>> = {
  core: "@nats-io/nats-core",
  "transport-deno": "@nats-io/transport-deno",
};

/** The packages of nats.js whose tests are run, and their names. */
export const suites: Readonly<Record<Client, Readonly<Record<string, string>>>> = {
  natwire: CORE,
  "nats.js": { ...CORE, services: "@nats-io/services" },
};

/** The checkouts that are needed; both end in a slash. */
export interface Checkouts {
  /** Of nats-io/nats.js. */
  clone: string;
  /** Of denoland/std, as JSR may be out of reach. */
  std: string;
}

/** Packages that the tests use beside the client, as nats.js 3.4 pins them. */
const PACKAGES: Readonly<Record<string, string>> = {
  "@nats-io/jwt": "npm:@nats-io/jwt@0.0.11",
  "@nats-io/nkeys": "npm:@nats-io/nkeys@2.0.3",
  "@nats-io/nuid": "npm:@nats-io/nuid@3.0.0",
};

/** The packages of std that the tests use. */
const STD: readonly string[] = ["assert", "io", "bytes", "path", "async", "fmt"];

/**
 * Writes the map and gives its path. Its keys are paths: an import of the client's sources by a relative path
 * ends at the adapter, and the checkout stays untouched.
 */
export async function writeSuiteMap({ clone, std }: Checkouts, client: Client): Promise<string> {
  const imports: Record<string, string> = { ...PACKAGES };
  const scopes: Record<string, Record<string, string>> = {};
  for (const [folder, name] of Object.entries(suites[client])) {
    const sources = client === "natwire" ? `${adapter}${folder}/` : `${clone}${folder}/src/`;
    if (client === "natwire") imports[`${clone}${folder}/src/`] = sources;
    imports[name] = `${sources}mod.ts`;
    imports[`${name}/internal`] = `${sources}internal_mod.ts`;
    scopes[`${clone}${folder}/tests/`] = { nst: `${clone}${folder}/tests/nst.ts` };
  }
  for (const name of STD) {
    imports[`@std/${name}`] = `${std}${name}/mod.ts`;
    imports[`@std/${name}/`] = `${std}${name}/`;
  }
  // Parts of std import each other by names that only JSR knows.
  for (const name of ["internal", "bytes"]) {
    const files = (await filesUnder(`${std}${name}/`, ".ts")).filter((file) => !file.includes("/"));
    for (const file of files) {
      imports[`@std/${name}/${file.slice(0, -".ts".length).replaceAll("_", "-")}`] = `${std}${name}/${file}`;
    }
  }
  for (const [name, target] of Object.entries((await readDenoJson()).imports)) {
    imports[name] ??= target.startsWith("./") ? root + target.slice(2) : target;
  }
  const path = `${root}.cache/natsjs/import_map_${client}.json`;
  await Deno.mkdir(`${root}.cache/natsjs`, { recursive: true });
  await Deno.writeTextFile(path, JSON.stringify({ imports, scopes }, null, 2) + "\n");
  return path;
}
