import type { WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { OPPORTUNITY_LABELS } from '../../protiv/opportunity/record.ts';
import { OPPORTUNITY_STATUSES, plainStatus, statusOf } from '../../protiv/opportunity/status.ts';
import type { OpportunityStatus } from '../../protiv/opportunity/status.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { present } from '../../protiv/values/present.ts';
import { asId } from '../../protiv/values/references.ts';
import type { Context } from '../platform/run.ts';
import { readUser } from '../references/references.ts';
import { completePlace, readPlace } from './place.ts';

/** Which opportunities are meant; what is absent means "any". */
export interface OpportunityFilter {
  contactId?: string;
  pipelineId?: string;
  stageId?: string;
  status?: OpportunityStatus;
  /** A user's id. */
  assignedTo?: string;
}

/** What a step asks for. */
export interface FilterInput {
  contactId?: unknown;
  pipelineId?: unknown;
  stageId?: unknown;
  status?: unknown;
  assignedTo?: unknown;
}

/**
 * The filters of a step as search takes them, with ids in place of names.
 *
 * @throws {InvalidInputError} for a name that none has or several have, and for a stage of another
 *   pipeline, which nothing could match
 * @throws {GhlError} `scope_missing`
 */
export const readFilter = async (run: Context, input: FilterInput): Promise<OpportunityFilter> => {
  // A name or a time of day may have to be looked up first, with a right of its own.
  run.ghl.checkMay('opportunities.readonly', 'Opportunity');
  const contactId = asId('Contact', input.contactId);
  const status = asChoice(
    OPPORTUNITY_LABELS.status,
    plainStatus(input.status),
    OPPORTUNITY_STATUSES,
  );
  const place = await readPlace(run, input);
  if (place.pipelineId !== undefined && place.stageId !== undefined) {
    await completePlace(run, place);
  }
  const assignedTo = await readUser(run, OPPORTUNITY_LABELS.assignedTo, input.assignedTo);
  return present({ contactId, ...place, status, assignedTo });
};

/** Whether a row is what was asked for, in case that HighLevel's search ignores a filter. */
export const isMeant =
  (filter: OpportunityFilter) =>
  (row: WireOpportunity): boolean =>
    isOrAny(filter.contactId, row.contactId ?? row.contact?.id) &&
    isOrAny(filter.pipelineId, row.pipelineId) &&
    isOrAny(filter.stageId, row.pipelineStageId) &&
    isOrAny(filter.status, statusOf(row.status)) &&
    isOrAny(filter.assignedTo, row.assignedTo);

const isOrAny = (wanted: string | undefined, held: string | null | undefined): boolean =>
  wanted === undefined || wanted === held;
