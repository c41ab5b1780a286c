/** The digest of a configuration: equal to nats-server's for the same file. [nats-server conf/parse.go configDigest] */

import { binaryOf, utf8 } from "../../wire/bytes.ts";
import type { ConfigContent, ConfigMap } from "./value.ts";

/** Characters that Go writes as escapes although JSON would not need it. */
const ESCAPED = /[<>&\u2028\u2029]/g;

/** A SHA-256 over the values written as Go writes JSON; places, comments and spelling do not count. */
export async function configDigest(root: ConfigMap): Promise<string> {
  const parts: string[] = [];
  write(root, parts);
  const bytes = utf8(`${parts.join("")}\n`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256:${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function write(value: ConfigContent, parts: string[]): void {
  if (Array.isArray(value)) {
    parts.push("[");
    value.forEach((entry, at) => {
      if (at > 0) parts.push(",");
      write(entry.value, parts);
    });
    parts.push("]");
  } else if (value instanceof Map) {
    parts.push("{");
    sortedKeys(value).forEach((key, at) => {
      parts.push(at > 0 ? "," : "", jsonText(key), ":");
      write(value.get(key)!.value, parts);
    });
    parts.push("}");
  } else if (typeof value === "string") parts.push(jsonText(value));
  else if (value instanceof Date) parts.push(`"${value.toISOString().slice(0, -5)}Z"`);
  else parts.push(String(value));
}

function jsonText(text: string): string {
  return JSON.stringify(text).replace(
    ESCAPED,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The keys as their bytes compare. */
function sortedKeys(map: ConfigMap): string[] {
  const keys = [...map.keys()].map((key) => {
    const bytes = utf8(key);
    return { key, order: binaryOf(bytes, 0, bytes.length) };
  });
  return keys.sort((a, b) => a.order < b.order ? -1 : a.order > b.order ? 1 : 0).map(({ key }) => key);
}
