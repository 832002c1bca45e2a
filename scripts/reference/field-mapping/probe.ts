/**
 * Finds out what a mapper does with each field by giving it one field at a time. What the page says is
 * thus what the code does.
 */
type Values = Readonly<Record<string, unknown>>;

/** What is tried in a field, until something is taken and shows; in pairs, to tell two fields apart. */
const TRIED: readonly (readonly [first: unknown, second: unknown])[] = [
  ['Albany', 'Boston'],
  ['2026-03-02T09:30:00Z', '2027-04-03T10:45:00Z'],
  ['2026-03-02', '2027-04-03'],
  [true, false],
  ['completed', 'open'],
  ['confirmed', 'showed'],
  ['ana@example.com', 'ben@example.com'],
  ['+12125550123', '+12125550145'],
  ['#FFAA00', '#00AAFF'],
  ['America/New_York', 'Europe/Berlin'],
  ['yes', 'no'],
  [['Albany'], ['Boston']],
  [{ firstName: 'Ana' }, { firstName: 'Ben' }],
  [{ status: 'active' }, { status: 'inactive' }],
  [
    { id: 'userAlbany', name: 'Albany' },
    { id: 'userBoston', name: 'Boston' },
  ],
];

/** What a field may hold when it is empty. */
const EMPTY: readonly unknown[] = [null, '', []];

/** Gives what comes out, or `undefined` for what the field cannot hold. */
export type Mapper = (given: Values) => Values | undefined;

/** A field that has an effect, with two values that show it. */
interface Probe {
  field: string;
  pair: readonly [unknown, unknown];
  /** Fields of the output that it fills. */
  fills: readonly string[];
}

const differing = (a: Values, b: Values): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]),
  );

/** Tries each field; those without effect are left out. */
export const probe = (map: Mapper, fields: readonly string[], base: Values): Probe[] => {
  const without = map(base) ?? {};
  return fields.flatMap((field) => {
    for (const pair of TRIED) {
      const out = map({ ...base, [field]: pair[0] });
      const fills = out ? differing(without, out) : [];
      if (fills.length > 0) return [{ field, pair, fills }];
    }
    return [];
  });
};

/** Which of two fields the output takes, given both; `both` when it has something of each. */
const winner = (
  map: Mapper,
  base: Values,
  key: string,
  [a, b]: readonly [Probe, Probe],
): string => {
  const seen = (given: Values): string => JSON.stringify(map({ ...base, ...given })?.[key]);
  const [ofA] = a.pair;
  const [, ofB] = b.pair;
  const together = seen({ [a.field]: ofA, [b.field]: ofB });
  if (together === seen({ [a.field]: ofA })) return a.field;
  return together === seen({ [b.field]: ofB }) ? b.field : 'both';
};

/**
 * The fields that fill one field of the output: step by step, of which the first that has a value
 * counts; in a step the parts that are taken together; of a part what may fill it, the first of which
 * counts again.
 */
export type Origin = readonly (readonly (readonly string[])[])[];

/** Ranks the fields that fill one field of the output. */
export const originOf = (
  map: Mapper,
  base: Values,
  probes: readonly Probe[],
  key: string,
): Origin => {
  const filling = probes.filter(({ fills }) => fills.includes(key));
  const ranked = filling
    .map((one) => {
      const others = filling.filter((other) => other !== one);
      const won = (other: Probe): string => winner(map, base, key, [one, other]);
      return {
        field: one.field,
        wins: others.filter((other) => won(other) === one.field).length,
        joins: others.filter((other) => won(other) === 'both').map(({ field }) => field),
      };
    })
    .toSorted((a, b) => b.wins - a.wins);
  const steps: string[][][] = [];
  let joined: string[][] | undefined;
  for (const { field, joins } of ranked) {
    if (joins.length === 0) {
      joined = undefined;
      steps.push([[field]]);
    } else if (joined) {
      const alternatives = joined.find((part) => !part.some((other) => joins.includes(other)));
      if (alternatives) alternatives.push(field);
      else joined.push([field]);
    } else {
      joined = [[field]];
      steps.push(joined);
    }
  }
  return steps;
};

/** What a field of the output is when all that fills it is empty: `undefined` when it is left out. */
export const whenEmpty = (map: Mapper, base: Values, origin: Origin, key: string): unknown => {
  const fields = origin.flat(2);
  const outs = EMPTY.flatMap((empty) => {
    const given = { ...base, ...Object.fromEntries(fields.map((field) => [field, empty])) };
    const out = map(given);
    return out ? [out[key]] : [];
  });
  const [first, ...others] = outs;
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
    throw new Error(`What "${key}" is when it is empty depends on how it is empty.`);
  }
  return first;
};
