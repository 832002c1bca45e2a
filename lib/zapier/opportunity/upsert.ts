import { GhlError } from '../../ghl/client/errors.ts';
import { createOrDefer, readBack } from '../../ghl/client/idempotent-write.ts';
import { findOpportunityById, getOpportunity, upsertOpportunity } from '../../ghl/opportunities.ts';
import type { WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { overHeld } from '../../protiv/custom-field/body.ts';
import { joined } from '../../protiv/custom-field/clearing.ts';
import { OPPORTUNITY_LABELS } from '../../protiv/opportunity/record.ts';
import { statusOf } from '../../protiv/opportunity/status.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { present } from '../../protiv/values/present.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import { recall, remember } from '../platform/cache.ts';
import type { Context, Run } from '../platform/run.ts';
import { createOnce, opportunitiesIn } from './creation.ts';
import { completePlace } from './place.ts';
import { newOpportunity, standingIn } from './request.ts';
import type { NewOpportunity, OpportunityRequest } from './request.ts';
import { openFirst } from './search.ts';
import { sendUsable, settled, updateWith } from './write.ts';

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
  const matches = ({ pipelineId, status }: WireOpportunity): boolean =>
    pipelineId === wanted.pipelineId && (ifClosed === 'update' || statusOf(status) === 'open');
  const match = await matchAmong(run, held, matches);
  if (match) return updateMatched(run, request, match);
  const { name } = request.body;
  if (name === undefined) {
    throw new InvalidInputError(
      `The contact has no opportunity in this pipeline to update, and a new one needs a “${OPPORTUNITY_LABELS.name}”. Fill it in; if it is mapped from an earlier step, check that the step found something.`,
    );
  }
  const { pipelineId, stageId } = await completePlace(
    run,
    present({ ...wanted, stageId: request.body.pipelineStageId }),
  );
  const placed = {
    ...newOpportunity(request, input),
    ...present({ pipelineId, pipelineStageId: stageId }),
    ...wanted,
  };
  if (held.rows.length === 0) return createFirst(run, request, placed);
  try {
    // HighLevel's own upsert would update one of those that are closed.
    const made = await createOnce(run, request, placed, REMEMBERED_MS, held.rows);
    await rememberStanding(run, wanted, made.opportunity);
    return { ...made, changed: [] };
  } catch (error) {
    if (!(error instanceof GhlError) || error.code !== 'duplicate_opportunity') throw error;
    const { opportunityId } = error.details;
    const other = opportunityId && (await findOpportunityById(run.ghl, opportunityId));
    if (other && matches(other)) return updateMatched(run, request, other);
    throw new InvalidInputError(
      `All opportunities of this contact in the pipeline are closed, and the sub-account does not allow a second one. Choose “${choices.update}” under “${label}”, or allow duplicate opportunities in HighLevel under Settings, Business Profile.`,
    );
  }
};

type Standing = Pick<NewOpportunity, 'contactId' | 'pipelineId'>;

const nameFor = ({ contactId, pipelineId }: Standing): string =>
  `opportunityOf:${contactId}:${pipelineId}`;

const rememberStanding = (
  run: Context,
  of: Standing,
  { id }: Pick<WireOpportunity, 'id'>,
): Promise<boolean> => remember(run, nameFor(of), id, REMEMBERED_MS / 1_000);

interface Held {
  /** As search shows them, which is some seconds late. */
  rows: WireOpportunity[];
  /** What such a step has just made, as it is now, where search lacks it; it is among the rows. */
  made?: WireOpportunity;
}

/** What the contact has in the pipeline. */
const standing = async (run: Context, of: Standing): Promise<Held> => {
  const rows = await opportunitiesIn(run, of);
  const id = await recall<string>(run, nameFor(of));
  if (typeof id !== 'string' || rows.some((row) => row.id === id)) return { rows };
  const made = await findOpportunityById(run.ghl, id);
  return made?.pipelineId === of.pipelineId ? { rows: [made, ...rows], made } : { rows };
};

/** The one to update, as it is now: what differs from that is what has to be sent. */
const matchAmong = async (
  { ghl }: Context,
  { rows, made }: Held,
  matches: (row: WireOpportunity) => boolean,
): Promise<WireOpportunity | undefined> => {
  for (const { id } of openFirst(rows).filter(matches)) {
    const now = id === made?.id ? made : await findOpportunityById(ghl, id);
    if (now && matches(now)) return now;
  }
  return undefined;
};

const updateMatched = async (
  run: Context,
  request: OpportunityRequest,
  match: WireOpportunity,
): Promise<Done> => {
  const { body, cleared, fields } = request;
  const { customFields } = body;
  // Boxes of custom fields that it has are not lost.
  const over = customFields && overHeld(customFields, fields, match.customFields);
  const wanted = joined({ ...body, ...present({ customFields: over }) }, cleared);
  const { opportunity, changed } = await updateWith(run, request, match, wanted);
  return { opportunity, wasCreated: false, changed };
};

/**
 * HighLevel's own upsert knows at once what its search shows late, so that two runs at the same moment
 * make one opportunity. It may find one that somebody else has just made and moved, so it gets only what
 * the step says: where a new one stands, if HighLevel does not choose, and custom fields, which it does not
 * take, follow.
 */
const createFirst = async (
  run: Context,
  request: OpportunityRequest,
  { customFields, pipelineStageId, status, ...named }: NewOpportunity,
): Promise<Done> => {
  const { ghl } = run;
  const said = request.body;
  const body = {
    ...named,
    ...present({ pipelineStageId: said.pipelineStageId, status: said.status }),
  };
  const { answer, sent } = await sendUsable(request, body, (usable) =>
    createOrDefer(
      ghl,
      () => upsertOpportunity(ghl, usable),
      async () => {
        const [opportunity] = openFirst(await opportunitiesIn(run, named));
        return opportunity && { opportunity, wasCreated: true };
      },
    ),
  );
  const { wasCreated } = answer;
  await rememberStanding(run, named, answer.opportunity);
  const { contactId } = named;
  const made = await settled(run, request, laidOver({ contactId }, answer.opportunity), sent);
  const isPlaced = !wasCreated || (made.pipelineStageId && made.status);
  const now = isPlaced ? made : ((await readBack(ghl, () => getOpportunity(ghl, made.id))) ?? made);
  const { opportunity } = await updateWith(run, request, now, {
    ...(!isPlaced && !now.pipelineStageId && present({ pipelineStageId })),
    ...(!isPlaced && !now.status && { status }),
    ...(customFields && {
      customFields: overHeld(customFields, request.fields, now.customFields),
    }),
  });
  return { opportunity, wasCreated, changed: [] };
};
