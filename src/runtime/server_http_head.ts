/** The head of an HTTP/1 request, and of its answer. [RFC 9110, RFC 9112] */

import type { Transport } from "../transport/transport.ts";

/** As in Node; Go's own limit is 1 MiB, which no client of a NATS server comes near. */
const MAX_HEAD_BYTES = 16 * 1024;

/** What a method and the name of a header are made of. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What a target and the value of a header may hold: no control characters. */
const TEXT = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The words of the status codes in use. */
const REASONS: { readonly [status: number]: string } = {
  200: "OK",
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** What a client asks for. */
export interface RequestHead {
  /** The method, in capitals: `GET`. */
  readonly method: string;
  /** The target up to the `?`, as it was sent. */
  readonly path: string;
  /** What stands behind the `?`; empty where there is none. */
  readonly query: string;
  /** The minor version: 0 or 1. */
  readonly minor: number;
  /** The headers, names in lower case; where there are several of a name, joined by commas (cookies by `;`). */
  readonly headers: Readonly<Record<string, string>>;
}

/** Why a request cannot be answered: the status that says so. */
export class BadRequest extends Error {
  /** The status: 400 or 431. */
  readonly status: number;

  /** Takes the status and what is wrong, for logs. */
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads the requests on a connection, one after the other. */
export class HeadReader {
  readonly #transport: Transport;
  #buffer: Uint8Array = new Uint8Array(1024);
  #bytes = 0;

  /** Reads from there from now on. */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** How much was read that belongs to no request yet, in bytes. */
  get waiting(): number {
    return this.#bytes;
  }

  /**
   * Waits for the next request; null where the client ended before it was complete.
   *
   * @throws {BadRequest} where it is none, or too long.
   */
  async next(): Promise<RequestHead | null> {
    for (let from = 0;;) {
      const end = this.#end(from);
      if (end >= 0) return parseHead(this.#take(end));
      if (this.#bytes >= MAX_HEAD_BYTES) throw new BadRequest(431, "the headers are too long");
      from = Math.max(this.#bytes - 3, 0);
      const read = await this.#transport.read();
      if (read === null) return null;
      this.#add(read);
    }
  }

  /** Where the empty line that ends the head is behind; -1 where it has not come. */
  #end(from: number): number {
    const buffer = this.#buffer;
    for (let at = from; at + 3 < this.#bytes; at++) {
      if (buffer[at] !== 13 || buffer[at + 1] !== 10) continue;
      if (buffer[at + 2] === 13 && buffer[at + 3] === 10) return at + 4;
    }
    return -1;
  }

  #add(bytes: Uint8Array): void {
    const total = this.#bytes + bytes.length;
    if (total > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(total, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#bytes));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#bytes);
    this.#bytes = total;
  }

  #take(end: number): string {
    if (end > MAX_HEAD_BYTES) throw new BadRequest(431, "the headers are too long");
    const text = Array.from(this.#buffer.subarray(0, end - 4), (byte) => String.fromCharCode(byte)).join("");
    this.#buffer.copyWithin(0, end, this.#bytes);
    this.#bytes -= end;
    return text;
  }
}

function parseHead(text: string): RequestHead {
  // Some clients send an empty line behind a body. [RFC 9112, 2.2]
  const [line = "", ...rest] = text.replace(/^(\r\n)+/, "").split("\r\n");
  const [, method = "", target = "", minor = ""] = /^(\S+) (\S+) HTTP\/1\.([01])$/.exec(line) ?? [];
  if (!TOKEN.test(method) || !TEXT.test(target)) {
    throw new BadRequest(400, "the first line is no request");
  }
  const headers = parseHeaders(rest);
  if (minor === "1" && !headers["host"]) throw new BadRequest(400, "'Host' missing in request");
  const [path, ...query] = target.replace(/^https?:\/\/[^/?]*/i, "").split("?");
  return { method, path: path || "/", query: query.join("?"), minor: Number(minor), headers };
}

function parseHeaders(lines: readonly string[]): Record<string, string> {
  // Without a prototype, as names come from the client.
  const headers: Record<string, string> = Object.create(null);
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0));
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, "");
    if (!TOKEN.test(name) || !TEXT.test(value)) throw new BadRequest(400, "a line is no header");
    const key = name.toLowerCase();
    const before = headers[key];
    headers[key] = before === undefined ? value : `${before}${key === "cookie" ? "; " : ", "}${value}`;
  }
  return headers;
}

/** Whether a header, a list with commas, holds a word; case does not matter. */
export function headerHolds(value: string | undefined, word: string): boolean {
  return (value ?? "").split(",").some((each) => each.trim().toLowerCase() === word.toLowerCase());
}

/** The first line of an answer, and its headers, with the empty line behind. */
export function answerHead(status: number, headers: Readonly<Record<string, string>>): string {
  let head = `HTTP/1.1 ${status} ${statusText(status)}\r\n`;
  for (const [name, value] of Object.entries(headers)) head += `${name}: ${value}\r\n`;
  return `${head}\r\n`;
}

/** The words of a status. */
export function statusText(status: number): string {
  return REASONS[status] ?? `Status ${status}`;
}

/** The answer to what cannot be answered otherwise, as Go's `http.Error` writes it; the connection ends with it. */
export function errorAnswer(status: number, headers: Readonly<Record<string, string>> = {}): string {
  const body = `${statusText(status)}\n`;
  return answerHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    ...headers,
    "X-Content-Type-Options": "nosniff",
    "Date": new Date().toUTCString(),
    "Content-Length": String(body.length),
    "Connection": "close",
  }) + body;
}
