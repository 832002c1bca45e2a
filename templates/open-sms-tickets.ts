import type { ZapTemplate } from './template.ts';

/** Text message of a contact: a ticket in the help desk. */
export default {
  key: 'open-sms-tickets',
  title: 'Create Zendesk tickets from text messages to HighLevel',
  description:
    'Text messages are easily read and forgotten. When a contact writes you one, this Zap finds the contact and opens a Zendesk ticket in the contact’s name with the whole message and the phone number.',
  area: 'sales',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'new_inbound_message',
      fields: { channel: 'sms' },
    },
    {
      kind: 'search',
      id: 'contact',
      operation: 'find_contact',
      fields: { contactId: '{{trigger.contactId}}' },
      whenNothingFound: 'continue',
    },
    {
      kind: 'otherApp',
      id: 'ticket',
      app: 'Zendesk',
      action: 'Create Ticket',
      chooses: ['Group'],
      fields: {
        Subject: 'Text message from {{contact.name}}',
        'First Comment/Description':
          '{{trigger.bodyText}}\n\n{{contact.name}} {{contact.phone}} {{contact.email}}',
        'Requester Name': '{{contact.name}}',
        'Requester Email': '{{contact.email}}',
        Tags: 'sms',
      },
    },
  ],
  variations: [
    'Another channel: choose it as {trigger.channel} in {trigger}, or leave that blank for all of them.',
    'Customers only: put a filter behind {contact}, on its tags.',
    'Another help desk: replace {ticket} and map its fields again.',
  ],
} as const satisfies ZapTemplate;
