/** Lets `scripts/build_npm_dnt.ts` be type-checked where JSR cannot be reached: the part of `@deno/dnt` it uses. */

/** What `build` is told. */
export interface BuildOptions {
  entryPoints: { name: string; path: string; kind?: "bin" | "export" }[];
  outDir: string;
  shims: Record<string, never>;
  mappings: Record<string, string>;
  importMap: string;
  package: { name: string; version: string } & Record<string, unknown>;
  scriptModule: false;
  typeCheck: false;
  test: boolean;
  skipNpmInstall: boolean;
  skipSourceOutput: boolean;
  compilerOptions: { target: "ES2022"; lib: ("ES2022" | "DOM" | "DOM.Iterable" | "ESNext")[] };
}

/** Never works: the caller is only started where JSR can be reached. */
export function build(_options: BuildOptions): Promise<void> {
  return Promise.reject(new Error("@deno/dnt is on JSR, which cannot be reached from here"));
}
