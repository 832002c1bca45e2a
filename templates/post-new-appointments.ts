import type { ZapTemplate } from './template.ts';

/** New appointment: a message to the team. */
export default {
  key: 'post-new-appointments',
  title: 'Post new HighLevel appointments to Slack',
  description:
    'Show the crew what has been booked without giving everyone a calendar login. When an appointment is booked, this Zap finds the contact and posts the time, the place and the phone number to a Slack channel.',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'new_appointment',
      fields: { calendarId: { ask: 'Which calendar do you want to watch?' } },
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
      id: 'message',
      app: 'Slack',
      action: 'Send Channel Message',
      chooses: ['Channel'],
      fields: {
        'Message Text':
          'Booked: {{trigger.title}}, {{trigger.startTimeText}}. {{contact.name}} {{contact.phone}} {{trigger.address}}',
      },
    },
  ],
  variations: [
    'Changed times too: use the trigger {new_or_rescheduled_appointment} in {trigger}.',
    'One teammate’s appointments: choose the {trigger.assignedTo} in {trigger} instead of the calendar.',
  ],
} as const satisfies ZapTemplate;
