import type { PlainOutputField } from 'zapier-platform-core';

/**
 * Output fields of records that come as line items under `key`. Their labels say so, since the
 * editor lists them beside those of the record that holds them: "Tasks: Due Date".
 */
export const lineItems = (key: string, fields: readonly PlainOutputField[]): PlainOutputField[] => {
  const name = key.split('__').at(-1) ?? key;
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return fields.map((field) => ({
    ...field,
    key: `${key}[]${field.key}`,
    label: `${title}: ${field.label ?? field.key}`,
  }));
};
