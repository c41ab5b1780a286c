/** An object in place of another one. */

/**
 * Gives an object that does what `target` does but for `own`. Methods run on `target` itself, whose private
 * fields no other object has, and what `target` learns later is there as well.
 */
export function delegate<T extends object>(target: T, own: Partial<T>): T {
  // Each method is bound once, so that it is the same every time it is asked for.
  const methods = new WeakMap<object, unknown>();
  return new Proxy(target, {
    get(_target, key) {
      if (Object.hasOwn(own, key)) return own[key as keyof T];
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function" || key === "constructor") return value;
      let method = methods.get(value);
      if (method === undefined) methods.set(value, method = value.bind(target));
      return method;
    },
    set: (_target, key, value) => Reflect.set(target, key, value, target),
  });
}
