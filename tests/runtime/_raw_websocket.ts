/** A WebSocket client made of bytes, for what no real client would send. */

import { dialTcp } from "../_runtime.ts";
import type { TlsOptions, Transport } from "../../src/transport/transport.ts";
import { bytesOf } from "../transport/_contract.ts";

/** A frame as it was received. */
export interface Frame {
  /** Its first byte: whether it is final and compressed, and its kind. */
  readonly first: number;
  /** What it carries. */
  readonly payload: Uint8Array;
}

/** The key of every upgrade here, and its answer: those of RFC 6455, 1.3. */
export const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
export const ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/** The headers that a client sends; those of `more` replace or, where empty, remove one. */
export function upgradeText(more: Record<string, string> = {}, line = "GET / HTTP/1.1"): string {
  const headers: Record<string, string> = {
    "Host": "127.0.0.1",
    "Upgrade": "websocket",
    "Connection": "keep-alive, Upgrade",
    "Sec-WebSocket-Key": KEY,
    "Sec-WebSocket-Version": "13",
    ...more,
  };
  const lines = Object.entries(headers).filter(([, value]) => value !== "").map(([name, value]) =>
    `${name}: ${value}`
  );
  return `${[line, ...lines].join("\r\n")}\r\n\r\n`;
}

/** A frame as a client sends it. */
export function frame(first: number, payload: Uint8Array | string, { masked = true } = {}): Uint8Array {
  const bytes = typeof payload === "string" ? bytesOf(payload) : payload;
  const mask = masked ? 0x80 : 0;
  const head = bytes.length < 126
    ? [first, mask | bytes.length]
    : bytes.length < 65536
    ? [first, mask | 126, bytes.length >> 8, bytes.length & 255]
    : [
      first,
      mask | 127,
      0,
      0,
      0,
      0,
      bytes.length >>> 24,
      bytes.length >>> 16,
      bytes.length >>> 8,
      bytes.length,
    ];
  if (!masked) return Uint8Array.from([...head, ...bytes]);
  const key = [0x11, 0x22, 0x83, 0xf4];
  return Uint8Array.from([...head, ...key, ...bytes.map((byte, index) => byte ^ key[index % 4]!)]);
}

/** The client's end. */
export class RawWebSocket {
  readonly transport: Transport;
  /** What the server answered. */
  readonly answer: string;
  #rest: Uint8Array;

  private constructor(transport: Transport, answer: string, rest: Uint8Array) {
    this.transport = transport;
    this.answer = answer;
    this.#rest = rest;
  }

  /** Connects, and asks for a WebSocket. */
  static async open(port: number, request: string, tls?: TlsOptions): Promise<RawWebSocket> {
    const where = { hostname: "127.0.0.1", port, serverName: "localhost" };
    const transport = await dialTcp(
      tls === undefined ? where : { ...where, tls: { handshakeFirst: true, ...tls } },
    );
    await transport.write(bytesOf(request));
    let text = "";
    while (!text.includes("\r\n\r\n")) {
      const bytes = await transport.read();
      if (bytes === null) break;
      text += String.fromCharCode(...bytes);
    }
    const end = text.indexOf("\r\n\r\n") + 4;
    const rest = Uint8Array.from(text.slice(end), (letter) => letter.charCodeAt(0));
    return new RawWebSocket(transport, text.slice(0, end), rest);
  }

  /** Sends bytes of frames. */
  send(...frames: Uint8Array[]): Promise<void> {
    return this.transport.write(Uint8Array.from(frames.flatMap((each) => [...each])));
  }

  /** What follows to the end, where it is no frame. */
  async text(): Promise<string> {
    while (await this.#more());
    return new TextDecoder().decode(this.#rest);
  }

  /** Waits for the next frame; null at the end. */
  async next(): Promise<Frame | null> {
    for (;;) {
      const found = this.#take();
      if (found !== null) return found;
      if (!await this.#more()) return null;
    }
  }

  /** Waits for the end, and gives the frames until then. */
  async frames(): Promise<Frame[]> {
    const frames: Frame[] = [];
    for (let each = await this.next(); each !== null; each = await this.next()) frames.push(each);
    this.transport.close();
    return frames;
  }

  async #more(): Promise<boolean> {
    const bytes = await this.transport.read();
    if (bytes === null) return false;
    this.#rest = Uint8Array.from([...this.#rest, ...bytes]);
    return true;
  }

  #take(): Frame | null {
    const rest = this.#rest;
    const view = new DataView(rest.buffer);
    const short = rest[1] ?? 0;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (rest.length < head) return null;
    const length = short === 126 ? view.getUint16(2) : short === 127 ? Number(view.getBigUint64(2)) : short;
    if (rest.length < head + length) return null;
    this.#rest = rest.slice(head + length);
    return { first: rest[0]!, payload: rest.slice(head, head + length) };
  }
}

/** The code and reason of a frame that closes. */
export function closing({ first, payload }: Frame): string {
  if (first !== 0x88) return `no close but ${first}`;
  if (payload.length === 0) return "none";
  return `${payload[0]! * 256 + payload[1]!} ${new TextDecoder().decode(payload.subarray(2))}`;
}
