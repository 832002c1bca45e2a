import { isObject } from '../body.ts';
import type { CustomFieldDefinition } from '../records.ts';
import { EXACT, RANGE, TEXT } from './fields.ts';
import type { Field } from './fields.ts';

/** By the field's id, never its name (GoHighLevel/highlevel-api-docs#42). Opportunities spell it in snake case. */
const NAME = /^(?:customFields|custom_fields)\.(?<id>[A-Za-z0-9]+)(?:\.(?<option>.+))?$/;

/** What each type may be asked, from the page that GHL's official file links to. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  CHECKBOX: EXACT,
  MULTIPLE_OPTIONS: EXACT,
  NUMERICAL: [...EXACT, 'range'],
  MONETORY: [...EXACT, 'range'],
  DATE: RANGE,
  FILE_UPLOAD: ['exists', 'not_exists'],
};

/** A location's custom field as a field of search; `undefined` for one it does not define. */
export const customFieldNamed = <Row extends { customFields: { id: string; value: unknown }[] }>(
  name: string,
  definitions: readonly CustomFieldDefinition[],
): Field<Row> | undefined => {
  const { id, option } = NAME.exec(name)?.groups ?? {};
  const definition = definitions.find((known) => known.id === id);
  if (!definition) return undefined;
  const { dataType } = definition;
  if ((dataType === 'TEXTBOX_LIST') !== (option !== undefined)) return undefined;
  return {
    operators: OPERATORS[dataType] ?? TEXT,
    of: ({ customFields }) => {
      const value = customFields.find((field) => field.id === id)?.value;
      return option !== undefined && isObject(value) ? value[option] : value;
    },
  };
};
