/** A real browser: finds one on the machine, and has it run a program in a page. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env, start } from "../_process.ts";

/** The names a browser of this kind goes by. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** How long a program in a page may take, the start of the browser included. */
const PROGRAM_MS = 45_000;

/** The browser named by `CHROMIUM` or found on PATH, or the reason why tests that need one are skipped. */
export function findBrowser(): { path: string } | { skip: string } {
  const folders = (env("PATH") ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const named = env("CHROMIUM");
  const path = (named ? [named, ...onPath] : onPath).find((each) => existsSync(each));
  return path === undefined ? { skip: "no browser: no chromium on PATH or named by CHROMIUM" } : { path };
}

/** What a page is made of. */
export interface PageOptions {
  /** The browser. */
  path: string;
  /** The JavaScript module that the page runs; it hands its result to `report`, a function that is there. */
  program: string;
  /** True to run it in a worker. */
  worker?: boolean;
  /** The import map of the page. */
  imports?: Record<string, string>;
  /** Gives the other modules, by their path. */
  module(path: string): Promise<string>;
}

/** Shows the page, waits until its program reports, and gives what it reported. */
export async function runInBrowser(options: PageOptions): Promise<unknown> {
  let settle!: { resolve: (result: unknown) => void; reject: (error: Error) => void };
  const reported = new Promise<unknown>((resolve, reject) => settle = { resolve, reject });
  reported.catch(() => {});
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    if (path === "/report") {
      const { error, result } = JSON.parse(await bodyOf(request)) as { error?: string; result?: unknown };
      if (error === undefined) settle.resolve(result);
      else settle.reject(new Error(`in the browser: ${error}`));
      return response.end();
    }
    const served = await serve(path, options);
    if (served === undefined) response.writeHead(404);
    else response.writeHead(200, { "content-type": served.type });
    response.end(served?.text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const profile = await mkdtemp(join(tmpdir(), "natwire-browser-"));
  const browser = start(options.path, [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    `--user-data-dir=${profile}`,
    "--remote-debugging-port=0",
    `http://127.0.0.1:${port}/`,
  ]);
  const timer = setTimeout(() => settle.reject(new Error(`no report:\n${browser.output()}`)), PROGRAM_MS);
  void browser.ended.then(() => settle.reject(new Error(`the browser ended:\n${browser.output()}`)));
  try {
    return await reported;
  } finally {
    clearTimeout(timer);
    await browser.stop();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}

/** Reports to the server of the page, also what nobody caught. */
const REPORT = `
const tell = (what) => fetch("/report", { method: "POST", body: JSON.stringify(what) });
const report = (result) => tell({ result });
const fail = (error) => tell({ error: String(error?.stack ?? error) });
addEventListener("error", (event) => fail(event.error ?? event.message));
addEventListener("unhandledrejection", (event) => fail(event.reason));
`;

async function serve(
  path: string,
  options: PageOptions,
): Promise<{ type: string; text: string } | undefined> {
  if (path === "/") {
    const script = options.worker
      ? `${REPORT} new Worker("/program.js", { type: "module" }).onerror = (event) => fail(event.message);`
      : `${REPORT} import("/program.js").catch(fail);`;
    const map = JSON.stringify({ imports: options.imports ?? {} });
    const head = `<!doctype html><title>natwire</title><script type="importmap">${map}</script>`;
    return { type: "text/html", text: `${head}<script>${script}</script>` };
  }
  try {
    const text = path === "/program.js" ? REPORT + options.program : await options.module(path);
    return { type: "text/javascript", text };
  } catch {
    return undefined;
  }
}
