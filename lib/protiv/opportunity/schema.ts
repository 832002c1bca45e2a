import * as z from 'zod/mini';

import { customFieldsSchema } from '../custom-field/schema.ts';
import { id, nonEmpty, time } from '../values/schema-parts.ts';

/** An opportunity of a contact in a pipeline, Protiv-shaped. */
export const opportunitySchema = z.strictObject({
  id,
  opportunityId: id,
  name: z.optional(nonEmpty),
  status: z.optional(z.enum(['open', 'won', 'lost', 'abandoned'])),
  pipelineId: z.optional(nonEmpty),
  pipelineName: z.optional(nonEmpty),
  stageId: z.optional(nonEmpty),
  stageName: z.optional(nonEmpty),
  /** Money, in the sub-account's currency. */
  value: z.optional(z.number()),
  contactId: z.optional(nonEmpty),
  contactName: z.optional(nonEmpty),
  assignedTo: z.optional(nonEmpty),
  assignedToName: z.optional(nonEmpty),
  source: z.optional(nonEmpty),
  lostReasonId: z.optional(nonEmpty),
  lostReason: z.optional(nonEmpty),
  dateAdded: z.optional(time),
  dateUpdated: z.optional(time),
  dateStageChanged: z.optional(time),
  dateStatusChanged: z.optional(time),
  customFields: z.optional(customFieldsSchema),
});

export type Opportunity = z.infer<typeof opportunitySchema>;
