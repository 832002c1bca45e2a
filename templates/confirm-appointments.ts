import type { ZapTemplate } from './template.ts';

/** New appointment: an email that confirms it. */
export default {
  key: 'confirm-appointments',
  title: 'Confirm new HighLevel appointments by email',
  description:
    'People who have it in writing show up. When an appointment is booked, this Zap sends the contact an email with the time and the place, to which they can simply reply if something comes up. Contacts without an email address, and those who want no messages, are left out.',
  area: 'sales',
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
      whenNothingFound: 'stop',
    },
    {
      kind: 'filter',
      id: 'filter',
      title: 'Only contacts who may get emails',
      conditions: [
        { value: '{{contact.email}}', rule: 'Exists' },
        { value: '{{contact.dnd}}', rule: '(Text) Does not contain', to: 'true' },
      ],
    },
    {
      kind: 'create',
      id: 'confirmation',
      operation: 'send_email',
      fields: {
        contactId: '{{trigger.contactId}}',
        subject: 'Your appointment: {{trigger.startTimeText}}',
        plainText:
          'Thank you for booking with us.\n\nAppointment: {{trigger.calendarName}}\nTime: {{trigger.startTimeText}}\nPlace: {{trigger.address}}\n\nIf something comes up, simply reply to this email.',
      },
    },
  ],
  variations: [
    'Your own words, or HTML: change {confirmation.plainText} in {confirmation}, or fill in {confirmation.html} instead.',
    'From the teammate who will be there: fill in {confirmation.fromEmail} in {confirmation}.',
    'Changed times too: use the trigger {new_or_rescheduled_appointment} in {trigger}.',
  ],
} as const satisfies ZapTemplate;
