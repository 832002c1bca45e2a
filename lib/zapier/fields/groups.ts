import type { InputFields } from 'zapier-platform-core';

/** Headings in the forms that have many fields. */
const GROUPS = {
  person: 'Contact',
  address: 'Address',
  more: 'More About the Contact',
  company: 'Company',
  customFields: 'Custom Fields',
  message: 'Message',
  pipeline: 'Pipeline, Stage and Status',
  filters: 'Filters',
  dates: 'Dates',
  order: 'Order and Number',
  time: 'Time',
  details: 'Details',
  followUp: 'Follow-Up',
  options: 'Options',
  condition1: 'First Condition',
  condition2: 'Second Condition',
  condition3: 'Third Condition',
  condition4: 'Fourth Condition',
  condition5: 'Fifth Condition',
} as const;

export type Group = keyof typeof GROUPS;

type Field = InputFields[number];

/** The groups of fields that only a function knows. */
const groupsOfFunctions = new WeakMap<object, Group>();

const isGroup = (key: string | undefined): key is Group =>
  key !== undefined && Object.hasOwn(GROUPS, key);

const groupOf = (field: Field): string | undefined =>
  typeof field === 'function' ? groupsOfFunctions.get(field) : field.group;

/** Fields that stand together under a heading; they have to follow one another in the form. */
export function grouped<const Fields extends InputFields>(group: Group, fields: Fields): Fields;
export function grouped(group: Group, fields: InputFields): object {
  return fields.map((field) => {
    if (typeof field !== 'function') return { ...field, group };
    const inGroup: typeof field = async (z, bundle) =>
      (await field(z, bundle)).map((each) => ({ ...each, group }));
    groupsOfFunctions.set(inGroup, group);
    return inGroup;
  });
}

/** The headings of a form, in the order of its fields; none where no field stands under one. */
export const groupsOf = (
  fields: InputFields,
): { inputFieldGroups?: { key: string; label: string }[] } => {
  const used = [...new Set(fields.map(groupOf))].filter(isGroup);
  if (used.length === 0) return {};
  return { inputFieldGroups: used.map((key) => ({ key, label: GROUPS[key] })) };
};
