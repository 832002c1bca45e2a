import { createOrDefer } from '../../ghl/client/idempotent-write.ts';
import { findOpportunityById, upsertOpportunity } from '../../ghl/opportunities.ts';
import type { WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { overHeld } from '../../protiv/custom-field/body.ts';
import { statusOf } from '../../protiv/opportunity/status.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { present } from '../../protiv/values/present.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import { recall, remember } from '../platform/cache.ts';
import type { Context, Run } from '../platform/run.ts';
import { createOnce, opportunitiesIn } from './creation.ts';
import { completePlace } from './place.ts';
import { newOpportunity, standingIn } from './request.ts';
import type { NewOpportunity, OpportunityRequest } from './request.ts';
import { openFirst } from './search.ts';
import { settled, updateWith } from './write.ts';

export const ifClosedField = {
  key: 'ifClosed',
  label: 'If There Are Only Closed Ones',
  default: 'create',
  choices: { create: 'Create a new one', update: 'Update the newest one' },
  helpText:
    'What happens if all opportunities of the contact in this pipeline are won, lost or abandoned.',
} as const;

/** Zapier replays steps; search shows within this time what they have made. */
const REMEMBERED_MS = 10 * 60_000;

interface Done {
  opportunity: WireOpportunity;
  wasCreated: boolean;
  changed: string[];
}

/**
 * Updates the contact's opportunity in a pipeline, an open one before others and of these the newest, or
 * creates one.
 *
 * @throws {InvalidInputError} where one is to be made and the contact, the pipeline or the name is missing
 */
export const createOrUpdate = async (
  run: Run<unknown>,
  request: OpportunityRequest,
  input: Readonly<Record<string, unknown>>,
): Promise<Done> => {
  const { label, choices } = ifClosedField;
  const ifClosed = asChoice(label, input['ifClosed'], choices) ?? 'create';
  const wanted = standingIn(request, input);
  const held = await standing(run, wanted);
  const match = openFirst(held).find(
    ({ status }) => ifClosed === 'update' || statusOf(status) === 'open',
  );
  if (match) return updateMatched(run, request, match);
  const { pipelineId, stageId } = await completePlace(
    run,
    present({ ...wanted, stageId: request.body.pipelineStageId }),
  );
  const placed = {
    ...newOpportunity(request, input),
    ...present({ pipelineId, pipelineStageId: stageId }),
    ...wanted,
  };
  if (held.length > 0) {
    // HighLevel's own upsert would update one of those that are closed.
    const made = await createOnce(run, request, placed, REMEMBERED_MS, held);
    await rememberStanding(run, wanted, made.opportunity);
    return { ...made, changed: [] };
  }
  return createFirst(run, request, placed);
};

type Standing = Pick<NewOpportunity, 'contactId' | 'pipelineId'>;

const nameFor = ({ contactId, pipelineId }: Standing): string =>
  `opportunityOf:${contactId}:${pipelineId}`;

const rememberStanding = (
  run: Context,
  of: Standing,
  { id }: Pick<WireOpportunity, 'id'>,
): Promise<boolean> => remember(run, nameFor(of), id, REMEMBERED_MS / 1_000);

/** What the contact has in the pipeline, with what such a step has just made and search lacks. */
const standing = async (run: Context, of: Standing): Promise<WireOpportunity[]> => {
  const found = await opportunitiesIn(run, of);
  const id = await recall<string>(run, nameFor(of));
  if (typeof id !== 'string' || found.some((row) => row.id === id)) return found;
  const made = await findOpportunityById(run.ghl, id);
  return made?.pipelineId === of.pipelineId ? [made, ...found] : found;
};

const updateMatched = async (
  run: Context,
  request: OpportunityRequest,
  match: WireOpportunity,
): Promise<Done> => {
  const { body, fields } = request;
  const { customFields } = body;
  const { opportunity, changed } = await updateWith(run, request, match, {
    ...body,
    // Boxes of custom fields that it has are not lost.
    ...(customFields && { customFields: overHeld(customFields, fields, match.customFields) }),
  });
  return { opportunity, wasCreated: false, changed };
};

/**
 * HighLevel's own upsert knows at once what its search shows late, so that two runs at the same moment
 * make one opportunity. Custom fields, which it does not take, follow.
 */
const createFirst = async (
  run: Context,
  request: OpportunityRequest,
  { customFields, ...body }: NewOpportunity,
): Promise<Done> => {
  const { ghl } = run;
  const { opportunity: answer, wasCreated } = await createOrDefer(
    ghl,
    () => upsertOpportunity(ghl, body),
    async () => {
      const [opportunity] = openFirst(await opportunitiesIn(run, body));
      return opportunity && { opportunity, wasCreated: true };
    },
  );
  await rememberStanding(run, body, answer);
  const { contactId } = body;
  const made = await settled(run, request, laidOver({ contactId }, answer), body);
  if (!customFields) return { opportunity: made, wasCreated, changed: [] };
  const { opportunity } = await updateWith(run, request, made, {
    customFields: overHeld(customFields, request.fields, made.customFields),
  });
  return { opportunity, wasCreated, changed: [] };
};
