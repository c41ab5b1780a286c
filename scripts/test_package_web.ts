/** Tries the installed package where WebSockets and browsers come in. */
import { must } from "./tools.ts";

/** How long one program may take. */
const PROGRAM_MS = 60_000;

/**
 * Bundles both entries that have a client, as a program for browsers does; `folder` is where natwire is installed.
 *
 * @throws when a bundle imports something, or says `node:` or `Deno.`.
 */
export async function bundleForBrowsers(folder: string): Promise<void> {
  for (const entry of ["natwire/web", "natwire"]) {
    const program = `import { wsconnect } from "${entry}";\nglobalThis.wsconnect = wsconnect;\n`;
    await Deno.writeTextFile(`${folder}/page.js`, program);
    const args = ["bundle", "--quiet", "--no-config", "--platform", "browser", "--node-modules-dir=manual"];
    await must(Deno.execPath(), [...args, "--output", "page.out.js", "page.js"], {
      cwd: folder,
      timeoutMs: PROGRAM_MS,
    });
    const code = await Deno.readTextFile(`${folder}/page.out.js`);
    if (!code.includes("wsconnect")) throw new Error(`${entry}: the bundle holds no wsconnect`);
    const [strange] = code.match(/^import .*|.*(?:\bnode:|\bDeno\.).*/m) ?? [];
    if (strange !== undefined) throw new Error(`${entry}: the bundle for browsers says ${strange.trim()}`);
  }
}

/** Has `wsconnect` say what is missing where Node has no WebSocket and `ws` is not installed. */
export async function wsconnectWithoutWs(node: string, folder: string): Promise<void> {
  const script = `
    import { wsconnect } from "natwire";
    delete globalThis.WebSocket;
    const error = await wsconnect({ servers: "ws://127.0.0.1:1" }).catch((error) => error);
    if (error.code !== "INVALID_OPERATION" || !error.message.includes("npm install ws")) throw error;`;
  await Deno.writeTextFile(`${folder}/without_ws.mjs`, script);
  await must(node, ["without_ws.mjs"], { cwd: folder, timeoutMs: PROGRAM_MS });
}
