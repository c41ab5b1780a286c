/** Small things that the tests of nats.js borrow from its sources for themselves; none of them touches a client. */

import { isIP as versionOfIP } from "node:net";

/** Whether a text is the address of a machine. */
export function isIP(text: string): boolean {
  return versionOfIP(text) !== 0;
}

/** Gathers what a loop would see. */
export async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** Copies fields of the later objects to the first. */
export function extend(target: object, ...others: object[]): object {
  return Object.assign(target, ...others);
}

/** The three numbers of a version. */
export interface SemVer {
  major: number;
  minor: number;
  micro: number;
}

/** Reads a version. */
export function parseSemVer(text = ""): SemVer {
  const [, major, minor, micro] = text.match(/(\d+)\.(\d+)\.(\d+)/) ?? [];
  if (micro === undefined) throw new Error(`'${text}' is not a semver value`);
  return { major: Number(major), minor: Number(minor), micro: Number(micro) };
}

/** Below 0 where the first version is the older one, above 0 where it is the newer one. */
export function compare(a: SemVer, b: SemVer): number {
  return Math.sign(a.major - b.major || a.minor - b.minor || a.micro - b.micro);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes put one behind the other. */
export class DataBuffer {
  #parts: Uint8Array[] = [];

  /** All of these as one. */
  static concat(...parts: Uint8Array[]): Uint8Array {
    return join(parts);
  }

  /** A text as bytes. */
  static fromAscii(text: string): Uint8Array {
    return new TextEncoder().encode(text);
  }

  /** Bytes as a text. */
  static toAscii(bytes: Uint8Array): string {
    return new TextDecoder().decode(bytes);
  }

  /** Puts bytes behind those that are there. */
  fill(bytes: Uint8Array): void {
    this.#parts.push(bytes);
  }

  /** What is there, which is put together only now: tests fill in many small pieces. */
  peek(): Uint8Array {
    const [all = new Uint8Array(0)] = this.#parts = this.#parts.length < 2
      ? this.#parts
      : [join(this.#parts)];
    return all;
  }

  /** Takes the first `count` bytes, or all. */
  drain(count?: number): Uint8Array {
    const all = this.peek();
    this.#parts = count === undefined ? [] : [all.subarray(count)];
    return all.subarray(0, count);
  }
}
