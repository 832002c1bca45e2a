import * as z from 'zod/mini';

import { flag, id, text } from './fields.ts';

/** A choice of a picklist, or a box of a TEXTBOX_LIST, which has an id. */
const option = z.union([
  z.string(),
  z.looseObject({ id: text, key: text, name: text, label: text }),
]);

/**
 * The definition of a custom field. `dataType` is TEXT, LARGE_TEXT, NUMERICAL, PHONE, MONETORY,
 * CHECKBOX, SINGLE_OPTIONS, MULTIPLE_OPTIONS, DATE, TEXTBOX_LIST, FILE_UPLOAD or RADIO.
 */
export const wireCustomField = z.looseObject({
  id,
  name: text,
  fieldKey: text,
  placeholder: text,
  dataType: text,
  position: z.nullish(z.number()),
  picklistOptions: z.nullish(z.array(option)),
  textBoxListOptions: z.nullish(z.array(option)),
  isAllowedCustomOption: flag,
  model: text,
});

/** What custom fields are of. */
export type CustomFieldModel = 'contact' | 'opportunity';

export type WireCustomField = z.infer<typeof wireCustomField>;
