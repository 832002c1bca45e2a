import type { PlainOutputField } from 'zapier-platform-core';

import type { WireContact, WireCustomFieldValue } from '../../ghl/schemas/contact.ts';
import type { WireCustomField } from '../../ghl/schemas/custom-field.ts';
import { plainDate } from '../values/dates.ts';
import { filled, present, text, texts } from '../values/present.ts';

type CustomFieldKind =
  | 'text'
  | 'longText'
  | 'phone'
  | 'number'
  | 'date'
  | 'choice'
  | 'choices'
  | 'boxes'
  | 'files';

/** A file of a FILE_UPLOAD field. */
type CustomFieldFile = { url: string; name?: string; type?: string; size?: number };

export type CustomFieldValue =
  | string
  | number
  | string[]
  | Record<string, string>
  | CustomFieldFile[];

export interface CustomFieldOption {
  /** How values name it: a box by its id, a choice by its label. */
  id: string;
  label: string;
}

/** A custom field of the connected location, as Zaps see it. */
export interface CustomField {
  id: string;
  /** Its place in `customFields` of a contact; letters, digits and single underscores. */
  key: string;
  /** The name that people gave it in HighLevel. */
  label: string;
  kind: CustomFieldKind;
  options: readonly CustomFieldOption[];
  /** Whether a value outside the options is fine. */
  open: boolean;
}

/** The location's custom fields by id. */
export type CustomFields = ReadonlyMap<string, CustomField>;

const KINDS: ReadonlyMap<string, CustomFieldKind> = new Map([
  ['TEXT', 'text'],
  ['LARGE_TEXT', 'longText'],
  ['NUMERICAL', 'number'],
  ['MONETORY', 'number'],
  ['PHONE', 'phone'],
  ['DATE', 'date'],
  ['SINGLE_OPTIONS', 'choice'],
  ['RADIO', 'choice'],
  ['CHECKBOX', 'choices'],
  ['MULTIPLE_OPTIONS', 'choices'],
  ['TEXTBOX_LIST', 'boxes'],
  ['FILE_UPLOAD', 'files'],
]);

/** GHL's types of custom fields. */
export const CUSTOM_FIELD_TYPES: readonly string[] = [...KINDS.keys()];

/** Prepares the location's definitions once, for any number of contacts. */
export const indexCustomFields = (definitions: readonly WireCustomField[]): CustomFields => {
  const fields = new Map<string, CustomField>();
  const taken = new Set<string>();
  for (const definition of definitions) {
    const { id, model } = definition;
    if (fields.has(id) || (model && model !== 'contact' && model !== 'all')) continue;
    const key = freeKey(definition, taken);
    taken.add(key);
    const options = optionsOf(definition);
    fields.set(id, {
      id,
      key,
      label: text(definition.name) ?? key,
      kind: KINDS.get(definition.dataType ?? '') ?? 'text',
      options,
      open: definition.isAllowedCustomOption === true || options.length === 0,
    });
  }
  return fields;
};

/** Two keys may become one when they are made safe; the id tells them apart. */
const freeKey = ({ id, fieldKey }: WireCustomField, taken: ReadonlySet<string>): string => {
  const plain = safeKey((fieldKey ?? '').replace(/^contact\./, ''));
  let key = plain === '' ? safeKey(`field_${id}`) : plain;
  if (taken.has(key)) key = safeKey(`${key}_${id}`);
  while (taken.has(key)) key += '_2';
  return key;
};

/** No `__`, which is Zapier's path separator, and no name that objects have by birth. */
const safeKey = (name: string): string => {
  const key = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '');
  return key in Object.prototype ? `${key}_field` : key;
};

const optionsOf = (definition: WireCustomField): CustomFieldOption[] => {
  const options = definition.textBoxListOptions ?? definition.picklistOptions ?? [];
  return options.flatMap((option) => {
    const label =
      typeof option === 'string' ? text(option) : (text(option.label) ?? text(option.name));
    if (label === undefined) return [];
    const id = typeof option === 'string' ? label : (text(option.id) ?? text(option.key) ?? label);
    return [{ id, label }];
  });
};

/**
 * The custom fields of a contact by key. A value whose definition is not known, and one that does
 * not fit its field's type, is left out.
 */
