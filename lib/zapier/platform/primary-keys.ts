import type { PlainOutputField } from 'zapier-platform-core';

/** Output fields of a trigger whose records Zapier tells apart by these values, not by the id alone. */
export const keyedBy = (
  fields: readonly PlainOutputField[],
  ...keys: readonly string[]
): PlainOutputField[] =>
  fields.map((field) => (keys.includes(field.key) ? { ...field, primary: true } : field));
