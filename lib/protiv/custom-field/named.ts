import { caseless } from './options.ts';
import type { CustomField, CustomFields } from './record.ts';

/**
 * The custom fields that a text names: by id, by key with or without HighLevel's `contact.`, or by the
 * name that people gave it, in any case. What is written in just that way comes first.
 *
 * @returns several when a name is not clear
 */
export const customFieldsCalled = (given: string, fields: CustomFields): CustomField[] => {
  const all = [...fields.values()];
  const key = given.replace(/^contact\./, '');
  const byId = fields.get(given);
  if (byId) return [byId];
  const byKey = all.filter((field) => field.key === key);
  if (byKey.length > 0) return byKey;
  const byName = all.filter(({ label }) => label === given);
  if (byName.length > 0) return byName;
  const wanted = caseless(given);
  return all.filter(
    (field) =>
      [caseless(key), wanted].includes(caseless(field.key)) || caseless(field.label) === wanted,
  );
};
