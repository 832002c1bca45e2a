import * as z from 'zod/mini';

import { id, nonEmpty, time } from '../values/schema-parts.ts';

/** What somebody has sent in by a form or a survey, Protiv-shaped. */
export const submissionSchema = z.strictObject({
  id,
  submissionId: id,
  formId: z.optional(nonEmpty),
  formName: z.optional(nonEmpty),
  surveyId: z.optional(nonEmpty),
  surveyName: z.optional(nonEmpty),
  contactId: z.optional(nonEmpty),
  name: z.optional(nonEmpty),
  email: z.optional(nonEmpty),
  phone: z.optional(nonEmpty),
  pageUrl: z.optional(nonEmpty),
  dateAdded: z.optional(time),
  /** By the question's label; lists for multiple choice, and URLs for files. */
  answers: z.record(z.string(), z.union([nonEmpty, z.array(nonEmpty)])),
});

export type Submission = z.infer<typeof submissionSchema>;
