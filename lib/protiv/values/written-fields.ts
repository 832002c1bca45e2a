import type { FieldTable } from './field-table.ts';

interface Written<Body, Value> {
  /** The property of HighLevel's request bodies. */
  as: keyof Body & string;
  /** The field's name where people fill it in. */
  label: string;
  /** What two values have in common that mean the same; texts are compared without the blanks around. */
  meaning?: (value: Value | undefined) => unknown;
  /** What empties the field; absent where a step cannot. */
  empty?: '' | 0;
}

/**
 * A table of fields that also says how steps write them. Labels, what a body would change and what
 * did not come back follow from it.
 *
 * @template Body HighLevel's request body
 */
export type WritableFieldTable<Wire, Facts, Shape, Body> = {
  readonly [Key in keyof Shape]-?: FieldTable<Wire, Facts, Shape>[Key] & {
    written?: Written<Body, NonNullable<Shape[Key]>>;
  };
};

type Labels<Table> = {
  [Key in keyof Table as Table[Key] extends { written: object } ? Key : never]: string;
};

/** What each field that steps write is called where people fill it in. */
export function writtenLabelsOf<Table extends object>(table: Table): Labels<Table>;
export function writtenLabelsOf(
  table: Readonly<Record<string, { written?: { label: string } }>>,
): object {
  return Object.fromEntries(
    Object.entries(table).flatMap(([key, { written }]) => (written ? [[key, written.label]] : [])),
  );
}

export interface FieldChange<Body> {
  /** The field's key in the record that Zaps see. */
  key: string;
  label: string;
  as: keyof Body & string;
}

/**
 * A function that tells which fields a body would change in a record: none whose value means what is
 * there already.
 *
 * @param table the noun's fields
 * @param toRecord the noun's mapper; it also reads a body, whose properties are called like the
 *   record's
 *
 * @example
 * const changes = changesBy<WireNote, Note, NoteBody>(NOTE_FIELDS, (note) => toNote(note));
 * changes({ id: 'n1', title: 'Call' }, { title: 'Visit' }); // [{ key: 'title', label: 'Title', as: 'title' }]
 */
export function changesBy<Wire extends { id: string }, Shape, Body extends object>(
  table: {
    readonly [Key in keyof Shape]-?: {
      label?: string;
      written?: Written<Body, NonNullable<Shape[Key]>>;
    };
  },
  toRecord: (wire: Wire) => Shape,
): (current: Wire, body: Body) => FieldChange<Body>[];
export function changesBy(
  table: Readonly<Record<string, { written?: Written<Record<string, unknown>, never> }>>,
  toRecord: (wire: { id: string }) => Readonly<Record<string, never>>,
): (current: { id: string }, body: Readonly<Record<string, unknown>>) => object[] {
  const fields = Object.entries(table).flatMap(([key, { written }]) =>
    written ? [{ key, meaning: plainMeaning, ...written }] : [],
  );
  return (current, body) => {
    const held = toRecord(current);
    const wanted = toRecord({ ...body, id: current.id });
    return fields
      .filter(
        ({ key, as, meaning }) =>
          body[as] !== undefined && meaning(wanted[key]) !== meaning(held[key]),
      )
      .map(({ key, label, as }) => ({ key, label, as }));
  };
}

const plainMeaning = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : (value ?? '');

/**
 * A record after a write: as it was before, with the answer laid over it. HighLevel's answers leave
 * fields out (GoHighLevel/highlevel-api-docs#240, #183, #124), which are no less there for that.
 */
export function laidOver<Before extends object, Answer extends object>(
  before: Before,
  answer: Answer,
): Before & Answer;
export function laidOver(before: object, answer: object): object {
  const said = Object.entries<unknown>({ ...answer }).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return { ...before, ...Object.fromEntries(said) };
}
