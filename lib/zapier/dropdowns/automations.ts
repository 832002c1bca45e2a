import { listCampaigns, listWorkflows } from '../../ghl/automations.ts';
import type { WireAutomation } from '../../ghl/schemas/automation.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { withRun } from '../platform/run.ts';
import { alphabetical } from './choices.ts';
import type { Choices } from './choices.ts';

export const workflows = withRun(async ({ ghl }) =>
  choicesOf(await listWorkflows(ghl), 'workflows', 'Automation, Workflows'),
);

export const campaigns = withRun(async ({ ghl }) =>
  choicesOf(await listCampaigns(ghl), 'campaigns', 'Marketing, Campaigns'),
);

/** @throws {InvalidInputError} where there is none: an empty list would leave people wondering */
const choicesOf = (rows: readonly WireAutomation[], many: string, where: string): Choices => {
  if (rows.length === 0) {
    throw new InvalidInputError(
      `The connected sub-account has no ${many} yet. Create one in HighLevel under ${where}, then open this list again.`,
    );
  }
  return alphabetical(
    rows.map(({ id, name, status }) => ({
      id,
      label: `${name || id}${status === 'draft' ? ' (draft)' : ''}`,
    })),
  );
};
