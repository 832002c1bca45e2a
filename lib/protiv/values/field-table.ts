import type { PlainOutputField } from 'zapier-platform-core';

interface Field<Wire, Facts, Value> {
  /** The field's name on the user's screen; absent where labels come from HighLevel. */
  label?: string;
  type?: NonNullable<PlainOutputField['type']>;
  list?: true;
  /** What HighLevel's record holds of it. */
  read: (wire: Wire, facts: Facts) => Value | undefined;
  /** What the sample record shows; absent where most records have nothing. */
  sample?: Value;
}

/**
 * Every field of a noun, once: where it comes from, what people call it, and what it looks like.
 * Mapper, output fields, labels and sample follow from it.
 *
 * @template Wire HighLevel's record
 * @template Facts what else the mapper has to know
 * @template Shape the record as Zaps see it
 */
export type FieldTable<Wire, Facts, Shape> = {
  readonly [Key in keyof Shape]-?: Field<Wire, Facts, NonNullable<Shape[Key]>>;
};

type AnyField = Field<never, never, unknown>;

/**
 * The mapper of a noun: HighLevel's record as Zaps see it, without what is empty.
 *
 * @example
 * mapperOf(TAG_FIELDS)({ id: 'a1', name: null }, {}); // { id: 'a1', tagId: 'a1' }
 */
export function mapperOf<Wire, Facts, Shape extends object>(
  table: FieldTable<Wire, Facts, Shape>,
): (wire: Wire, facts: Facts) => Shape;
export function mapperOf(
  table: Readonly<Record<string, AnyField>>,
): (wire: never, facts: never) => object {
  const fields = Object.entries(table);
  return (wire, facts) => {
    const record: Record<string, unknown> = {};
    // A loop, because it runs for each of thousands of rows.
    for (const [key, { read }] of fields) {
      const value = read(wire, facts);
      if (value !== undefined) record[key] = value;
    }
    return record;
  };
}

/** One realistic record, with what nearly every record has. */
export function sampleOf<Wire, Facts, Shape extends object>(
  table: FieldTable<Wire, Facts, Shape>,
): Shape;
export function sampleOf(table: Readonly<Record<string, AnyField>>): object {
  return Object.fromEntries(
    Object.entries(table).flatMap(([key, { sample }]) =>
      sample === undefined ? [] : [[key, sample]],
    ),
  );
}

/** What the editor calls each field. */
export const outputFieldsOf = (
  table: Readonly<Record<string, Pick<AnyField, 'label' | 'type' | 'list'>>>,
): PlainOutputField[] =>
  Object.entries(table).flatMap(([key, { label, type = 'string', list }]) =>
    label === undefined ? [] : [{ key, label, type, ...(list && { list }) }],
  );
