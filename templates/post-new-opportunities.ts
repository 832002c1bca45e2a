import type { ZapTemplate } from './template.ts';

/** New opportunity: a message to the team. */
export default {
  key: 'post-new-opportunities',
  title: 'Post new HighLevel opportunities to Slack',
  description:
    'Whoever answers first often gets the job. When an opportunity is created in the pipeline you choose, this Zap posts its name, its value, its stage and how to reach the contact to a Slack channel.',
  area: 'sales',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'new_opportunity',
      fields: {
        pipelineId: { ask: 'Which pipeline do you want to watch?' },
        includeContact: 'true',
      },
    },
    {
      kind: 'otherApp',
      id: 'message',
      app: 'Slack',
      action: 'Send Channel Message',
      chooses: ['Channel'],
      fields: {
        'Message Text':
          'New opportunity: {{trigger.name}}, worth {{trigger.value}}, in “{{trigger.stageName}}”. {{trigger.contactName}} {{trigger.contact__phone}} {{trigger.contact__email}}',
      },
    },
  ],
  variations: [
    'All pipelines: leave {trigger.pipelineId} in {trigger} blank.',
    'Only the ones of a teammate: choose the {trigger.assignedTo} in {trigger} too.',
    'Wins in place of new ones: use the trigger {opportunity_status_changed} in {trigger} with the status Won.',
  ],
} as const satisfies ZapTemplate;
