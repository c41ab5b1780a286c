/** Which of several patterns is looked at first. */

/**
 * Compares two patterns, for sorting: the more specific one comes first, token by token from the left, a text before
 * `*` before `>`. nats-server goes by the order of a map there, which is another one at each start; this order is
 * always the same, and it is the one that `orders.*` and `orders.new` are mostly meant in.
 */
export function bySpecificity(a: string, b: string): number {
  const left = a.split(".");
  const right = b.split(".");
  for (let at = 0; at < left.length && at < right.length; at++) {
    const difference = rank(left[at]!) - rank(right[at]!);
    if (difference !== 0) return difference;
    if (left[at] !== right[at]) return left[at]! < right[at]! ? -1 : 1;
  }
  return left.length - right.length;
}

function rank(token: string): number {
  if (token === ">") return 2;
  return token === "*" ? 1 : 0;
}
