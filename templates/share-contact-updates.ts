import type { ZapTemplate } from './template.ts';

/** Contact updated: its details, with tasks and notes, go to another app. */
export default {
  key: 'share-contact-updates',
  title: 'Send updated HighLevel contacts with their tasks and notes to Airtable',
  description:
    'Keep people who do not work in HighLevel informed. When a contact changes, this Zap collects its details, tasks and notes and saves them as one row in Airtable. It only reads from HighLevel, so a read-only connection is enough.',
  access: 'read',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'contact_updated',
      fields: { include: ['tasks', 'notes'] },
    },
    {
      kind: 'otherApp',
      id: 'share',
      app: 'Airtable',
      action: 'Create or Update Record',
      fields: {
        Name: '{{trigger.name}}',
        Email: '{{trigger.email}}',
        Phone: '{{trigger.phone}}',
        Tags: '{{trigger.tags}}',
        'Last change': '{{trigger.dateUpdated}}',
        Tasks: '{{trigger.details__tasks[]title}}',
        'Task status': '{{trigger.details__tasks[]status}}',
        Notes: '{{trigger.details__notes[]body}}',
        'HighLevel ID': '{{trigger.id}}',
      },
    },
  ],
} as const satisfies ZapTemplate;
