import type { ZapTemplate } from './template.ts';

/** Contact tagged: a subscriber of a mailing list. */
export default {
  key: 'subscribe-tagged-contacts',
  title: 'Add tagged HighLevel contacts to Mailchimp as subscribers',
  description:
    'Build your mailing list while you work in HighLevel. When a contact gets the tag that you choose, this Zap adds it to your Mailchimp audience, or updates the subscriber who is there already. Contacts without an email address are left out.',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'contact_tagged',
      fields: { tags: { ask: 'Which tag puts contacts on the list?', example: 'newsletter' } },
    },
    {
      kind: 'filter',
      id: 'filter',
      title: 'Only contacts with an email',
      conditions: [{ value: '{{trigger.email}}', rule: 'Exists' }],
    },
    {
      kind: 'otherApp',
      id: 'subscribe',
      app: 'Mailchimp',
      action: 'Add/Update Subscriber',
      chooses: ['Audience'],
      fields: {
        'Subscriber Email': '{{trigger.email}}',
        'First Name': '{{trigger.firstName}}',
        'Last Name': '{{trigger.lastName}}',
        Tags: '{{trigger.tag}}',
      },
    },
  ],
  variations: [
    'Several tags: add them under {trigger.tags} in {trigger}; each one that a contact gets triggers the Zap.',
    'No one who asked for no messages: add the condition that Do Not Disturb is not true to {filter}.',
  ],
} as const satisfies ZapTemplate;
