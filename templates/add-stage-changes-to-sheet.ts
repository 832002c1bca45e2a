import type { ZapTemplate } from './template.ts';

/** Opportunity in another stage: one row of a spreadsheet. */
export default {
  key: 'add-stage-changes-to-sheet',
  title: 'Add stage changes of HighLevel opportunities to Google Sheets as rows',
  description:
    'See how long jobs stay in each stage, and where they get stuck. Whenever an opportunity moves to another stage of the pipeline you choose, this Zap writes the stage, the value, the owner and the time into a new row of your Google Sheets spreadsheet.',
  area: 'sales',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'opportunity_stage_changed',
      fields: { pipelineId: { ask: 'Which pipeline do you want to watch?' } },
    },
    {
      kind: 'otherApp',
      id: 'row',
      app: 'Google Sheets',
      action: 'Create Spreadsheet Row',
      chooses: ['Spreadsheet', 'Worksheet'],
      fields: {
        Opportunity: '{{trigger.name}}',
        Contact: '{{trigger.contactName}}',
        Pipeline: '{{trigger.pipelineName}}',
        Stage: '{{trigger.stageName}}',
        Value: '{{trigger.value}}',
        Owner: '{{trigger.assignedToName}}',
        Moved: '{{trigger.dateStageChanged}}',
        'HighLevel ID': '{{trigger.id}}',
      },
    },
  ],
  variations: [
    'Times as people write them: put Formatter by Zapier (Date / Time) in front of {row}, choose your time zone there, and map what it gives to Moved.',
    'One stage only: choose the {trigger.stageId} in {trigger} too.',
    'New opportunities as well: they do not count as moved, so make a second Zap with the trigger {new_opportunity} and the same sheet.',
  ],
} as const satisfies ZapTemplate;
