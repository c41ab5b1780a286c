/** A raw client on a WebSocket, for what a WebSocket of the runtime cannot do: cookies, origins, close codes. */
import type { TlsOptions } from "../../src/transport/transport.ts";
import { frame, RawWebSocket, upgradeText } from "../runtime/_raw_websocket.ts";

const BINARY = 0x82;
const CLOSE = 0x88;

const decoder = new TextDecoder();

/** The client's end, after the upgrade. */
export class WebSocketPeer {
  readonly #socket: RawWebSocket;
  #text = "";

  private constructor(socket: RawWebSocket) {
    this.#socket = socket;
  }

  /** Connects with these headers. */
  static async open(
    url: string,
    headers: Record<string, string> = {},
    tls?: TlsOptions,
  ): Promise<WebSocketPeer> {
    return new WebSocketPeer(await open(url, headers, tls));
  }

  /** The status that an upgrade with these headers is answered with. */
  static async status(url: string, headers: Record<string, string>): Promise<number> {
    const socket = await open(url, headers);
    socket.transport.close();
    return Number(socket.answer.split(" ")[1]);
  }

  /** Sends text. */
  say(text: string): Promise<void> {
    return this.#socket.send(frame(BINARY, text));
  }

  /** Waits for a text. */
  async until(text: string): Promise<void> {
    while (!this.#text.includes(text)) {
      const next = await this.#socket.next();
      if (next === null) throw new Error(`the server hung up before ${text}: ${this.#text}`);
      this.#text += decoder.decode(next.payload);
    }
  }

  /** Waits for the close frame: its code and reason. */
  async closed(): Promise<[code: number, reason: string]> {
    for (;;) {
      const next = await this.#socket.next();
      if (next === null) throw new Error("the server hung up without a close frame");
      if (next.first !== CLOSE) continue;
      this.#socket.transport.close();
      const [high = 0, low = 0, ...reason] = next.payload;
      return [high << 8 | low, decoder.decode(Uint8Array.from(reason))];
    }
  }

  /** Hangs up. */
  close(): void {
    this.#socket.transport.close();
  }
}

function open(url: string, headers: Record<string, string>, tls?: TlsOptions): Promise<RawWebSocket> {
  return RawWebSocket.open(Number(new URL(url).port), upgradeText(headers), tls);
}
