import type { ZapTemplate } from './template.ts';

/** Opportunity won: a draft of its invoice. */
export default {
  key: 'invoice-won-opportunities',
  title: 'Create Xero sales invoices for won HighLevel opportunities',
  description:
    'Bill a job the day it is won. When an opportunity gets the status Won, this Zap finds the contact and drafts a sales invoice in Xero with the name, the email address and the value of the opportunity. Nothing goes to the customer until you approve it there.',
  area: 'sales',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'opportunity_status_changed',
      fields: { status: 'won' },
    },
    {
      kind: 'search',
      id: 'contact',
      operation: 'find_contact',
      fields: { contactId: '{{trigger.contactId}}' },
      whenNothingFound: 'stop',
    },
    {
      kind: 'otherApp',
      id: 'invoice',
      app: 'Xero',
      action: 'Create Sales Invoice',
      chooses: ['Organization', 'Due Date', 'Account', 'Tax Rate'],
      fields: {
        'Contact Name': '{{contact.name}}',
        'Email Address': '{{contact.email}}',
        Status: 'Draft',
        Reference: '{{trigger.name}}',
        Description: '{{trigger.name}}',
        Quantity: '1',
        'Unit Price': '{{trigger.value}}',
      },
    },
  ],
  variations: [
    'One pipeline only: choose the {trigger.pipelineId} in {trigger}.',
    'Another invoicing app: replace {invoice} and map its fields again.',
    'Only from a value on: put a filter behind {trigger}, on the value.',
  ],
} as const satisfies ZapTemplate;
