import { defineInputFields } from 'zapier-platform-core';

import { listPipelines } from '../lib/ghl/opportunities.ts';
import { OPPORTUNITY_LABELS } from '../lib/protiv/opportunity/record.ts';
import {
  pipelineStageOutputFields,
  pipelineStageSample,
  stagesOf,
  toPipelineStage,
} from '../lib/protiv/opportunity/stage.ts';
import { present, text } from '../lib/protiv/values/present.ts';
import { isAnyFilterEmpty } from '../lib/zapier/fields/filters.ts';
import { pipelineField } from '../lib/zapier/opportunity/input-fields.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { findNamed, matchedByOutput, nameField } from '../lib/zapier/references/finding.ts';
import { readPipeline } from '../lib/zapier/references/references.ts';

export default searchOperation({
  key: 'find_pipeline_stage',
  noun: 'Stage',
  label: 'Find Pipeline Stage',
  description: 'Finds a stage of a pipeline by name or ID.',
  inputFields: defineInputFields([
    nameField('The whole name; part of it is enough if it fits only one stage.'),
    { ...pipelineField, helpText: 'Leave blank to look in all pipelines.' },
  ]),
  perform: async (run) => {
    if (isAnyFilterEmpty(run, ['pipelineId'])) return [];
    const { pipelineId } = run.input;
    const chosen = await readPipeline(run, OPPORTUNITY_LABELS.pipelineId, pipelineId);
    const stages = stagesOf(await listPipelines(run.ghl))
      .filter(({ pipeline }) => chosen === undefined || pipeline.id === chosen)
      .map((place) => ({ ...place, id: place.stage.id }));
    const found = findNamed('stages', run.input.name, { rows: stages }, ({ id, stage }) =>
      present({ id, name: text(stage.name) }),
    );
    return found ? [{ ...toPipelineStage(found.row), matchedBy: found.matchedBy }] : [];
  },
  sample: { ...pipelineStageSample, matchedBy: 'name' },
  outputFields: [...pipelineStageOutputFields, matchedByOutput],
});
