import type { OpportunityBody, WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import {
  customNumbersAndDates,
  customPhones,
  toGhlCustomFields,
} from '../../protiv/custom-field/body.ts';
import { namedToClear } from '../../protiv/custom-field/clearing.ts';
import {
  customFieldInputs,
  isCustomFieldInput,
  unknownInputs,
} from '../../protiv/custom-field/inputs.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { clearedFields } from '../../protiv/opportunity/clearing.ts';
import { OPPORTUNITY_LABELS } from '../../protiv/opportunity/record.ts';
import { OPPORTUNITY_STATUSES, plainStatus } from '../../protiv/opportunity/status.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { asNumber } from '../../protiv/values/numbers.ts';
import { filled, present } from '../../protiv/values/present.ts';
import { requiredId } from '../../protiv/values/references.ts';
import { asLine, requiredLine } from '../../protiv/values/texts.ts';
import { IF_UNUSABLE, IF_UNUSABLE_LABEL, LeftOut, typedByLabel } from '../contact/left-out.ts';
import { readOwner } from '../contact/owner.ts';
import { customFieldsNamed } from '../location/custom-fields.ts';
import { readingFacts } from '../location/location.ts';
import { phonesOf } from '../location/phones.ts';
import type { Run } from '../platform/run.ts';
import { completePlace, readPlace } from './place.ts';
import type { Place } from './place.ts';

type Input = Readonly<Record<string, unknown>>;

export interface OpportunityRequest {
  /** What HighLevel takes; fields left blank are left out. */
  body: OpportunityBody;
  /** What empties fields of an opportunity that is there. */
  cleared: Partial<OpportunityBody>;
  /** The custom fields that the body may name; none when it names none. */
  fields: CustomFields;
  leftOut: LeftOut;
  /** Whether what was left out is to be noted on the contact. */
  isNoted: boolean;
  /** What stands in the step, by label. */
  typed: ReadonlyMap<string, string>;
}

/**
 * What a step says of an opportunity.
 *
 * @param of the opportunity as it is, for an update; a new one stands in the first stage of its pipeline
 *   where the step names none; one that may be either stays in its stage
 * @throws {InvalidInputError} for a mistake of the Zap's maker, and for a value that HighLevel could
 *   not take where the step, or whoever tries it, wants to be stopped by such
 */
export const opportunityRequest = async (
  run: Run<unknown>,
  given: Input,
  of: WireOpportunity | 'new' | 'either',
): Promise<OpportunityRequest> => {
  const current = typeof of === 'string' ? undefined : of;
  const ifUnusable = asChoice(IF_UNUSABLE_LABEL, given['ifUnusable'], IF_UNUSABLE) ?? 'skip';
  const leftOut = new LeftOut(ifUnusable === 'stop' || run.meta.isLoadingSample === true);
  const { attempt } = leftOut;
  const named = [
    ...Object.keys(given).filter((key) => !isBlank(given[key])),
    ...namedToClear(given['fieldsToClear']),
  ].filter(isCustomFieldInput);
  const [place, assignedTo, fields, local] = await Promise.all([
    placeOf(run, given, of),
    readOwner(run, OPPORTUNITY_LABELS.assignedTo, given['assignedTo'], leftOut),
    customFieldsNamed(run, named, 'opportunity'),
    readingFacts(run, [given['value'] ?? '']),
  ]);
  const facts = { ...local, ...(await readingFacts(run, customNumbersAndDates(given, fields))) };
  const body = present({
    name: attempt(OPPORTUNITY_LABELS.name, () => asLine(OPPORTUNITY_LABELS.name, given['name'])),
    pipelineId: place.pipelineId,
    pipelineStageId: place.stageId,
    status: attempt(OPPORTUNITY_LABELS.status, () =>
      asChoice(OPPORTUNITY_LABELS.status, plainStatus(given['status']), OPPORTUNITY_STATUSES),
    ),
    monetaryValue: attempt(OPPORTUNITY_LABELS.value, () =>
      asNumber(OPPORTUNITY_LABELS.value, given['value'], facts),
    ),
    assignedTo,
    customFields: filled(
      toGhlCustomFields(given, fields, {
        ...facts,
        asPhone: await phonesOf(run, customPhones(given, fields)),
        current: current?.customFields,
        attempt,
      }),
    ),
  });
  leftOut.stopIfAsked();
  for (const key of unknownInputs(given, fields)) {
    leftOut.leave(key, `The sub-account has no custom field for the input ${key}.`);
  }
  return {
    body,
    cleared: clearedFields(given['fieldsToClear'], body, fields),
    fields,
    leftOut,
    isNoted: ifUnusable === 'note',
    typed: typedByLabel(given, [...TYPED, ...customFieldInputs(fields)]),
  };
};

const placeOf = async (
  run: Run<unknown>,
  given: Input,
  of: WireOpportunity | 'new' | 'either',
): Promise<Place> => {
  const current = typeof of === 'string' ? undefined : of.pipelineId;
  const named = await readPlace(run, given, current);
  return completePlace(run, named, of === 'either' ? named.pipelineId : current);
};

const TYPED = (['name', 'status', 'value', 'assignedTo'] as const).map((key) => ({
  key,
  label: OPPORTUNITY_LABELS[key],
}));

/** What a new opportunity needs. */
export type NewOpportunity = OpportunityBody & {
  contactId: string;
  pipelineId: string;
  name: string;
  status: string;
};

/**
 * What a step says of an opportunity that is to be made; it is open where the step does not say.
 *
 * @throws {InvalidInputError} where the contact, the pipeline or the name is missing
 */
export const newOpportunity = (request: OpportunityRequest, input: Input): NewOpportunity => ({
  status: 'open',
  ...request.body,
  ...standingIn(request, input),
  name: request.body.name ?? requiredLine(OPPORTUNITY_LABELS.name, input['name']),
});

/**
 * Whose opportunity a step is about, and in which pipeline.
 *
 * @throws {InvalidInputError} where one of the two is missing
 */
export const standingIn = (
  { body }: OpportunityRequest,
  input: Input,
): Pick<NewOpportunity, 'contactId' | 'pipelineId'> => ({
  contactId: requiredId('Contact', input['contactId']),
  pipelineId: body.pipelineId ?? requiredLine(OPPORTUNITY_LABELS.pipelineId, input['pipelineId']),
});
