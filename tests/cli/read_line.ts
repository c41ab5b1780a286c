/** What a server says first, however many reads it comes in. */

import type { Transport } from "../../src/transport/transport.ts";

/** Reads to the end of a line; less where the server has closed. */
export async function readLine(transport: Transport): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  while (!text.endsWith("\r\n")) {
    const bytes = await transport.read();
    if (bytes === null) break;
    text += decoder.decode(bytes, { stream: true });
  }
  return text;
}
