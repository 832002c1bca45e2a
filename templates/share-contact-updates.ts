import type { ZapTemplate } from './template.ts';

/** Contact updated: its details, with tasks and notes, go to another CRM. */
export default {
  key: 'share-contact-updates',
  title: 'Send updated HighLevel contacts with their tasks and notes to HubSpot',
  description:
    'Keep colleagues informed who work in another CRM. When a contact changes in HighLevel, this Zap collects its details, tasks and notes and saves them on the matching HubSpot contact, or on a new one.',
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
      app: 'HubSpot',
      action: 'Create or Update Contact',
      chooses: [],
      fields: {
        'Contact Email': '{{trigger.email}}',
        'First Name': '{{trigger.firstName}}',
        'Last Name': '{{trigger.lastName}}',
        'Phone Number': '{{trigger.phone}}',
        City: '{{trigger.city}}',
        'HighLevel Tags': '{{trigger.tags}}',
        'HighLevel Tasks': '{{trigger.details__tasks[]title}}',
        'HighLevel Task Status': '{{trigger.details__tasks[]status}}',
        'HighLevel Notes': '{{trigger.details__notes[]body}}',
      },
    },
  ],
  variations: [
    'Notes without the HTML that some of them are written in: put Formatter by Zapier (Text, Remove HTML Tags) in front of {share}, and map what it gives to HighLevel Notes.',
    'Another CRM: replace {share}; nothing in {trigger} depends on HubSpot.',
    'Appointments too: add them under {trigger.include} in {trigger} and map them in {share}.',
    'Only some contacts: fill in {trigger.tags}, {trigger.source} or {trigger.assignedTo} in {trigger}.',
  ],
} as const satisfies ZapTemplate;
