/**
 * What contact search can be asked about, and how: fields and operators of the page that GHL's official
 * file links to (https://doc.clickup.com/8631005/d/h/87cpx-158396/6e629989abe7fad).
 */
import type { CustomField, CustomFields } from '../../protiv/custom-field/record.ts';
import { caseless } from '../../protiv/custom-field/options.ts';

/** What people read for each way to compare. */
export const COMPARISONS = {
  is: 'Is',
  isNot: 'Is not',
  contains: 'Contains',
  notContains: 'Does not contain',
  atLeast: 'Is at least',
  atMost: 'Is at most',
  onOrAfter: 'Is on or after',
  onOrBefore: 'Is on or before',
  filled: 'Is filled in',
  empty: 'Is empty',
} as const;

export type Comparison = keyof typeof COMPARISONS;

/** Whether there is nothing to compare with. */
export const isAboutPresence = (comparison: Comparison): boolean =>
  comparison === 'filled' || comparison === 'empty';

const TEXT = ['is', 'isNot', 'contains', 'notContains', 'filled', 'empty'] as const;
const EXACT = ['is', 'isNot', 'filled', 'empty'] as const;
const NUMBER = ['is', 'isNot', 'atLeast', 'atMost', 'filled', 'empty'] as const;
const DATE = ['onOrAfter', 'onOrBefore', 'filled', 'empty'] as const;

/** A field of every contact, or a custom field. */
export interface SearchableField {
  /** In contact search. */
  name: string;
  label: string;
  comparisons: readonly Comparison[];
  /** How its values are read. */
  holds: CustomField | Held;
}

type Held = 'text' | 'tag' | 'user' | 'company' | 'day' | 'flag' | 'email' | 'phone' | 'country';

/**
 * By the value of the choice, which is for ever. `dateUpdated` is left out: each change moves it. HighLevel
 * has no filter on a company's ID.
 */
const OF_EVERY_CONTACT = {
  tags: { name: 'tags', label: 'Tag', comparisons: TEXT, holds: 'tag' },
  source: { name: 'source', label: 'Source', comparisons: TEXT, holds: 'text' },
  assignedTo: { name: 'assignedTo', label: 'Assigned User', comparisons: EXACT, holds: 'user' },
  company: { name: 'businessName', label: 'Company', comparisons: TEXT, holds: 'company' },
  dateAdded: {
    name: 'dateAdded',
    label: 'Date Added',
    comparisons: ['onOrAfter', 'onOrBefore'],
    holds: 'day',
  },
  dnd: { name: 'dnd', label: 'Do Not Disturb', comparisons: ['is'], holds: 'flag' },
  email: { name: 'email', label: 'Email', comparisons: EXACT, holds: 'email' },
  phone: { name: 'phone', label: 'Phone', comparisons: TEXT, holds: 'phone' },
  city: { name: 'city', label: 'City', comparisons: TEXT, holds: 'text' },
  state: { name: 'state', label: 'State', comparisons: TEXT, holds: 'text' },
  postalCode: { name: 'postalCode', label: 'Postal Code', comparisons: TEXT, holds: 'text' },
  country: { name: 'country', label: 'Country', comparisons: EXACT, holds: 'country' },
  type: { name: 'type', label: 'Contact Type', comparisons: EXACT, holds: 'text' },
} as const satisfies Readonly<Record<string, SearchableField>>;

const BY_KEY: ReadonlyMap<string, SearchableField> = new Map(Object.entries(OF_EVERY_CONTACT));

/** Keeps a custom field apart from a field of every contact that has its key. */
export const CUSTOM_FIELD_PREFIX = 'customFields.';

/** A field of every contact, by its key or its label. */
export const commonFieldCalled = (called: string): SearchableField | undefined =>
  BY_KEY.get(called) ??
  [...BY_KEY.values()].find(({ label }) => caseless(label) === caseless(called));

/** What a custom field is called without what keeps it apart. */
export const customFieldIn = (called: string): string =>
  called.startsWith(CUSTOM_FIELD_PREFIX) ? called.slice(CUSTOM_FIELD_PREFIX.length) : called;

/** A custom field as contact search knows it; absent where its values cannot be compared. */
export const searchableCustomField = (field: CustomField): SearchableField | undefined => {
  const { id, label, kind } = field;
  if (kind === 'boxes' || kind === 'files') return undefined;
  const comparisons = { number: NUMBER, date: DATE, choices: EXACT };
  const ofKind = kind === 'number' || kind === 'date' || kind === 'choices' ? kind : undefined;
  return {
    name: CUSTOM_FIELD_PREFIX + id,
    label,
    comparisons: ofKind ? comparisons[ofKind] : TEXT,
    holds: field,
  };
};

/**
 * What the fields are called in a dropdown, by the values of their choices; the custom fields come last.
 * Where several have one name, the key tells them apart.
 */
export const searchableChoices = (customFields: CustomFields): { id: string; label: string }[] => {
  const custom = [...customFields.values()].filter((field) => searchableCustomField(field));
  const times = new Map<string, number>();
  for (const { label } of [...BY_KEY.values(), ...custom]) {
    times.set(label, (times.get(label) ?? 0) + 1);
  }
  const labelOf = ({ key, label }: CustomField): string =>
    (times.get(label) ?? 0) > 1 ? `${label} (${key})` : label;
  return [
    ...[...BY_KEY].map(([id, { label }]) => ({ id, label })),
    ...custom
      .map((field) => ({ id: CUSTOM_FIELD_PREFIX + field.key, label: labelOf(field) }))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
  ];
};
