/** What stands for the names that nats.js has and natwire has not. */

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
