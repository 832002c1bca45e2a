import type { ZapTemplate } from './template.ts';

/** New contact, routed by tag and score: the best leads get an owner and a tag within minutes. */
export default {
  key: 'route-new-contact',
  title: 'Route new HighLevel contacts by tag and lead score',
  description:
    'The best leads should not wait in a list. When a new contact carries the tag "website lead" and a lead score of at least 70, this Zap hands it to the teammate you choose and tags it "hot lead". Other new contacts stay as they are.',
  steps: [
    { kind: 'trigger', id: 'trigger', operation: 'new_contact', fields: {} },
    {
      kind: 'filter',
      id: 'filter',
      title: 'Only website leads with a score of at least 70',
      conditions: [
        { value: '{{trigger.tags}}', rule: '(Text) Contains', to: 'website lead' },
        {
          value: '{{trigger.customFields__lead_score}}',
          rule: '(Number) Greater than',
          to: '69',
        },
      ],
    },
    {
      kind: 'create',
      id: 'route',
      operation: 'update_contact',
      fields: {
        contactId: '{{trigger.id}}',
        assignedTo: { ask: 'Who takes care of hot leads?' },
      },
    },
    {
      kind: 'create',
      id: 'tag',
      operation: 'add_tags',
      fields: { contactId: '{{route.id}}', tags: ['hot lead'] },
    },
  ],
  variations: [
    'Another tag, or another score: change the conditions in {filter}.',
    'Several teammates: make a copy of the Zap for each, with conditions of its own in {filter}.',
    'An alert as well: add a step of Slack, Gmail or SMS at the end.',
  ],
} as const satisfies ZapTemplate;
