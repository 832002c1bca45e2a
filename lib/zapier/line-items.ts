import type { PlainOutputField } from 'zapier-platform-core';

/** Output fields of records that come as line items under `key`. */
export const lineItems = (key: string, fields: readonly PlainOutputField[]): PlainOutputField[] =>
  fields.map((field) => ({ ...field, key: `${key}[]${field.key}` }));
