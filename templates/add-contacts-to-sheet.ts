import type { ZapTemplate } from './template.ts';

/** New contact: one row of a spreadsheet. */
export default {
  key: 'add-contacts-to-sheet',
  title: 'Add new HighLevel contacts to Google Sheets as rows',
  description:
    'Keep a list that the whole office can sort, share and print. Whenever a contact is added in HighLevel, this Zap writes its name, email, phone, source and tags into a new row of your Google Sheets spreadsheet.',
  steps: [
    { kind: 'trigger', id: 'trigger', operation: 'new_contact', fields: {} },
    {
      kind: 'otherApp',
      id: 'row',
      app: 'Google Sheets',
      action: 'Create Spreadsheet Row',
      chooses: ['Spreadsheet', 'Worksheet'],
      fields: {
        Name: '{{trigger.name}}',
        Email: '{{trigger.email}}',
        Phone: '{{trigger.phone}}',
        Source: '{{trigger.source}}',
        Tags: '{{trigger.tags}}',
        Added: '{{trigger.dateAdded}}',
        'HighLevel ID': '{{trigger.id}}',
      },
    },
  ],
  variations: [
    'Times as people write them: put Formatter by Zapier (Date / Time) in front of {row}, choose your time zone there, and map what it gives to Added.',
    'Only some contacts: fill in {trigger.tags}, {trigger.source} or {trigger.assignedTo} in {trigger}.',
    'More columns: add headings to the sheet and map further fields of {trigger}, your own custom fields included.',
  ],
} as const satisfies ZapTemplate;
