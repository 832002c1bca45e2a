import type { WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { customFieldOutputs } from '../../protiv/custom-field/record.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { opportunityOutputFields, toOpportunity } from '../../protiv/opportunity/record.ts';
import type { Opportunity } from '../../protiv/opportunity/schema.ts';
import { contactNames } from '../contact/names.ts';
import {
  customFieldReader,
  customFieldReaderAfterWrite,
  editorCustomFields,
} from '../location/custom-fields.ts';
import type { CustomFieldReader } from '../location/custom-fields.ts';
import { lineItems } from '../platform/line-items.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { lostReasonNames, pipelineNames, userNames } from '../references/references.ts';

/** Labels of the sub-account's own custom fields. */
const customOutput = withRun(async (run) =>
  customFieldOutputs((await editorCustomFields(run, 'opportunity')).fields),
);

/** Output fields of each operation that answers with an opportunity. */
export const opportunityOutput = [...opportunityOutputFields, customOutput];

/** Output fields of the custom fields, of opportunities that come as line items under `key`. */
export const customLineItems = (key: string) =>
  withRun(async (run) =>
    lineItems(key, customFieldOutputs((await editorCustomFields(run, 'opportunity')).fields)),
  );

/** Opportunities as Zaps see them, with the names of what they name by ids. */
export const toOpportunities = async (
  run: Context,
  rows: readonly WireOpportunity[],
  read: CustomFieldReader = customFieldReader(run, 'opportunity'),
): Promise<Opportunity[]> => {
  const unnamed = rows.filter(({ contact }) => !contact?.name);
  const [pipelines, users, lostReasons, contacts, customFields] = await Promise.all([
    pipelineNames(
      run,
      rows.map(({ pipelineId }) => pipelineId),
    ),
    userNames(
      run,
      rows.map(({ assignedTo }) => assignedTo),
    ),
    lostReasonNames(
      run,
      rows.map(({ status, lostReasonId }) => (status === 'lost' ? lostReasonId : undefined)),
    ),
    contactNames(
      run,
      unnamed.map(({ contactId }) => contactId),
    ),
    definitionsOf(rows, read),
  ]);
  const facts = { pipelines, users, lostReasons, contacts, customFields };
  return rows.map((row) => toOpportunity(row, facts));
};

const definitionsOf = async (
  rows: readonly WireOpportunity[],
  read: CustomFieldReader,
): Promise<CustomFields | undefined> => {
  const ids = new Set(
    rows.flatMap(({ customFields }) => (customFields ?? []).flatMap(({ id }) => id || [])),
  );
  return ids.size === 0 ? undefined : read(ids);
};

/** `toOpportunities` for one. */
export const toOneOpportunity = async (
  run: Context,
  row: WireOpportunity,
  read?: CustomFieldReader,
): Promise<Opportunity> => {
  const [opportunity] = await toOpportunities(run, [row], read);
  return opportunity ?? toOpportunity(row);
};

/** `toOneOpportunity` for what a write has left, which no trouble with custom fields can undo. */
export const toWrittenOpportunity = (run: Context, row: WireOpportunity): Promise<Opportunity> =>
  toOneOpportunity(run, row, customFieldReaderAfterWrite(run, 'opportunity'));
