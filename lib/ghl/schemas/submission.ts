import * as z from 'zod/mini';

import { isRecord } from '../client/json.ts';
import { id, moment, text } from './fields.ts';

/** A form or a survey, as the list names it. */
export const wireForm = z.looseObject({ id, name: text });

export type WireForm = z.infer<typeof wireForm>;

/**
 * What somebody has sent in by a form or a survey. `others` holds the answers by the ids of custom
 * fields, by names such as `full_name`, and technical data between them; `fieldsOriSequance` in it lists
 * the answers in the form's order (the official file's spelling).
 */
export const wireSubmission = z.looseObject({
  id,
  contactId: text,
  createdAt: moment,
  formId: text,
  surveyId: text,
  name: text,
  email: text,
  others: z.nullish(z.custom<Readonly<Record<string, unknown>>>(isRecord)),
});

export type WireSubmission = z.infer<typeof wireSubmission>;
