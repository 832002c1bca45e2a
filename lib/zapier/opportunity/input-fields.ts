import { defineInputFields } from 'zapier-platform-core';

import { OPPORTUNITY_LABELS } from '../../protiv/opportunity/record.ts';
import { OPPORTUNITY_STATUSES } from '../../protiv/opportunity/status.ts';
import { IF_UNUSABLE, IF_UNUSABLE_LABEL } from '../contact/left-out.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';

/** The opportunity that an action is about; also offers a search step in front. */
export const opportunityIdField = {
  key: 'opportunityId',
  label: 'Opportunity',
  required: true,
  ...dropdown.opportunities,
  search: 'find_opportunity.id',
  helpText: 'Choose an opportunity, or map the Opportunity ID of an earlier step.',
} as const;

export const nameField = { key: 'name', label: OPPORTUNITY_LABELS.name } as const;

export const pipelineField = {
  key: 'pipelineId',
  label: OPPORTUNITY_LABELS.pipelineId,
  ...dropdown.pipelines,
  altersDynamicFields: true,
} as const;

export const stageField = {
  key: 'stageId',
  label: OPPORTUNITY_LABELS.stageId,
  ...dropdown.stages,
  dependsOn: ['pipelineId'],
};

export const statusField = {
  key: 'status',
  label: OPPORTUNITY_LABELS.status,
  choices: OPPORTUNITY_STATUSES,
} as const;

const assignedToField = {
  key: 'assignedTo',
  label: OPPORTUNITY_LABELS.assignedTo,
  ...dropdown.users,
} as const;

/** What can be said of an opportunity besides where it stands. */
export const detailFields = defineInputFields([
  {
    key: 'value',
    label: OPPORTUNITY_LABELS.value,
    helpText: 'An amount of money, such as `1250.50` or `$1,250.50`.',
  },
  { ...assignedToField, helpText: 'The user who takes care of it: the ID, name or email.' },
]);

/** What becomes of a value that HighLevel could not take. */
export const ifUnusableField = {
  key: 'ifUnusable',
  label: IF_UNUSABLE_LABEL,
  default: 'skip',
  choices: IF_UNUSABLE,
  helpText:
    'Such as a value that is no number. Ignored Fields names what was left out; the note holds what was typed.',
} as const;

/** Which opportunities a trigger or search looks at; one that is left blank means "any". */
export const opportunityFilterFields = defineInputFields([
  { ...pipelineField, helpText: 'Only opportunities in this pipeline.' },
  { ...stageField, helpText: 'Only opportunities in this stage.' },
  { ...statusField, helpText: 'Only opportunities with this status.' },
  { ...assignedToField, helpText: 'Only opportunities of this user.' },
]);

/** Zapier runs steps that share this key one after another. */
export const opportunityLock = {
  key: 'opportunity:{{bundle.inputData.opportunityId}}',
  scope: ['auth' as const],
};
