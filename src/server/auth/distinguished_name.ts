/**
 * Distinguished names, as users are called who are known by the subject of their certificate.
 * [nats-server internal/ldap, RFC 4514; Go crypto/x509/pkix]
 */

/** A part of a name: `CN=alice`. */
interface Attribute {
  readonly type: string;
  readonly value: string;
}

/** A name: relative names of one or several attributes, the most specific one first. */
export type DistinguishedName = readonly (readonly Attribute[])[];

/** The types that nats-server compares; a subject with another one is not compared part by part. */
const COMPARED_TYPES: ReadonlySet<string> = new Set(
  ["CN", "SERIALNUMBER", "C", "L", "ST", "STREET", "O", "OU", "POSTALCODE", "DC"],
);

/** The types that Go's `pkix.Name` keeps, in the order in which it writes them. */
const LEGACY_ORDER = ["SERIALNUMBER", "CN", "POSTALCODE", "STREET", "ST", "L", "OU", "O", "C"];

/** Those of them that it keeps only the last one of. */
const LEGACY_SINGLE: ReadonlySet<string> = new Set(["SERIALNUMBER", "CN"]);

/** Reads a distinguished name; undefined for what is none. */
export function parseDistinguishedName(text: string): DistinguishedName | undefined {
  const names: Attribute[][] = [];
  let attributes: Attribute[] = [];
  let from = 0;
  for (;;) {
    const end = partEnd(text, from);
    const attribute = attributeOf(text.slice(from, end));
    // Nothing behind the last comma is as good as no comma.
    if (attribute === undefined) return end === text.length && text.slice(from) === "" ? done() : undefined;
    attributes.push(attribute);
    if (end === text.length) return done();
    if (text[end] === ",") {
      names.push(attributes);
      attributes = [];
    }
    from = end + 1;
  }

  function done(): DistinguishedName | undefined {
    if (attributes.length > 0) names.push(attributes);
    return names.length > 0 ? names : undefined;
  }
}

/** Tells whether two names have the same parts in the same order. */
export function isSameName(a: DistinguishedName, b: DistinguishedName): boolean {
  return a.length === b.length && a.every((attributes, at) => isSameRelative(attributes, b[at]!));
}

/** Tells whether two names have the same parts in any order. */
export function hasSameParts(a: DistinguishedName, b: DistinguishedName): boolean {
  if (a.length !== b.length) return false;
  const left = [...b];
  return a.every((attributes) => {
    const at = left.findIndex((other) => isSameRelative(attributes, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Tells whether nats-server compares a certificate's subject part by part. */
export function isCompared(name: DistinguishedName): boolean {
  return name.every((attributes) => attributes.every(({ type }) => COMPARED_TYPES.has(type.toUpperCase())));
}

/**
 * A subject as Go writes it, which sorts its parts by their type: with the domain components at the end where
 * there are any, and without.
 */
export function legacyTexts(name: DistinguishedName): string[] {
  // The certificate has the least specific part first.
  const attributes = name.toReversed().flatMap((relative) => relative.toReversed());
  const parts: string[] = [];
  for (const type of LEGACY_ORDER) {
    const values = attributes.filter((attribute) => attribute.type.toUpperCase() === type);
    const kept = LEGACY_SINGLE.has(type) ? values.slice(-1) : values;
    if (kept.length > 0) parts.push(kept.map(({ value }) => `${type}=${escaped(value)}`).join("+"));
  }
  const plain = parts.join(",");
  const components = attributes.filter(({ type }) => type.toUpperCase() === "DC");
  if (components.length === 0) return [plain];
  return [`${plain},${components.map(({ value }) => `DC=${value}`).join(",")}`, plain];
}

/** Where the attribute that begins at `from` ends: at the next comma or plus that is not escaped. */
function partEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "," || text[at] === "+") return at;
  }
  return text.length;
}

function attributeOf(text: string): Attribute | undefined {
  const equals = text.indexOf("=");
  if (equals <= 0) return undefined;
  const type = text.slice(0, equals).trim();
  const value = unescaped(text.slice(equals + 1));
  // A number sign begins a value in BER, which nats-server does not read either.
  if (type === "" || value === undefined || text[equals + 1] === "#") return undefined;
  return { type, value };
}

/** The value without its escapes, and without spaces around it that are not escaped. */
function unescaped(text: string): string | undefined {
  const bytes: number[] = [];
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter !== "\\") {
      if (letter === " " && bytes.length === 0) continue;
      bytes.push(...new TextEncoder().encode(String.fromCodePoint(text.codePointAt(at)!)));
      if (text.codePointAt(at)! > 0xffff) at++;
      if (letter !== " ") kept = bytes.length;
      continue;
    }
    const [special] = /^[ "#+,;<=>\\]/.exec(text.slice(at + 1)) ?? [];
    const [hex] = /^[0-9a-fA-F]{2}/.exec(text.slice(at + 1)) ?? [];
    if (special === undefined && hex === undefined) return undefined;
    bytes.push(special === undefined ? parseInt(hex!, 16) : special.charCodeAt(0));
    at += special === undefined ? 2 : 1;
    kept = bytes.length;
  }
  return new TextDecoder().decode(Uint8Array.from(bytes.slice(0, kept)));
}

function escaped(value: string): string {
  return value.replace(/[,+"\\<>;]|^[# ]| $/g, "\\$&");
}

function isSameRelative(a: readonly Attribute[], b: readonly Attribute[]): boolean {
  return a.length === b.length && a.every((one) => hasAttribute(b, one)) &&
    b.every((one) => hasAttribute(a, one));
}

function hasAttribute(attributes: readonly Attribute[], wanted: Attribute): boolean {
  return attributes.some(({ type, value }) =>
    type.toUpperCase() === wanted.type.toUpperCase() && value === wanted.value
  );
}
