import * as z from 'zod/mini';

import { isRecord } from '../client/json.ts';
import { customFieldValue } from './contact.ts';
import type { CustomFieldBody } from './contact.ts';
import { id, moment, text, texts } from './fields.ts';

/**
 * Rows of search name the value of a custom field by its type, `fieldValueString` or
 * `fieldValueArray` (GoHighLevel/highlevel-api-docs#87), where other routes say `fieldValue`; and at
 * times the list is `custom_fields` (the page that the official file of search links to).
 */
const plainly = z.transform((row: unknown): unknown => {
  if (!isRecord(row)) return row;
  const customFields = row['customFields'] ?? row['custom_fields'];
  if (!Array.isArray(customFields)) return row;
  return { ...row, customFields: customFields.map(withPlainValue) };
});

const withPlainValue = (entry: unknown): unknown => {
  if (!isRecord(entry) || entry['value'] !== undefined) return entry;
  const typed = Object.entries(entry).find(
    ([name, value]) => /^field_?value/i.test(name) && (value ?? null) !== null,
  );
  return typed === undefined ? entry : { id: entry['id'], value: typed[1] };
};

/** Whose opportunity it is, as search and reading by id show it. */
const holder = z.nullish(z.looseObject({ id: text, name: text }));

/** An opportunity of any route. */
export const wireOpportunity = z.pipe(
  plainly,
  z.looseObject({
    id,
    name: text,
    monetaryValue: z.nullish(z.union([z.number(), z.string()])),
    pipelineId: text,
    pipelineStageId: text,
    assignedTo: text,
    status: text,
    source: text,
    lostReasonId: text,
    lastStatusChangeAt: moment,
    lastStageChangeAt: moment,
    createdAt: moment,
    updatedAt: moment,
    contactId: text,
    contact: holder,
    followers: texts,
    customFields: z.nullish(z.array(customFieldValue)),
  }),
);

export type WireOpportunity = z.infer<typeof wireOpportunity>;

/** A stage of a pipeline, which the official file declares as a list. */
const wireStage = z.looseObject({ id, name: text, position: z.nullish(z.number()) });

export type WireStage = z.infer<typeof wireStage>;

/** A pipeline with its stages, in their order. */
export const wirePipeline = z.looseObject({
  id,
  name: text,
  stages: z.nullish(z.array(wireStage)),
});

export type WirePipeline = z.infer<typeof wirePipeline>;

/** Why opportunities are lost; some answers say `_id` (seen in public code). */
export const wireLostReason = z.pipe(
  z.transform((row: unknown): unknown =>
    isRecord(row) && row['id'] === undefined ? { ...row, id: row['_id'] } : row,
  ),
  z.looseObject({ id, name: text }),
);

export type WireLostReason = z.infer<typeof wireLostReason>;

/**
 * Properties that the official file declares for writing an opportunity; create needs `pipelineId`,
 * `name`, `status` and `contactId`, and the update does not take the last.
 */
export type OpportunityBody = {
  name?: string;
  pipelineId?: string;
  pipelineStageId?: string;
  status?: string;
  monetaryValue?: number;
  contactId?: string;
  assignedTo?: string;
  customFields?: CustomFieldBody[];
};
