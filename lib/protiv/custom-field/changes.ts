import type { CustomFieldBody, WireCustomFieldValue } from '../../ghl/schemas/contact.ts';
import { rawValue, readValue } from './record.ts';
import type { CustomFields } from './record.ts';

/** The custom fields of a body that mean something else than what a record holds. */
export const differingCustomFields = (
  held: readonly WireCustomFieldValue[] | null | undefined,
  sent: readonly CustomFieldBody[] | undefined,
  fields: CustomFields,
): CustomFieldBody[] => {
  const values = new Map((held ?? []).map((entry) => [entry.id, rawValue(entry)]));
  return (sent ?? []).filter(
    ({ id, field_value }) =>
      meaning(id, field_value, fields) !== meaning(id, values.get(id), fields),
  );
};

/** A custom field's value in a form in which equal values are equal text. */
const meaning = (id: string, value: unknown, fields: CustomFields): string => {
  const field = fields.get(id);
  const read = field ? readValue(field, value) : value;
  if (Array.isArray(read)) {
    return JSON.stringify(read.map((item) => JSON.stringify(item)).sort(byText));
  }
  if (typeof read === 'object' && read !== null) {
    return JSON.stringify(Object.entries(read).sort(([a], [b]) => byText(a, b)));
  }
  return JSON.stringify(read ?? null);
};

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
