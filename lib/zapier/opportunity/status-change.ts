import { readBack, retryOnUnknownOutcome } from '../../ghl/client/idempotent-write.ts';
import { getOpportunity, setOpportunityStatus } from '../../ghl/opportunities.ts';
import type { WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { OPPORTUNITY_LABELS } from '../../protiv/opportunity/record.ts';
import { statusOf } from '../../protiv/opportunity/status.ts';
import type { OpportunityStatus } from '../../protiv/opportunity/status.ts';
import type { Context } from '../platform/run.ts';

export const LOST_REASON_LABEL = 'Lost Reason';

interface Wanted {
  status: OpportunityStatus;
  /** Why it is lost. */
  lostReasonId: string | undefined;
}

/** What of it an opportunity is not yet: keys of the Protiv-shaped opportunity, with their labels. */
const differing = (
  { status: held, lostReasonId: reason }: WireOpportunity,
  { status, lostReasonId }: Wanted,
): Readonly<Record<string, string>> => ({
  ...(statusOf(held) !== status && { status: OPPORTUNITY_LABELS.status }),
  ...(lostReasonId !== undefined && lostReasonId !== reason && { lostReason: LOST_REASON_LABEL }),
});

/**
 * Gives an opportunity a status, and where that is lost the reason, and touches nothing else; sends
 * nothing where it has both.
 *
 * @throws {GhlError} `not_found`
 */
export const changeStatus = async (
  { ghl }: Context,
  opportunityId: string,
  wanted: Wanted,
): Promise<{ opportunity: WireOpportunity; changed: string[]; ignoredFields: string[] }> => {
  const before = await getOpportunity(ghl, opportunityId);
  const changed = Object.keys(differing(before, wanted));
  if (changed.length === 0) return { opportunity: before, changed, ignoredFields: [] };
  await retryOnUnknownOutcome(ghl, () => setOpportunityStatus(ghl, opportunityId, wanted));
  // The answer does not hold the opportunity.
  const after = await readBack(ghl, () => getOpportunity(ghl, opportunityId));
  if (after) {
    return { opportunity: after, changed, ignoredFields: Object.values(differing(after, wanted)) };
  }
  const { updatedAt: _updated, lastStatusChangeAt: _changed, ...rest } = before;
  const { status, lostReasonId = before.lostReasonId } = wanted;
  return { opportunity: { ...rest, status, lostReasonId }, changed, ignoredFields: [] };
};
