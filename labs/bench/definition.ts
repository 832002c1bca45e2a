import { readDefinition } from './apps.ts';
import { atMost } from './section.ts';
import type { RunSection } from './section.ts';

/** Bytes of JSON without blanks. */
export interface DefinitionSize {
  total: number;
  /** The total shared among all operations. */
  perOperation: number;
  /** The largest first. */
  operations: { name: string; bytes: number }[];
}

/**
 * What Zapier keeps of the app, and core copies twice in each invocation. The limits leave room for
 * twice as many operations as there are.
 */
export const DEFINITION_LIMITS = { total: 350_000, perOperation: 4_500 } as const;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Measures an app's definition, as the `definition` command of core's handler gives it. */
export const sizeOfDefinition = (definition: unknown): DefinitionSize => {
  const operations = ['triggers', 'searches', 'creates'].flatMap((kind) =>
    Object.entries(Object(Object(definition)[kind])).map(([key, operation]) => ({
      name: `${kind}.${key}`,
      bytes: bytesOf(operation),
    })),
  );
  const total = bytesOf(definition);
  return {
    total,
    perOperation: total / operations.length,
    operations: operations.toSorted((a, b) => b.bytes - a.bytes),
  };
};

const kb = (bytes: number): string => (bytes / 1000).toFixed(1);

const TOP = 10;

/** The definition as Zapier gets it. */
export const definition: RunSection = async (bench) => {
  const { protiv } = await bench.apps();
  const size = sizeOfDefinition(await readDefinition(protiv));
  const above = size.operations.filter(
    ({ bytes }) => bytes > DEFINITION_LIMITS.perOperation,
  ).length;
  return {
    title: 'Definition',
    introduction: `What Zapier keeps of the app, as JSON without blanks: ${kb(size.total)} KB for ${size.operations.length} operations. Core copies and freezes all of it twice in each invocation, so a field that nobody needs is paid for every time. A test holds the limits.`,
    columns: ['the ten largest', 'KB'],
    rows: size.operations.slice(0, TOP).map(({ name, bytes }) => [`\`${name}\``, kb(bytes)]),
    notes: [
      `The limit for each operation is one for the total, shared among all. Taken alone, ${above} of them are above it: labels and helps of many fields.`,
    ],
    aims: [
      atMost('definition.json', size.total / 1000, {
        limit: DEFINITION_LIMITS.total / 1000,
        unit: ' KB',
        digits: 1,
      }),
      atMost('definition.json for each operation', size.perOperation / 1000, {
        limit: DEFINITION_LIMITS.perOperation / 1000,
        unit: ' KB',
      }),
    ],
    data: size,
  };
};
