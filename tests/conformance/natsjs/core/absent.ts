/** What stands for the names that nats.js has and natwire has not. */
import * as natwire from "../../../../mod.ts";

/** A function or class that cannot be used. */
export interface Absent {
  (...args: unknown[]): never;
  new (...args: unknown[]): never;
}

/** A stand-in that throws when it is called or made: a missing name would keep the whole test file from loading. */
export function absent(name: string): Absent {
  return function (): never {
    throw new Error(`natwire has no '${name}'`);
  } as unknown as Absent;
}

/** What natwire exports by this name, or a stand-in. */
export function given(name: string): unknown {
  return (natwire as Readonly<Record<string, unknown>>)[name] ?? absent(name);
}
