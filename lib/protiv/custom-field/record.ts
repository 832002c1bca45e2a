import type { PlainOutputField } from 'zapier-platform-core';

import type { WireContact, WireCustomFieldValue } from '../../ghl/schemas/contact.ts';
import type { CustomFieldModel, WireCustomField } from '../../ghl/schemas/custom-field.ts';
import { plainDate } from '../values/dates.ts';
import { filled, present, text, texts } from '../values/present.ts';
import { safeKey, uniqueKeys } from './keys.ts';

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
export type CustomFieldFile = { url: string; name?: string; type?: string; size?: number };

export type CustomFieldValue =
  | string
  | number
  | string[]
  | Record<string, string>
  | CustomFieldFile[];

/** A choice; values name it by its label. */
interface CustomFieldOption {
  id: string;
  label: string;
}

/** One text of several that a field holds; values name it by its id. */
export interface CustomFieldBox extends CustomFieldOption {
  /** Its place in the field's value, and the end of its input's key; as safe as a field's. */
  key: string;
}

/** A custom field of the connected location, as Zaps see it. */
export interface CustomField {
  id: string;
  /**
   * Its place in `customFields` of a contact, and the end of its input's key; letters, digits and
   * single underscores. Sub-accounts made from one snapshot share it, and not the id.
   */
  key: string;
  /** The name that people gave it in HighLevel. */
  label: string;
  kind: CustomFieldKind;
  /** The choices of a field that has some. */
  options: readonly CustomFieldOption[];
  /** The boxes of a list of text boxes. */
  boxes: readonly CustomFieldBox[];
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

/**
 * Prepares the location's definitions once, for any number of records.
 *
 * @param of whose custom fields are wanted
 */
export const indexCustomFields = (
  definitions: readonly WireCustomField[],
  of: CustomFieldModel = 'contact',
): CustomFields => {
  const known = new Map<string, WireCustomField>();
  for (const definition of definitions) {
    const { id, model } = definition;
    if (!known.has(id) && (!model || model === of || model === 'all')) {
      known.set(id, definition);
    }
  }
  const listed = [...known.values()];
  const keys = uniqueKeys(
    listed.map(({ id, fieldKey }) => ({ name: nameIn(fieldKey ?? '', of), id })),
    'field',
  );
  return new Map(
    listed.map((definition, index) => [definition.id, fieldOf(definition, keys[index] ?? '')]),
  );
};

const nameIn = (fieldKey: string, of: CustomFieldModel): string =>
  fieldKey.startsWith(`${of}.`) ? fieldKey.slice(of.length + 1) : fieldKey;

const fieldOf = (definition: WireCustomField, key: string): CustomField => {
  const kind = KINDS.get(definition.dataType ?? '') ?? 'text';
  const listed = optionsOf(definition);
  const options = kind === 'boxes' ? [] : listed;
  return {
    id: definition.id,
    key,
    label: text(definition.name)?.trim() ?? key,
    kind,
    options,
    boxes: kind === 'boxes' ? withKeys(listed) : [],
    open: definition.isAllowedCustomOption === true || options.length === 0,
  };
};

const withKeys = (boxes: readonly CustomFieldOption[]): CustomFieldBox[] => {
  const keys = uniqueKeys(
    boxes.map(({ id, label }) => ({ name: label, id })),
    'box',
  );
  return boxes.map((box, index) => ({ ...box, key: keys[index] ?? '' }));
};

/** Each once, by its id. */
const optionsOf = (definition: WireCustomField): CustomFieldOption[] => {
  const options = new Map<string, CustomFieldOption>();
  for (const option of definition.textBoxListOptions ?? definition.picklistOptions ?? []) {
    const isText = typeof option === 'string';
    const label = isText ? text(option) : (text(option.label) ?? text(option.name));
    if (label === undefined) continue;
    const id = isText ? label : (text(option.id) ?? text(option.key) ?? label);
    if (!options.has(id)) options.set(id, { id, label });
  }
  return [...options.values()];
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

const readBoxes = (value: unknown, { boxes }: CustomField): Record<string, string> | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const read = new Map<string, string>();
  for (const { id, key } of boxes) {
    const content = readText(property(value, id));
    if (content !== undefined) read.set(key, content);
  }
  // Boxes that the field had before; one that has its key now is another one.
  for (const [id, content] of Object.entries(value)) {
    const key = safeKey(id);
    const kept = boxes.some((box) => box.id === id || box.key === key) ? '' : readText(content);
    if (kept && key !== '' && !read.has(key)) read.set(key, kept);
  }
  return read.size > 0 ? Object.fromEntries(read) : undefined;
};

/** The files that a custom field of a contact holds. */
export const fieldFiles = (entry: WireCustomFieldValue): CustomFieldFile[] =>
  filesIn(rawValue(entry));

/** Where the files of a field or of an answer lie. */
export const fileUrls = (value: unknown): string[] => filesIn(value).map(({ url }) => url);

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
      return field.boxes.map((box) => ({
        key: `${key}__${box.key}`,
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
