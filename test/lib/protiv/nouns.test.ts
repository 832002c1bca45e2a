import { describe, expect, it } from '@jest/globals';

import {
  appointmentOutputFields,
  appointmentSample,
} from '../../../lib/protiv/appointment/record.ts';
import { appointmentSchema } from '../../../lib/protiv/appointment/schema.ts';
import {
  contactOutputFields,
  contactSample,
  rareContactOutputFields,
} from '../../../lib/protiv/contact/record.ts';
import { contactSchema } from '../../../lib/protiv/contact/schema.ts';
import { noteOutputFields, noteSample } from '../../../lib/protiv/note/record.ts';
import { noteSchema } from '../../../lib/protiv/note/schema.ts';
import {
  opportunityOutputFields,
  opportunitySample,
} from '../../../lib/protiv/opportunity/record.ts';
import { opportunitySchema } from '../../../lib/protiv/opportunity/schema.ts';
import { tagOutputFields, tagSample } from '../../../lib/protiv/tag/record.ts';
import { tagSchema } from '../../../lib/protiv/tag/schema.ts';
import { taskOutputFields, taskSample } from '../../../lib/protiv/task/record.ts';
import { taskSchema } from '../../../lib/protiv/task/schema.ts';
import { unclean } from './clean.ts';

const nouns = [
  ['contact', contactSchema, contactSample, [...contactOutputFields, ...rareContactOutputFields]],
  ['task', taskSchema, taskSample, taskOutputFields],
  ['note', noteSchema, noteSample, noteOutputFields],
  ['tag', tagSchema, tagSample, tagOutputFields],
  ['opportunity', opportunitySchema, opportunitySample, opportunityOutputFields],
  ['appointment', appointmentSchema, appointmentSample, appointmentOutputFields],
] as const;

describe.each(nouns)('%s', (_noun, schema, sample, outputFields) => {
  // A part of a field is labelled under the field's own key.
  const labelled = [...new Set(outputFields.map(({ key }) => key.split('__')[0] ?? key))];

  it('has a sample that its strict schema accepts', () => {
    expect(schema.safeParse(sample)).toMatchObject({ success: true });
    expect(unclean(sample)).toStrictEqual([]);
  });

  it('labels each field of its schema once, and no other', () => {
    const fields = Object.keys(schema.shape).filter((key) => key !== 'customFields');
    expect(labelled.toSorted()).toStrictEqual(fields.toSorted());
    expect(outputFields.every(({ label }) => label)).toBe(true);
  });

  it('gives its id under two names', () => {
    expect(Object.entries(sample).filter(([, value]) => value === sample.id)).toHaveLength(2);
  });
});
