/** Where an opportunity stands: the pipeline and the stage that a step names. */
import { GhlError } from '../../ghl/client/errors.ts';
import { OPPORTUNITY_LABELS } from '../../protiv/opportunity/record.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { present } from '../../protiv/values/present.ts';
import type { Named } from '../../protiv/values/references.ts';
import type { Context } from '../platform/run.ts';
import { pipelinesWith, readPipeline, readStage } from '../references/references.ts';

export interface PlaceInput {
  pipelineId?: unknown;
  stageId?: unknown;
}

export interface Place {
  pipelineId?: string;
  stageId?: string;
}

/**
 * The pipeline and the stage that a step names, each by its id or name. A stage by its name is one of
 * the pipeline that is named, or else of the one where the opportunity stands, or else of all.
 *
 * @param current the id of the pipeline where the opportunity stands
 * @throws {InvalidInputError} for a name that none has or several have, and for a stage of another
 *   pipeline than the one that the step names
 */
export const readPlace = async (
  run: Context,
  input: PlaceInput,
  current?: string | null,
): Promise<Place> => {
  const pipelineId = await readPipeline(run, OPPORTUNITY_LABELS.pipelineId, input.pipelineId);
  const within = pipelineId ?? (current || undefined);
  const stageId = await readStage(run, OPPORTUNITY_LABELS.stageId, input.stageId, within);
  return present({ pipelineId, stageId });
};

/**
 * What has to be written so that an opportunity stands where a step wants it: a stage goes with its
 * pipeline, and another pipeline with one of its stages, the first where the step names none.
 *
 * @throws {InvalidInputError} for a stage of another pipeline than the one that the step names, and for an
 *   id that no pipeline or stage has
 */
export const completePlace = async (
  run: Context,
  { pipelineId, stageId }: Place,
  current?: string | null,
): Promise<Place> => {
  if (stageId !== undefined) {
    const records = await recordsWith(run, 'stageId', stageId);
    const own = records.find(({ id }) => id === stageId)?.within;
    if (own === undefined || own === (pipelineId ?? current))
      return present({ pipelineId, stageId });
    if (pipelineId === undefined) return { pipelineId: own, stageId };
    throw new InvalidInputError(
      `“${OPPORTUNITY_LABELS.stageId}” holds a stage of another pipeline than the one in “${OPPORTUNITY_LABELS.pipelineId}”. Choose one of that pipeline’s stages, or leave “${OPPORTUNITY_LABELS.pipelineId}” blank.`,
    );
  }
  if (pipelineId === undefined || pipelineId === current) return present({ pipelineId });
  const records = await recordsWith(run, 'pipelineId', pipelineId);
  const first = records.find(({ within }) => within === pipelineId);
  return present({ pipelineId, stageId: first?.id });
};

/**
 * Pipelines and stages, one of which is meant; none where nobody can tell.
 *
 * @throws {InvalidInputError} for an id that no pipeline, or no stage, has
 */
const recordsWith = async (
  run: Context,
  key: keyof Place,
  id: string,
): Promise<readonly Named[]> => {
  const label = OPPORTUNITY_LABELS[key];
  const records = await known(run, id);
  const isMeant = (record: Named): boolean =>
    record.id === id && (record.within === undefined) === (key === 'pipelineId');
  if (records.length === 0 || records.some(isMeant)) return records;
  throw new InvalidInputError(
    `“${label}” holds an ID that no ${label.toLowerCase()} of the connected sub-account has. It may have been deleted. Choose it again from the list, or give its name.`,
  );
};

/** None where the list cannot be read: HighLevel then judges by itself. */
const known = async (run: Context, id: string): Promise<readonly Named[]> => {
  try {
    return await pipelinesWith(run, id);
  } catch (error) {
    if (error instanceof GhlError && error.kind === 'halted') return [];
    throw error;
  }
};
