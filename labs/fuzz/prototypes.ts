/** What every object, list, text and function inherits from. */
const PROTOTYPES: readonly object[] = [
  Object.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Function.prototype,
  Promise.prototype,
  RegExp.prototype,
  Error.prototype,
  Date.prototype,
  Map.prototype,
  Set.prototype,
  Object,
  Array,
];

const descriptors = (holder: object): Map<PropertyKey, PropertyDescriptor> =>
  new Map(
    Reflect.ownKeys(holder).flatMap((key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(holder, key);
      return descriptor ? [[key, descriptor] as const] : [];
    }),
  );

/**
 * Remembers what those are like now.
 *
 * @returns what has changed since then, in sentences
 */
export const watchPrototypes = (): (() => string[]) => {
  const watched = PROTOTYPES.map((holder) => ({ holder, was: descriptors(holder) }));
  return () =>
    watched.flatMap(({ holder, was }) => {
      const is = descriptors(holder);
      return [...new Set([...was.keys(), ...is.keys()])]
        .filter((key) => {
          const [before, after] = [was.get(key), is.get(key)];
          return before?.value !== after?.value || before?.get !== after?.get;
        })
        .map((key) => `a prototype was touched: ${String(key)}`);
    });
};
