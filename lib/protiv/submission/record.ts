import type { WireSubmission } from '../../ghl/schemas/submission.ts';
import { instant } from '../values/dates.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { text } from '../values/present.ts';
import type { Answer } from './answers.ts';
import type { Submission } from './schema.ts';

/** What else it takes to show a submission. */
interface SubmissionFacts {
  answers: (submission: WireSubmission) => Record<string, Answer>;
  /** Names of forms or surveys by id. */
  names?: ReadonlyMap<string, string> | undefined;
}

const ID = '38303ec7-629a-49e2-888a-cf8bf0b1f97e';
const FORM = 'YSWdvS4Is98wtIDGnpmI';

type Table<Shape> = FieldTable<WireSubmission, SubmissionFacts, Shape>;

const inside = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((held, name) => Reflect.get(Object(held), name), value);

const COMMON: Table<Omit<Submission, 'formId' | 'formName' | 'surveyId' | 'surveyName'>> = {
  id: { label: 'ID', read: ({ id }) => id, sample: ID },
  submissionId: { label: 'Submission ID', read: ({ id }) => id, sample: ID },
  contactId: {
    label: 'Contact ID',
    read: ({ contactId }) => text(contactId),
    sample: 'ocQHyuzHvysMo5N5VsXc',
  },
  name: {
    label: 'Name',
    read: ({ name, others }) => text(name) ?? text(others?.['full_name']),
    sample: 'Ana Lindqvist',
  },
  email: {
    label: 'Email',
    read: ({ email, others }) => text(email) ?? text(others?.['email']),
    sample: 'ana.lindqvist@example.com',
  },
  phone: {
    label: 'Phone',
    read: ({ others }) => text(others?.['phone']),
    sample: '+12125550123',
  },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ createdAt }) => instant(createdAt),
    sample: '2026-03-02T09:30:12.000Z',
  },
  pageUrl: {
    label: 'Page URL',
    read: ({ others }) => text(inside(others, 'eventData', 'page', 'url')),
  },
  // Declared by the location’s own fields.
  answers: {
    read: (submission, { answers }) => answers(submission),
    sample: { 'Full Name': 'Ana Lindqvist', Email: 'ana.lindqvist@example.com' },
  },
};

const FORM_FIELDS: Table<Omit<Submission, 'surveyId' | 'surveyName'>> = {
  ...COMMON,
  formId: { label: 'Form ID', read: ({ formId }) => text(formId), sample: FORM },
  formName: {
    label: 'Form Name',
    read: ({ formId }, { names }) => names?.get(formId ?? ''),
    sample: 'Free Roof Check',
  },
};

const surveyOf = ({ surveyId, formId }: WireSubmission): string | undefined =>
  text(surveyId) ?? text(formId);

const SURVEY_FIELDS: Table<Omit<Submission, 'formId' | 'formName'>> = {
  ...COMMON,
  surveyId: { label: 'Survey ID', read: surveyOf, sample: FORM },
  surveyName: {
    label: 'Survey Name',
    read: (submission, { names }) => names?.get(surveyOf(submission) ?? ''),
    sample: 'How Did We Do',
  },
};

/** What a submission of each kind is made of. */
export const SUBMISSION = {
  form: {
    toSubmission: mapperOf(FORM_FIELDS),
    sample: sampleOf(FORM_FIELDS),
    outputFields: outputFieldsOf(FORM_FIELDS),
    formOf: ({ formId }: WireSubmission) => text(formId),
  },
  survey: {
    toSubmission: mapperOf(SURVEY_FIELDS),
    sample: sampleOf(SURVEY_FIELDS),
    outputFields: outputFieldsOf(SURVEY_FIELDS),
    formOf: surveyOf,
  },
};
