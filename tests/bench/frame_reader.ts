/** A small reader of protocol lines, for the load generators: they talk to clients and servers that are correct. */

const decoder = new TextDecoder("latin1");
const NOTHING = new Uint8Array(0);

/** Takes the words of a line, the verb first, and the payload of a message, good until this returns. */
export type OnFrame = (words: string[], payload: Uint8Array) => void;

/** Cuts a byte stream into lines and payloads. */
export class FrameReader {
  #rest: Uint8Array = NOTHING;

  /** Takes the next bytes and calls `onFrame` for each frame that is complete. */
  push(chunk: Uint8Array, onFrame: OnFrame): void {
    let bytes = chunk;
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + chunk.length);
      bytes.set(this.#rest);
      bytes.set(chunk, this.#rest.length);
    }
    let at = 0;
    for (;;) {
      const lineEnd = bytes.indexOf(10, at);
      if (lineEnd < 0) break;
      const words = decoder.decode(bytes.subarray(at, lineEnd - 1)).split(" ");
      let next = lineEnd + 1;
      let payload: Uint8Array = NOTHING;
      if (words[0] === "PUB" || words[0] === "MSG") {
        next += Number(words.at(-1)) + 2;
        if (next > bytes.length) break;
        payload = bytes.subarray(lineEnd + 1, next - 2);
      }
      onFrame(words, payload);
      at = next;
    }
    this.#rest = at === bytes.length ? NOTHING : bytes.slice(at);
  }
}
