import { GhlError } from '../../ghl/client/errors.ts';
import { readBack, retryOnUnknownOutcome } from '../../ghl/client/idempotent-write.ts';
import { getOpportunity, updateOpportunity } from '../../ghl/opportunities.ts';
import type { OpportunityBody, WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { opportunityChanges } from '../../protiv/opportunity/changes.ts';
import { OPPORTUNITY_LABELS } from '../../protiv/opportunity/record.ts';
import { present } from '../../protiv/values/present.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import { noteLeftOut } from '../contact/left-out.ts';
import {
  changedOutput,
  ignoredFieldsOutput,
  ignoredReasonsOutput,
  wasCreatedOutput,
} from '../fields/write-output.ts';
import type { Context } from '../platform/run.ts';
import { opportunityOutput, toWrittenOpportunity } from './output.ts';
import type { OpportunityRequest } from './request.ts';

/** What an opportunity can do without, by HighLevel's refusal of it. */
const USELESS = { bad_value: 'monetaryValue', bad_owner: 'assignedTo' } as const;

const LABELS = {
  monetaryValue: OPPORTUNITY_LABELS.value,
  assignedTo: OPPORTUNITY_LABELS.assignedTo,
} as const;

/**
 * Sends a body. Where HighLevel refuses the value or the user, the rest is sent once more: no lead is
 * lost for one of them.
 *
 * @returns the answer, and what was sent for it
 */
export const sendUsable = async <Body extends OpportunityBody, T>(
  { leftOut }: Pick<OpportunityRequest, 'leftOut'>,
  body: Body,
  send: (body: Body) => Promise<T>,
): Promise<{ answer: T; sent: Body }> => {
  try {
    return { answer: await send(body), sent: body };
  } catch (error) {
    const code = error instanceof GhlError ? error.code : '';
    const key = code === 'bad_value' || code === 'bad_owner' ? USELESS[code] : undefined;
    if (key === undefined || body[key] === undefined || Object.keys(body).length === 1) throw error;
    const rest = { ...body };
    delete rest[key];
    leftOut.refuse(LABELS[key], `HighLevel did not accept what “${LABELS[key]}” holds.`);
    return sendUsable({ leftOut }, rest, send);
  }
};

/**
 * Updates an opportunity: sends what differs, and nothing when nothing does.
 *
 * @returns the opportunity as it is then, and what was changed
 */
export const updateWith = async (
  run: Context,
  request: Pick<OpportunityRequest, 'fields' | 'leftOut'>,
  current: WireOpportunity,
  wanted: OpportunityBody,
): Promise<{ opportunity: WireOpportunity; changed: string[] }> => {
  const { changed, body } = opportunityChanges(current, wanted, request.fields);
  if (changed.length === 0) return { opportunity: current, changed };
  const { answer, sent } = await sendUsable(request, body, (usable) =>
    retryOnUnknownOutcome(run.ghl, () => updateOpportunity(run.ghl, current.id, usable)),
  );
  const opportunity = await settled(run, request, laidOver(current, answer), sent);
  const isSent = new Set(opportunityChanges(current, sent, request.fields).changed);
  return { opportunity, changed: changed.filter((key) => isSent.has(key)) };
};

/**
 * What a write left. HighLevel's answers leave fields out (GoHighLevel/highlevel-api-docs#183), so the
 * opportunity is read again before a field is called ignored.
 *
 * @param after the opportunity as the write answered it
 * @param sent the body as it was sent
 */
export const settled = async (
  { ghl }: Context,
  { fields, leftOut }: Pick<OpportunityRequest, 'fields' | 'leftOut'>,
  after: WireOpportunity,
  sent: OpportunityBody,
): Promise<WireOpportunity> => {
  if (opportunityChanges(after, sent, fields).labels.length === 0) return after;
  const read = await readBack(ghl, () => getOpportunity(ghl, after.id));
  if (read === undefined) return withoutEmptied(after, sent);
  for (const label of opportunityChanges(read, sent, fields).labels) {
    leftOut.leave(label, `HighLevel did not keep “${label}”.`);
  }
  return laidOver(withoutEmptied(after, sent), read);
};

/** An answer that says nothing of a field is laid over what it was, also where it was to be emptied. */
const withoutEmptied = (
  { assignedTo, ...opportunity }: WireOpportunity,
  sent: OpportunityBody,
): WireOpportunity => (sent.assignedTo === '' ? opportunity : { ...opportunity, assignedTo });

/** What a write answers: the opportunity, what the step says of its own work, and what was left out. */
export const outcomeOf = async <Says extends object>(
  run: Context,
  { leftOut, isNoted, typed }: OpportunityRequest,
  opportunity: WireOpportunity,
  says: Says,
) => {
  const written = await toWrittenOpportunity(run, opportunity);
  if (isNoted && written.contactId) {
    await noteLeftOut(run, written.contactId, leftOut, typed, 'opportunity');
  }
  return {
    ...written,
    ...says,
    ...present({ ignoredFields: leftOut.fields, ignoredReasons: leftOut.reasons }),
  };
};

/** Output fields of an action that creates opportunities. */
export const creationOutput = [
  ...opportunityOutput,
  wasCreatedOutput,
  ignoredFieldsOutput,
  ignoredReasonsOutput,
];

/** Output fields of an action that changes opportunities. */
export const updateOutput = [
  ...opportunityOutput,
  changedOutput,
  ignoredFieldsOutput,
  ignoredReasonsOutput,
];

/** Output fields of an action that creates or changes opportunities. */
export const upsertOutput = [
  ...opportunityOutput,
  wasCreatedOutput,
  changedOutput,
  ignoredFieldsOutput,
  ignoredReasonsOutput,
];
