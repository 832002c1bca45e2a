import { createHash } from 'node:crypto';

import { GhlError } from '../../ghl/client/errors.ts';
import { createOrDefer } from '../../ghl/client/idempotent-write.ts';
import {
  createOpportunity,
  findOpportunityById,
  opportunityPages,
} from '../../ghl/opportunities.ts';
import type { WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { isSameOpportunity } from '../../protiv/opportunity/changes.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import { isWithin } from '../fields/repeats.ts';
import { recall, remember } from '../platform/cache.ts';
import type { Context } from '../platform/run.ts';
import type { NewOpportunity, OpportunityRequest } from './request.ts';
import { sendUsable, settled } from './write.ts';

/** The contact's opportunities in a pipeline, as search has them: some seconds late. */
export const opportunitiesIn = async (
  { ghl }: Context,
  { contactId, pipelineId }: Pick<NewOpportunity, 'contactId' | 'pipelineId'>,
): Promise<WireOpportunity[]> => {
  const found: WireOpportunity[] = [];
  const search = { contactId, pipelineId, by: 'createdAt' } as const;
  for await (const page of opportunityPages(ghl, search)) found.push(...page.opportunities);
  return found.filter(
    (row) => row.pipelineId === pipelineId && (row.contactId ?? contactId) === contactId,
  );
};

/**
 * Creates an opportunity, unless the contact has an identical one that was made within the window.
 * Search shows what was made some seconds late, so Zapier's cache remembers it as well.
 *
 * @param windowMs milliseconds; 0 to always create one
 * @param known the contact's opportunities in the pipeline, where they were read already
 * @throws {GhlError} `duplicate_opportunity` where the sub-account allows no second one
 */
export const createOnce = async (
  run: Context,
  request: OpportunityRequest,
  body: NewOpportunity,
  windowMs: number,
  known?: readonly WireOpportunity[],
): Promise<{ opportunity: WireOpportunity; wasCreated: boolean }> => {
  const { ghl } = run;
  const { fields } = request;
  const isRepeat = (row: WireOpportunity): boolean =>
    isWithin(windowMs, row.createdAt) && isSameOpportunity(row, body, fields);
  const remembered = windowMs > 0 ? await createdBefore(run, body) : undefined;
  if (remembered && isWithin(windowMs, remembered.createdAt)) {
    return { opportunity: remembered, wasCreated: false };
  }
  const before = known ?? (await opportunitiesIn(run, body));
  for (const { id } of before.filter(isRepeat)) {
    // One that search still shows may be another by now, or gone.
    const repeated = await findOpportunityById(ghl, id);
    if (repeated && isRepeat(repeated)) return { opportunity: repeated, wasCreated: false };
  }
  const old = new Set(before.map(({ id }) => id));
  try {
    const { answer, sent } = await sendUsable(request, body, (usable) =>
      createOrDefer(
        ghl,
        () => createOpportunity(ghl, usable),
        async () => {
          const after = await opportunitiesIn(run, usable);
          return after.find((row) => !old.has(row.id) && isSameOpportunity(row, usable, fields));
        },
      ),
    );
    if (windowMs > 0) await remember(run, nameFor(body), answer.id, windowMs / 1_000);
    const { contactId } = body;
    const opportunity = await settled(run, request, laidOver({ contactId }, answer), sent);
    return { opportunity, wasCreated: true };
  } catch (error) {
    // HighLevel knows at once what its search shows late: an earlier try of the same step, perhaps.
    const existing = error instanceof GhlError ? error.details.opportunityId : undefined;
    const repeat = existing === undefined ? undefined : await findOpportunityById(ghl, existing);
    if (!repeat || !isRepeat(repeat)) throw error;
    return { opportunity: repeat, wasCreated: false };
  }
};

const nameFor = (body: NewOpportunity): string =>
  `opportunity:${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}`;

const createdBefore = async (
  run: Context,
  body: NewOpportunity,
): Promise<WireOpportunity | undefined> => {
  const id = await recall<string>(run, nameFor(body));
  return typeof id === 'string' ? findOpportunityById(run.ghl, id) : undefined;
};
