import type { PlainOutputField } from 'zapier-platform-core';

import { isRecord } from '../../ghl/client/json.ts';
import type { WireSubmission } from '../../ghl/schemas/submission.ts';
import { fileUrls } from '../custom-field/record.ts';
import type { CustomField, CustomFields } from '../custom-field/record.ts';
import { plainDate } from '../values/dates.ts';
import { filled, text, texts } from '../values/present.ts';
import { isPossiblyId } from '../values/references.ts';

/** An answer: text, or a list for multiple choice and for files, which come as URLs. */
export type Answer = string | string[];

/** What forms ask everybody, by HighLevel's names for it. */
const STANDARD: Readonly<Record<string, string>> = {
  full_name: 'Full Name',
  first_name: 'First Name',
  last_name: 'Last Name',
  email: 'Email',
  phone: 'Phone',
  date_of_birth: 'Date of Birth',
  organization: 'Company',
  company_name: 'Company Name',
  website: 'Website',
  address: 'Address',
  city: 'City',
  state: 'State',
  country: 'Country',
  postal_code: 'Postal Code',
  source: 'Source',
  terms_and_conditions: 'Terms and Conditions',
};

/** What stands between the answers and is none (seen live, in public code that takes it out). */
const TECHNICAL: ReadonlySet<string> = new Set([
  'eventData',
  'fieldsOriSequance',
  'formId',
  'surveyId',
  'submissionId',
  'location_id',
  'locationId',
  'contactId',
  'contact_id',
  'sessionId',
  'sessionFingerprint',
  'signatureHash',
  'Timezone',
  'timezone',
  'ip',
  'disqualified',
]);

/** Keys of the answers, in the form's order where it says one. */
export const questionsOf = ({ others }: WireSubmission): string[] => {
  const order = others?.['fieldsOriSequance'];
  const listed = Array.isArray(order) ? order.filter((key) => typeof key === 'string') : [];
  return [...new Set([...listed, ...Object.keys(others ?? {})])].filter(
    (key) => !TECHNICAL.has(key) && others?.[key] !== undefined && key !== '__proto__',
  );
};

/** Whether a question is one of the location's own, whose name only its custom fields may tell. */
export const isOwnQuestion = (key: string): boolean => !Object.hasOwn(STANDARD, key);

/** Two underscores are Zapier's path separator, and braces end what a step maps. */
const asKey = (label: string): string =>
  label.replaceAll(/[{}]/g, '').replaceAll(/\s+/g, ' ').replaceAll(/_{2,}/g, '_').trim();

/** `how_did_you_hear` as “How did you hear”; what is no such name stays as it is. */
const inWords = (key: string): string =>
  /^[a-z][a-z\d]*(_[a-z\d]+)*$/.test(key) && !isPossiblyId(key)
    ? key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ')
    : key;

/** What is known of a question. */
interface Question {
  /** The custom field that it fills, if it fills one. */
  field: CustomField | undefined;
  /** Under which key its answers stand. */
  key: string;
}

/**
 * A reader of questions, which HighLevel calls by the id of a custom field, by its key, or by a name of
 * its own. Answers stand under the label; where two custom fields are called alike, both carry their id,
 * so that neither takes the other's place.
 */
const questionReader = (fields: CustomFields): ((name: string) => Question) => {
  const times = new Map<string, number>(Object.values(STANDARD).map((label) => [label, 1]));
  for (const { label } of fields.values()) {
    times.set(asKey(label), (times.get(asKey(label)) ?? 0) + 1);
  }
  const byKey = new Map([...fields.values()].map((field) => [field.key, field]));
  return (name) => {
    if (!isOwnQuestion(name)) return { field: undefined, key: STANDARD[name] ?? name };
    const field = fields.get(name) ?? byKey.get(name.replace(/^contact\./, ''));
    const label = asKey(field?.label ?? inWords(name)) || name;
    const isShared = field !== undefined && (times.get(label) ?? 0) > 1;
    return { field, key: isShared ? `${label} (${field.id})` : label };
  };
};

/**
 * A mapper of the answers of many submissions.
 *
 * @param fields the location's custom fields; an id that is not among them stands for itself
 */
export const answerReader = (
  fields: CustomFields,
): ((submission: WireSubmission) => Record<string, Answer>) => {
  const read = questionReader(fields);
  return (submission) => {
    const answers = new Map<string, Answer>();
    for (const name of questionsOf(submission)) {
      const { field, key } = read(name);
      const answer = readAnswer(submission.others?.[name], field);
      if (answer === undefined) continue;
      // Another question of the same name, which must not take its place.
      answers.set(answers.has(key) ? `${key} (${asKey(name)})` : key, answer);
    }
    return Object.fromEntries(answers);
  };
};

/** An answer that does not fit its field is given as it is: a stranger's odd answer is not lost. */
const readAnswer = (value: unknown, field: CustomField | undefined): Answer | undefined => {
  const kind = field?.kind;
  if (kind === 'files' || holdsFiles(value)) return filled(fileUrls(value)) ?? plain(value);
  if (kind === 'choices') return filled(texts([value].flat().map(plain)));
  if (kind === 'date') {
    return plainDate(typeof value === 'number' ? value : text(value)) ?? plain(value);
  }
  return Array.isArray(value) ? filled(texts(value.map(plain))) : plain(value);
};

/** Whether an answer to a question that fills no field is a file, or several. */
const holdsFiles = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  [value, ...Object.values(value)].some(
    (part) => isRecord(part) && typeof part['url'] === 'string',
  );

/** Text of whatever it is; the parts of a group one after another. */
const plain = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return texts(value.map(plain)).join(', ') || undefined;
  if (isRecord(value)) return texts(Object.values(value).map(plain)).join(', ') || undefined;
  return text(value);
};

/** What the editor calls the answers: to what forms ask everybody, and to questions of the location's own. */
export const answerOutputs = (fields: CustomFields): PlainOutputField[] => {
  const read = questionReader(fields);
  return [...Object.keys(STANDARD), ...fields.keys()].map((name) => {
    const { field, key } = read(name);
    const isList = field?.kind === 'files' || field?.kind === 'choices';
    return {
      key: `answers__${key}`,
      label: `Answer: ${key}`,
      type: field?.kind === 'date' ? 'datetime' : 'string',
      ...(isList && { list: true }),
    };
  });
};
