import type { ZapTemplate } from './template.ts';

/** E-mail: a note on the contact who sent it, and a task to answer. */
export default {
  key: 'log-emails',
  title: 'Log labeled Gmail emails as HighLevel notes and create follow-up tasks',
  description:
    'Put the emails that matter where the whole team can read them. When you give an email the label that you choose, this Zap finds the sender in HighLevel, adds the email to the contact as a note and creates a task to answer it. Senders who are no contacts are skipped.',
  steps: [
    {
      kind: 'otherAppTrigger',
      id: 'trigger',
      app: 'Gmail',
      event: 'New Labeled Email',
      chooses: ['Label'],
      samples: [
        {
          id: 'email-2',
          'From Name': 'Weekly Digest',
          'From Email': 'digest@example.org',
          Subject: 'Five ways to save time',
          'Body Plain': 'Here is what our readers liked last week.',
        },
        {
          id: 'email-1',
          'From Name': 'Leonie Hartmann',
          'From Email': 'leonie.hartmann@example.com',
          Subject: 'Second quote for the windows',
          'Body Plain':
            'Hello, could you send me a second quote, with triple glazing?\n\nThank you, Leonie',
        },
      ],
    },
    {
      kind: 'search',
      id: 'contact',
      operation: 'find_contact',
      fields: { email: '{{trigger.From Email}}' },
      whenNothingFound: 'stop',
    },
    {
      kind: 'create',
      id: 'note',
      operation: 'create_note',
      fields: {
        contactId: '{{contact.id}}',
        title: 'Email: {{trigger.Subject}}',
        body: '{{trigger.Body Plain}}',
      },
    },
    {
      kind: 'create',
      id: 'task',
      operation: 'create_task',
      fields: {
        contactId: '{{contact.id}}',
        title: 'Answer: {{trigger.Subject}}',
        dueDate: 'tomorrow at noon',
        assignedTo: '{{contact.assignedTo}}',
      },
    },
  ],
  variations: [
    'Every email that comes in: use the trigger New Email in {trigger}.',
    'Senders who are not in HighLevel yet: let {contact} create a contact when none is found.',
    'Only the note: remove {task}.',
  ],
} as const satisfies ZapTemplate;
