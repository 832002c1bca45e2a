/** Workflows and campaigns: what a contact can be put into, and HighLevel then carries out. */
import type { WireAutomation } from '../../ghl/schemas/automation.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { text } from '../values/present.ts';

interface Automation {
  id: string;
  name?: string;
  /** `published` or `draft`. */
  status?: string;
}

/** A workflow, Protiv-shaped. */
export interface Workflow extends Automation {
  workflowId: string;
}

/** A campaign, Protiv-shaped. */
export interface Campaign extends Automation {
  campaignId: string;
}

const ID = { label: 'ID', read: ({ id }: WireAutomation) => id } as const;
const STATUS = {
  label: 'Status',
  read: ({ status }: WireAutomation) => text(status),
  sample: 'published',
} as const;

const WORKFLOW_FIELDS: FieldTable<WireAutomation, void, Workflow> = {
  id: { ...ID, sample: '78559bb3-b920-461e-b010-7b2a2816d2a9' },
  workflowId: {
    label: 'Workflow ID',
    read: ({ id }) => id,
    sample: '78559bb3-b920-461e-b010-7b2a2816d2a9',
  },
  name: { label: 'Name', read: ({ name }) => text(name), sample: 'Welcome New Leads' },
  status: STATUS,
};

const CAMPAIGN_FIELDS: FieldTable<WireAutomation, void, Campaign> = {
  id: { ...ID, sample: 'hzlgkTxmH2NyGgLhYnXb' },
  campaignId: { label: 'Campaign ID', read: ({ id }) => id, sample: 'hzlgkTxmH2NyGgLhYnXb' },
  name: { label: 'Name', read: ({ name }) => text(name), sample: 'Spring Offer' },
  status: STATUS,
};

/** A workflow as Zaps see it. */
export const toWorkflow = mapperOf(WORKFLOW_FIELDS);

/** A campaign as Zaps see it. */
export const toCampaign = mapperOf(CAMPAIGN_FIELDS);

export const workflowSample = sampleOf(WORKFLOW_FIELDS);
export const campaignSample = sampleOf(CAMPAIGN_FIELDS);

export const workflowOutputFields = outputFieldsOf(WORKFLOW_FIELDS);
export const campaignOutputFields = outputFieldsOf(CAMPAIGN_FIELDS);
