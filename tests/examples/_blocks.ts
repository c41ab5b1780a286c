/**
 * The examples of a Markdown page.
 *
 * Every block of TypeScript has a comment on the line before it: `<!-- example: NAME -->` for one that is run,
 * `<!-- not run: REASON -->` for one that is not.
 */

/** One block of TypeScript. */
export interface Block {
  /** The line on which its code begins, counted from 1. */
  line: number;
  code: string;
  /** The name it was given, where it is to be run. */
  example?: string;
  /** Why it is not run. */
  notRun?: string;
}

/** Finds every block of TypeScript. */
export function typescriptBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split("\n");
  let mark = "";
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const fence = line.match(/^(`{3,})(\w*)/);
    if (fence === null) {
      if (line.trim() !== "") mark = line.trim();
      continue;
    }
    const [, ticks = "", language = ""] = fence;
    let end = at + 1;
    while (end < lines.length && lines[end]?.trimEnd() !== ticks) end++;
    if (language === "ts" || language === "typescript") {
      const block: Block = { line: at + 2, code: lines.slice(at + 1, end).join("\n") + "\n" };
      const [, kind, text = ""] = mark.match(/^<!-- (example|not run): (.+?) -->$/) ?? [];
      if (kind === "example") block.example = text;
      else if (kind === "not run") block.notRun = text;
      blocks.push(block);
    }
    at = end;
    mark = "";
  }
  return blocks;
}

/** The code with NATS's own port, and the public demo server, replaced by a server of ours. */
export function pointAt(code: string, port: number): string {
  return code.replaceAll("demo.nats.io:4222", `127.0.0.1:${port}`).replaceAll(
    "demo.nats.io",
    `127.0.0.1:${port}`,
  )
    .replaceAll("4222", String(port));
}

/** What the examples import, and the entry point it stands for. */
export function entryOf(specifier: string): string | undefined {
  const found = specifier.match(/^(?:(?:jsr:|npm:)?@natwire\/natwire|(?:npm:)?natwire)(?:@[^/]+)?(\/.+)?$/);
  return found === null ? undefined : `.${found[1] ?? ""}`;
}

/** A program that serves on a free port until it is told to end, and prints the port. */
export function serverProgram(specifier: string): string {
  return `import { createServer } from ${JSON.stringify(specifier)};
const server = await createServer({ host: "127.0.0.1", port: 0 });
console.log("port " + server.port);
`;
}