export const customFieldValues = (
  values: WireContact['customFields'],
  fields: CustomFields,
): Record<string, CustomFieldValue> | undefined => {
  let found: Record<string, CustomFieldValue> | undefined;
  for (const entry of values ?? []) {
    const field = fields.get(entry.id ?? '');
    const value = field && readValue(field, rawValue(entry));
    if (field && value !== undefined) (found ??= {})[field.key] = value;
  }
  return found;
};

export const rawValue = (entry: WireCustomFieldValue): unknown =>
  entry.value ?? entry.fieldValue ?? entry.field_value;

/** One value in the type that its field promises. */
export const readValue = (field: CustomField, value: unknown): CustomFieldValue | undefined =>
  READERS[field.kind](value, field);

const readText = (value: unknown): string | undefined => {
  if (Array.isArray(value)) return readList(value)?.join(', ');
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
    ? String(value)
    : text(value);
};

const readNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'number' ? value : Number(text(value) ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
};

const readList = (value: unknown): string[] | undefined => {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return filled(texts(items.map((item) => (Array.isArray(item) ? undefined : readText(item)))));
};

const readBoxes = (value: unknown, field: CustomField): Record<string, string> | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const boxes = Object.entries(value).flatMap(([id, content]) => {
    const read = readText(content);
    const label = field.options.find((option) => option.id === id)?.label ?? id;
    return read === undefined ? [] : [[boxName(label), read] as const];
  });
  return boxes.length > 0 ? Object.fromEntries(boxes) : undefined;
};

const boxName = (label: string): string =>
  label === '__proto__' || label in Object.prototype ? safeKey(label) : label;

/** GHL holds files by their uuid, `{<uuid>: {url, meta: {originalname, …}}}`, or as plain URLs. */
const filesIn = (value: unknown): CustomFieldFile[] => {
  if (typeof value === 'string') return fileOf(value);
  if (typeof value !== 'object' || value === null) return [];
  const itself = fileOf(value);
  return itself.length > 0 ? itself : Object.values(value).flatMap(fileOf);
};

const fileOf = (file: unknown): CustomFieldFile[] => {
  if (typeof file === 'string') return text(file) === undefined ? [] : [{ url: file }];
  const url = text(property(file, 'url'));
  if (url === undefined) return [];
  const meta = property(file, 'meta');
  return [
    present({
      url,
      name: text(property(meta, 'originalname')),
      type: text(property(meta, 'mimetype')),
      size: readNumber(property(meta, 'size')),
    }),
  ];
};

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

const readDate = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? plainDate(value) : undefined;

const READERS: Readonly<
  Record<CustomFieldKind, (value: unknown, field: CustomField) => CustomFieldValue | undefined>
> = {
  text: readText,
  longText: readText,
  phone: readText,
  choice: readText,
  number: readNumber,
  date: readDate,
  choices: readList,
  boxes: readBoxes,
  files: (value) => filled(filesIn(value)),
};

/** What the custom fields of a contact are called in the editor, under `customFields__<key>`. */
export const customFieldOutputs = (fields: CustomFields): PlainOutputField[] =>
  [...fields.values()].flatMap((field): PlainOutputField[] => {
    const key = `customFields__${field.key}`;
    const { kind, label } = field;
    if (kind === 'number') return [{ key, label, type: 'number' }];
    if (kind === 'date') return [{ key, label, type: 'datetime' }];
    if (kind === 'choices') return [{ key, label, type: 'string', list: true }];
    if (kind === 'boxes') {
      return field.options.map((box) => ({
        key: `${key}__${boxName(box.label)}`,
        label: `${label}: ${box.label}`,
        type: 'string',
      }));
    }
    if (kind === 'files') {
      return [
        { key: `${key}[]url`, label: `${label}: File URL`, type: 'string' },
        { key: `${key}[]name`, label: `${label}: File Name`, type: 'string' },
        { key: `${key}[]type`, label: `${label}: File Type`, type: 'string' },
        { key: `${key}[]size`, label: `${label}: File Size (Bytes)`, type: 'integer' },
      ];
    }
    return [{ key, label, type: 'string' }];
  });
