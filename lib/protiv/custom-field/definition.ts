import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { filled } from '../values/present.ts';
import type { CustomField } from './record.ts';

/** A custom field of contacts itself, Protiv-shaped. */
export interface CustomFieldDefinition {
  id: string;
  customFieldId: string;
  name: string;
  /** Its place in `customFields` of a contact. */
  key: string;
  kind: string;
  options?: string[];
}

const KIND_LABELS: Readonly<Record<CustomField['kind'], string>> = {
  text: 'Text',
  longText: 'Long text',
  phone: 'Phone',
  number: 'Number',
  date: 'Date',
  choice: 'One choice',
  choices: 'Several choices',
  boxes: 'Text boxes',
  files: 'Files',
};

const DEFINITION_FIELDS: FieldTable<CustomField, void, CustomFieldDefinition> = {
  id: { label: 'ID', read: ({ id }) => id, sample: 'sWBZyrgLPBwB5tKYcuDQ' },
  customFieldId: {
    label: 'Custom Field ID',
    read: ({ id }) => id,
    sample: 'sWBZyrgLPBwB5tKYcuDQ',
  },
  name: { label: 'Name', read: ({ label }) => label, sample: 'Lead Score' },
  key: { label: 'Key', read: ({ key }) => key, sample: 'lead_score' },
  kind: { label: 'Kind', read: ({ kind }) => KIND_LABELS[kind], sample: 'One choice' },
  options: {
    label: 'Options',
    list: true,
    read: ({ options, boxes }) => filled([...options, ...boxes].map(({ label }) => label)),
    sample: ['Hot', 'Cold'],
  },
};

/** A custom field as Zaps see it. */
export const toCustomFieldDefinition = mapperOf(DEFINITION_FIELDS);

export const customFieldDefinitionSample = sampleOf(DEFINITION_FIELDS);

export const customFieldDefinitionOutput = outputFieldsOf(DEFINITION_FIELDS);
