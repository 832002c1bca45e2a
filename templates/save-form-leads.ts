import type { ZapTemplate } from './template.ts';

/** Form lead: a contact, created or brought up to date. */
export default {
  key: 'save-form-leads',
  title: 'Create or update HighLevel contacts from new Typeform entries',
  description:
    'Never type a lead in again. When someone fills in your form, this Zap updates the HighLevel contact with that email or phone number, or creates one, and tags it "website lead". Nobody ends up in HighLevel twice.',
  steps: [
    {
      kind: 'otherAppTrigger',
      id: 'trigger',
      app: 'Typeform',
      event: 'New Entry',
      chooses: ['Form'],
      samples: [
        {
          id: 'entry-2',
          'First name': 'Marisol',
          'Last name': 'Keane',
          Email: 'marisol.keane@example.com',
          'Phone number': '(917) 555-0148',
          City: 'Albany',
        },
        {
          id: 'entry-1',
          'First name': 'Theo',
          'Last name': 'Brandt',
          Email: 'theo.brandt@example.com',
          'Phone number': '(917) 555-0162',
          City: 'Newark',
        },
      ],
    },
    {
      kind: 'create',
      id: 'contact',
      operation: 'upsert_contact',
      fields: {
        email: '{{trigger.Email}}',
        phone: '{{trigger.Phone number}}',
        firstName: '{{trigger.First name}}',
        lastName: '{{trigger.Last name}}',
        city: '{{trigger.City}}',
        source: 'website form',
        tags: ['website lead'],
        otherEmail: 'keep',
      },
    },
  ],
  variations: [
    'Another form, such as Google Forms or Facebook Lead Ads: replace {trigger} and map its fields again.',
    'More answers: map them to the custom fields that {contact} shows below its own.',
    'A changed email: {contact} keeps the old one; choose otherwise under “{contact.otherEmail}”.',
  ],
} as const satisfies ZapTemplate;
