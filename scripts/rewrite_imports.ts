/** Changes what a module imports. */
import ts from "typescript";

/** Puts what `give` returns in the place of every specifier of a JavaScript module. */
export async function rewriteImports(
  text: string,
  give: (specifier: string) => string | Promise<string>,
): Promise<string> {
  const found = ts.preProcessFile(text, true, true).importedFiles;
  let result = "";
  let at = 0;
  for (const { fileName, pos } of found.sort((a, b) => a.pos - b.pos)) {
    // Only quoted specifiers count; a triple-slash reference or a comment is left alone.
    const start = text.indexOf(fileName, pos);
    const end = start + fileName.length;
    if (start < at || !/["'`]/.test(text[start - 1] ?? "")) continue;
    result += text.slice(at, start) + await give(fileName);
    at = end;
  }
  return result + text.slice(at);
}
