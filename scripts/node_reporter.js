// A reporter for `node --test` that writes one line of JSON for every result; scripts/test_node.ts reads it.
import { inspect } from "node:util";

/** Turns the events of node:test into lines. */
export default async function* report(source) {
  for await (const { type, data } of source) {
    if (type === "test:diagnostic") {
      yield JSON.stringify({ type, message: data.message }) + "\n";
    } else if (type === "test:pass" || type === "test:fail") {
      const { name, skip, details } = data;
      const error = type === "test:fail" ? inspect(details.error?.cause ?? details.error) : undefined;
      yield JSON.stringify({ type, name, skip, error }) + "\n";
    }
  }
}
