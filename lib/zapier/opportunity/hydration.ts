import * as zod from 'zod/mini';

import { getOpportunity } from '../../ghl/opportunities.ts';
import type { Opportunity } from '../../protiv/opportunity/schema.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { toOneOpportunity } from './output.ts';

const FIELDS = {
  core: [
    'id',
    'opportunityId',
    'name',
    'status',
    'pipelineId',
    'pipelineName',
    'stageId',
    'stageName',
    'value',
    'contactId',
    'contactName',
    'assignedTo',
    'assignedToName',
    'dateAdded',
    'dateUpdated',
    'dateStageChanged',
    'dateStatusChanged',
  ],
  // What it stands for must be what the Zap has fired for.
  key: [
    'id',
    'status',
    'pipelineId',
    'stageId',
    'contactId',
    'dateUpdated',
    'dateStageChanged',
    'dateStatusChanged',
  ],
} satisfies KeptFields<Opportunity>;

/** How opportunities are sent where too many come at once. */
export const slimOpportunity = ({ z }: Context): SlimRecord<Opportunity> => ({
  ...FIELDS,
  // The date is not read: identical pointers are cached for five minutes, and a change must not be.
  pointerTo: ({ id, dateUpdated }, kept) =>
    z.dehydrate(hydrateOpportunity, { ...kept, id, dateUpdated }),
});

const pointer = zod.object({ ...keptInSlim, id: zod.string() });

/** Hydrator: the rest of an opportunity. */
export const hydrateOpportunity = withRun(async (run) => {
  const { id, ...kept } = readPointer(pointer, run.input);
  const opportunity = await toOneOpportunity(run, await getOpportunity(run.ghl, id));
  return restOf(opportunity, FIELDS, kept);
});
