import type { OpportunityBody, WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { customFieldValues } from '../custom-field/record.ts';
import type { CustomFields } from '../custom-field/record.ts';
import { instant } from '../values/dates.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import { text } from '../values/present.ts';
import { writtenLabelsOf } from '../values/written-fields.ts';
import type { WritableFieldTable } from '../values/written-fields.ts';
import type { Opportunity } from './schema.ts';
import { statusOf } from './status.ts';

/** What else it takes to show an opportunity: names by id, of what it names by its id only. */
export interface OpportunityFacts {
  /** Pipelines and their stages. */
  pipelines?: ReadonlyMap<string, string> | undefined;
  users?: ReadonlyMap<string, string> | undefined;
  contacts?: ReadonlyMap<string, string> | undefined;
  lostReasons?: ReadonlyMap<string, string> | undefined;
  /** The sub-account's custom fields of opportunities; without them it comes without any. */
  customFields?: CustomFields | undefined;
}

const ID = 'yWQobCRIhRguQtD2llvk';

/** Why it is lost; what was once the reason of one that is open again is none. */
const lostReasonOf = ({ status, lostReasonId }: WireOpportunity): string | undefined =>
  statusOf(status) === 'lost' ? text(lostReasonId) : undefined;

const money = (value: number | string | null | undefined): number | undefined => {
  const amount = typeof value === 'number' ? value : Number(text(value) ?? Number.NaN);
  return Number.isFinite(amount) ? amount : undefined;
};

type Table = WritableFieldTable<WireOpportunity, OpportunityFacts, Opportunity, OpportunityBody>;

const FIELDS = {
  id: { label: 'ID', read: ({ id }) => id, sample: ID },
  opportunityId: { label: 'Opportunity ID', read: ({ id }) => id, sample: ID },
  name: {
    label: 'Name',
    read: ({ name }) => text(name),
    sample: 'Roof repair for Ana Lindqvist',
    written: { as: 'name', label: 'Name' },
  },
  status: {
    label: 'Status',
    read: ({ status }) => statusOf(status),
    sample: 'open',
    written: { as: 'status', label: 'Status' },
  },
  pipelineId: {
    label: 'Pipeline ID',
    read: ({ pipelineId }) => text(pipelineId),
    sample: 'bCkKGpDsyPP4peuKowkG',
    written: { as: 'pipelineId', label: 'Pipeline' },
  },
  pipelineName: {
    label: 'Pipeline Name',
    read: ({ pipelineId }, { pipelines }) => pipelines?.get(pipelineId ?? ''),
    sample: 'Roofing',
  },
  stageId: {
    label: 'Stage ID',
    read: ({ pipelineStageId }) => text(pipelineStageId),
    sample: '7915dedc-8f18-44d5-8bc3-77c04e994a10',
    written: { as: 'pipelineStageId', label: 'Stage' },
  },
  stageName: {
    label: 'Stage Name',
    read: ({ pipelineStageId }, { pipelines }) => pipelines?.get(pipelineStageId ?? ''),
    sample: 'Quote Sent',
  },
  value: {
    label: 'Value',
    type: 'number',
    read: ({ monetaryValue }) => money(monetaryValue),
    sample: 12500,
    // HighLevel knows no opportunity without a value.
    written: { as: 'monetaryValue', label: 'Value', empty: 0 },
  },
  contactId: {
    label: 'Contact ID',
    read: ({ contactId, contact }) => text(contactId) ?? text(contact?.id),
    sample: 'ocQHyuzHvysMo5N5VsXc',
  },
  contactName: {
    label: 'Contact Name',
    read: ({ contact, contactId }, { contacts }) =>
      text(contact?.name) ?? contacts?.get(contactId ?? ''),
    sample: 'Ana Lindqvist',
  },
  assignedTo: {
    label: 'Assigned User ID',
    read: ({ assignedTo }) => text(assignedTo),
    // The official file declares a text, which cannot be null.
    written: { as: 'assignedTo', label: 'Assigned User', empty: '' },
  },
  assignedToName: {
    label: 'Assigned User Name',
    read: ({ assignedTo }, { users }) => users?.get(assignedTo ?? ''),
  },
  source: { label: 'Source', read: ({ source }) => text(source) },
  lostReasonId: { label: 'Lost Reason ID', read: lostReasonOf },
  lostReason: {
    label: 'Lost Reason',
    read: (wire, { lostReasons }) => lostReasons?.get(lostReasonOf(wire) ?? ''),
  },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ createdAt }) => instant(createdAt),
    sample: '2026-03-02T09:30:12.704Z',
  },
  dateUpdated: {
    label: 'Date Updated',
    type: 'datetime',
    read: ({ updatedAt }) => instant(updatedAt),
    sample: '2026-03-05T16:04:51.120Z',
  },
  dateStageChanged: {
    label: 'Date Stage Changed',
    type: 'datetime',
    read: ({ lastStageChangeAt }) => instant(lastStageChangeAt),
    sample: '2026-03-05T16:04:51.120Z',
  },
  dateStatusChanged: {
    label: 'Date Status Changed',
    type: 'datetime',
    read: ({ lastStatusChangeAt }) => instant(lastStatusChangeAt),
    sample: '2026-03-02T09:30:12.704Z',
  },
  customFields: {
    read: (wire, { customFields }) =>
      customFields && customFieldValues(wire.customFields, customFields),
  },
} as const satisfies Table;

/** Every field of an opportunity, once. */
export const OPPORTUNITY_FIELDS: Table = FIELDS;

const toRecord = mapperOf<WireOpportunity, OpportunityFacts, Opportunity>(OPPORTUNITY_FIELDS);

/** An opportunity of any GHL route as Zaps see it. */
export const toOpportunity = (wire: WireOpportunity, facts: OpportunityFacts = {}): Opportunity =>
  toRecord(wire, facts);

export const opportunitySample = sampleOf<WireOpportunity, OpportunityFacts, Opportunity>(
  OPPORTUNITY_FIELDS,
);

/** What the editor calls each field, the sub-account's own apart. */
export const opportunityOutputFields = outputFieldsOf(OPPORTUNITY_FIELDS);

/** What each field of an opportunity is called where people fill it in. */
export const OPPORTUNITY_LABELS = writtenLabelsOf(FIELDS);
