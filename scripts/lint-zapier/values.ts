/** The values of a record, as Zapier knows them and as output fields describe them. */
import type { Fields, OutputField } from './app.ts';

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Value {
  /** `a`, `b__c` or `d[]e`. */
  path: string;
  value: unknown;
}

/** All values of a record by path; those of line items each on their own. */
export const valuesOf = (record: Fields, prefix = ''): Value[] =>
  Object.entries(record).flatMap(([key, value]) => {
    const path = prefix + key;
    if (isRecord(value)) return valuesOf(value, `${path}__`);
    if (!Array.isArray(value)) return [{ path, value }];
    const rows: unknown[] = value;
    const records = rows.filter(isRecord);
    if (records.length === 0) return [{ path, value }];
    return records.flatMap((row) => valuesOf(row, `${path}[]`));
  });

export const pathsOf = (record: Fields): string[] => [
  ...new Set(valuesOf(record).map(({ path }) => path)),
];

const DAY = String.raw`\d{4}-\d\d-\d\d`;
const ISO = new RegExp(`^${DAY}(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d))?$`);

/** A day, or a moment with its offset. */
export const isIsoDate = (value: unknown): value is string =>
  typeof value === 'string' && ISO.test(value) && !Number.isNaN(Date.parse(value.slice(0, 10)));

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
const TIME = String.raw`(?:[T ,]+\d{1,2}:\d\d.*)?`;
const OTHER_DATES = [
  String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}`,
  String.raw`\d{1,2}[-/.]\d{1,2}[-/.]\d{4}`,
  String.raw`\d{1,2}\.? ${MONTH} \d{4}`,
  String.raw`${MONTH} \d{1,2}, \d{4}`,
].map((form) => new RegExp(`^${form}${TIME}$`, 'i'));

/** A date in a form that software cannot rely on. One in words, with its weekday, is for people. */
export const isOtherDate = (value: unknown): boolean =>
  typeof value === 'string' && !isIsoDate(value) && OTHER_DATES.some((form) => form.test(value));

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  password: (value) => typeof value === 'string',
  file: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  datetime: isIsoDate,
};

/** Whether a value is what its output field promises. */
export const fitsField = (
  value: unknown,
  { type = 'string', list = false }: OutputField,
): boolean => {
  const fits = FITS[type];
  if (!fits) return false;
  if (!list) return fits(value);
  return Array.isArray(value) && value.every((item) => fits(item));
};
