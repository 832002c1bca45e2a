import type { WirePipeline, WireStage } from '../../ghl/schemas/opportunity.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { text } from '../values/present.ts';

/** A stage of a pipeline, Protiv-shaped. */
export interface PipelineStage {
  id: string;
  stageId: string;
  name?: string;
  position?: number;
  pipelineId: string;
  pipelineName?: string;
}

/** A stage and where it stands. */
export interface StageOf {
  stage: WireStage;
  pipeline: WirePipeline;
  /** From 1. */
  position: number;
}

const STAGE_FIELDS: FieldTable<StageOf, void, PipelineStage> = {
  id: {
    label: 'ID',
    read: ({ stage }) => stage.id,
    sample: '7915dedc-8f18-44d5-8bc3-77c04e994a10',
  },
  stageId: {
    label: 'Stage ID',
    read: ({ stage }) => stage.id,
    sample: '7915dedc-8f18-44d5-8bc3-77c04e994a10',
  },
  name: { label: 'Name', read: ({ stage }) => text(stage.name), sample: 'Quote Sent' },
  position: {
    label: 'Position in Pipeline',
    type: 'integer',
    read: ({ position }) => position,
    sample: 2,
  },
  pipelineId: {
    label: 'Pipeline ID',
    read: ({ pipeline }) => pipeline.id,
    sample: 'bCkKGpDsyPP4peuKowkG',
  },
  pipelineName: {
    label: 'Pipeline Name',
    read: ({ pipeline }) => text(pipeline.name),
    sample: 'Roofing',
  },
};

/** The stages of some pipelines, in their order. */
export const stagesOf = (pipelines: readonly WirePipeline[]): StageOf[] =>
  pipelines.flatMap((pipeline) =>
    (pipeline.stages ?? []).map((stage, index) => ({ stage, pipeline, position: index + 1 })),
  );

/** A stage as Zaps see it. */
export const toPipelineStage = mapperOf(STAGE_FIELDS);

export const pipelineStageSample = sampleOf(STAGE_FIELDS);

export const pipelineStageOutputFields = outputFieldsOf(STAGE_FIELDS);
