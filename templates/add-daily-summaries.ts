import type { ZapTemplate } from './template.ts';

/** Every day: one row of a dashboard, from Get Contact Summary. */
export default {
  key: 'add-daily-summaries',
  title: 'Add daily HighLevel contact summaries to Google Sheets as rows',
  description:
    'See how your work for an important customer develops. Every morning this Zap counts the open, overdue and completed tasks, recent notes and coming appointments of one contact, and adds them to a Google Sheets spreadsheet that your dashboard can chart.',
  steps: [
    {
      kind: 'otherAppTrigger',
      id: 'trigger',
      app: 'Schedule by Zapier',
      event: 'Every Day',
      chooses: ['Time of Day'],
      samples: [
        { id: '2026-03-12', 'Pretty Date': 'Mar 12, 2026', 'Pretty Time of Day': '7:00 AM' },
      ],
    },
    {
      kind: 'search',
      id: 'summary',
      operation: 'get_contact_summary',
      fields: { contactId: { ask: 'Which contact do you want to follow?' } },
      whenNothingFound: 'stop',
    },
    {
      kind: 'otherApp',
      id: 'row',
      app: 'Google Sheets',
      action: 'Create Spreadsheet Row',
      chooses: ['Spreadsheet', 'Worksheet'],
      fields: {
        Date: '{{trigger.Pretty Date}}',
        Contact: '{{summary.name}}',
        'Last activity': '{{summary.lastActivity}}',
        'Open tasks': '{{summary.openTasks}}',
        'Overdue tasks': '{{summary.overdueTasks}}',
        'Completed tasks': '{{summary.completedTasks}}',
        'Next task': '{{summary.nextTaskTitle}}',
        'Next due date': '{{summary.nextDueDate}}',
        'Notes in 30 days': '{{summary.notesInLast30Days}}',
        'Coming appointments': '{{summary.upcomingAppointments}}',
        'Next appointment': '{{summary.nextAppointment}}',
      },
    },
  ],
  variations: [
    'Times as people write them: for each, put Formatter by Zapier (Date / Time) in front of {row}, choose your time zone there, and map what it gives to the column.',
    'A row for each customer: put {find_many_contacts} and Looping by Zapier in front of {summary}, and map the contact of the loop to it.',
    'A row whenever something changes: use the trigger {contact_updated} in {trigger}, and map its contact to {summary}.',
    'Once a week: choose Every Week in {trigger}.',
  ],
} as const satisfies ZapTemplate;
