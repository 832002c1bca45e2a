import type { OpportunityBody, WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { differingCustomFields } from '../custom-field/changes.ts';
import type { CustomFields } from '../custom-field/record.ts';
import { changesBy } from '../values/written-fields.ts';
import { OPPORTUNITY_FIELDS, toOpportunity } from './record.ts';
import type { Opportunity } from './schema.ts';

const differing = changesBy<WireOpportunity, Opportunity, OpportunityBody>(
  OPPORTUNITY_FIELDS,
  (wire) => toOpportunity(wire),
);

export interface OpportunityChanges {
  /** Keys of the Protiv-shaped opportunity: `stageId`, `customFields.roof_size`. */
  changed: string[];
  /** The labels of these. */
  labels: string[];
  /** The part of the body that makes the difference; empty when nothing would change. */
  body: Omit<OpportunityBody, 'contactId'>;
}

/** What a body would change in an opportunity. */
export const opportunityChanges = (
  current: WireOpportunity,
  { customFields, contactId: _contactId, ...body }: OpportunityBody,
  fields: CustomFields,
): OpportunityChanges => {
  const own = differing(current, body);
  const custom = differingCustomFields(current.customFields, customFields, fields);
  const differs = new Set<string>(own.map(({ as }) => as));
  return {
    changed: [
      ...own.map(({ key }) => key),
      ...custom.map(({ id }) => `customFields.${fields.get(id)?.key ?? id}`),
    ],
    labels: [
      ...own.map(({ label }) => label),
      ...custom.map(({ id }) => fields.get(id)?.label ?? id),
    ],
    body: {
      ...Object.fromEntries(Object.entries(body).filter(([key]) => differs.has(key))),
      ...(custom.length > 0 && { customFields: custom }),
    },
  };
};

/** Whether creating an opportunity with this body would make a copy of `opportunity`. */
export const isSameOpportunity = (
  opportunity: WireOpportunity,
  body: OpportunityBody,
  fields: CustomFields,
): boolean => opportunityChanges(opportunity, body, fields).changed.length === 0;
