/** Reads out of a certificate (X.509, DER) what a server judges its owner by. [RFC 5280] */

import type * as crypto from "node:crypto";
import type { PeerCertificate } from "../transport/accepted.ts";
import { node } from "./node_global.ts";

/** Kinds of DER elements, by their first byte. */
const SEQUENCE = 0x30;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const BIT_TEXT_16 = 0x1e;
const BIT_TEXT_32 = 0x1c;
/** Text in UTF-8, or in letters that are the same there. */
const TEXTS = [0x0c, 0x12, 0x13, 0x16, 0x1a];
/** Text in Latin-1, as OpenSSL and Go read it. */
const LATIN_TEXT = 0x14;

/** The kinds of alternative names that are read. */
const EMAIL = 0x81;
const DNS_NAME = 0x82;
const URI = 0x86;

/** OBJECT IDENTIFIER 2.5.29.17, the extension with alternative names. */
const ALTERNATIVE_NAMES = "2.5.29.17";

/** The short names of attributes, as nats-server writes them. [nats-server internal/ldap/dn.go] */
const ATTRIBUTES: { readonly [oid: string]: string } = {
  "2.5.4.3": "CN",
  "2.5.4.5": "SERIALNUMBER",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "STREET",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.17": "POSTALCODE",
  "0.9.2342.19200300.100.1.25": "DC",
};

/** One element of DER. */
interface Element {
  /** Its first byte. */
  readonly kind: number;
  /** All of it. */
  readonly whole: Uint8Array;
  /** What it holds. */
  readonly content: Uint8Array;
}

/**
 * Reads a certificate.
 *
 * @throws {Error} when the bytes are no certificate.
 */
export function readPeerCertificate(der: Uint8Array): PeerCertificate {
  const fields = childrenOf(first(childrenOf(first(elementsOf(der)))));
  // What comes before the serial number, and what comes after the key, may be left out.
  const start = fields[0]?.kind === VERSION ? 1 : 0;
  const subject = fields[start + 4];
  const publicKey = fields[start + 5];
  if (subject?.kind !== SEQUENCE || publicKey?.kind !== SEQUENCE) throw notDer();
  const names = alternativeNames(fields.find(({ kind }) => kind === EXTENSIONS));
  const named = (kind: number): string[] => {
    return names.filter((name) => name.kind === kind).map(({ content }) => new TextDecoder().decode(content));
  };
  return {
    subject: distinguishedName(subject),
    emails: named(EMAIL),
    dnsNames: named(DNS_NAME),
    uris: named(URI),
    sha256: sha256(der),
    publicKeySha256: sha256(publicKey.whole),
  };
}

function sha256(bytes: Uint8Array): string {
  const { createHash }: typeof crypto = node().getBuiltinModule("node:crypto");
  return createHash("sha256").update(bytes).digest("hex");
}

function alternativeNames(extensions: Element | undefined): Element[] {
  if (extensions === undefined) return [];
  for (const extension of childrenOf(first(childrenOf(extensions)))) {
    const parts = childrenOf(extension);
    const value = parts.at(-1);
    if (value === undefined || oidOf(first(parts)) !== ALTERNATIVE_NAMES) continue;
    return childrenOf(first(elementsOf(value.content)));
  }
  return [];
}

/** A name as RFC 2253 writes it: the last part, which is the most specific one, comes first. */
function distinguishedName(name: Element): string {
  return childrenOf(name).reverse().map((part) => {
    return childrenOf(part).reverse().map(attribute).join("+");
  }).join(",");
}

function attribute(element: Element): string {
  const [type, value] = childrenOf(element);
  if (type === undefined || value === undefined) throw notDer();
  const oid = oidOf(type);
  const text = textOf(value);
  const name = ATTRIBUTES[oid];
  if (name === undefined || text === undefined) {
    const hex = Array.from(value.whole, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${name ?? oid}=#${hex}`;
  }
  return `${name}=${escaped(text)}`;
}

/** [RFC 2253, 2.4] */
function escaped(text: string): string {
  return text.replace(/[,+"\\<>;]|^[# ]| $/g, (letter) => `\\${letter}`);
}

function textOf({ kind, content }: Element): string | undefined {
  if (TEXTS.includes(kind)) return new TextDecoder().decode(content);
  if (kind === LATIN_TEXT) return Array.from(content, (byte) => String.fromCharCode(byte)).join("");
  if (kind === BIT_TEXT_16) return new TextDecoder("utf-16be").decode(content);
  if (kind !== BIT_TEXT_32) return undefined;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let text = "";
  for (let at = 0; at + 4 <= content.length; at += 4) text += String.fromCodePoint(view.getUint32(at));
  return text;
}

function oidOf({ content }: Element): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (numbers.length > 0) numbers.push(number);
    else {
      // The first two share one number.
      const top = Math.min(Math.floor(number / 40), 2);
      numbers.push(top, number - top * 40);
    }
    number = 0;
  }
  return numbers.join(".");
}

function childrenOf(element: Element): Element[] {
  return elementsOf(element.content);
}

function elementsOf(bytes: Uint8Array): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    let length = bytes[at + 1] ?? 0;
    let header = 2;
    if (length >= 0x80) {
      const count = length & 0x7f;
      if (count === 0 || count > 4) throw notDer();
      length = 0;
      for (; header < 2 + count; header++) length = length * 256 + (bytes[at + header] ?? 0);
    }
    const end = at + header + length;
    if (end > bytes.length) throw notDer();
    elements.push({
      kind: bytes[at]!,
      whole: bytes.subarray(at, end),
      content: bytes.subarray(at + header, end),
    });
    at = end;
  }
  return elements;
}

function first(elements: readonly Element[]): Element {
  const [element] = elements;
  if (element === undefined) throw notDer();
  return element;
}

function notDer(): Error {
  return new Error("the bytes are no certificate in DER");
}
