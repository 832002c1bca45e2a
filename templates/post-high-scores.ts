import type { ZapTemplate } from './template.ts';

/** New contact, routed by a custom score field: those with a high one are announced at once. */
export default {
  key: 'post-high-scores',
  title: 'Post new HighLevel contacts with high lead scores to Slack',
  description:
    'Let the team know about the best leads while they are still warm. When a new contact has a lead score of at least 70, this Zap posts its name, score and phone number to a Slack channel. Contacts with lower scores stay quiet.',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'new_contact',
      fields: {
        customFieldId: { ask: 'Which custom field holds the lead score?', example: 'Lead Score' },
        customFieldComparison: 'atLeast',
        customFieldValue: '70',
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
          'New, with a lead score of {{trigger.customFields__lead_score}}: {{trigger.name}} {{trigger.phone}} {{trigger.email}}',
      },
    },
  ],
  variations: [
    'Another threshold: change {trigger.customFieldValue} in {trigger}.',
    'Another kind of score, such as a grade: choose that custom field and “{trigger.customFieldComparison:equal}” in {trigger}.',
  ],
} as const satisfies ZapTemplate;
