import type { ZapTemplate } from './template.ts';

/** Every day: one row about the whole sub-account, from Get Account Summary. */
export default {
  key: 'add-daily-account-rows',
  title: 'Add a daily summary of HighLevel to Google Sheets as a row',
  description:
    'Feed a dashboard without code. Every morning this Zap counts the new contacts, open, overdue and completed tasks and appointments of the day before, and adds them to a Google Sheets spreadsheet that your dashboard can chart.',
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
      operation: 'get_account_summary',
      fields: { summaryPeriod: 'yesterday' },
      whenNothingFound: 'stop',
    },
    {
      kind: 'otherApp',
      id: 'row',
      app: 'Google Sheets',
      action: 'Create Spreadsheet Row',
      chooses: ['Spreadsheet', 'Worksheet'],
      fields: {
        Date: '{{summary.fromDate}}',
        'New contacts': '{{summary.newContacts}}',
        'Updated contacts': '{{summary.updatedContacts}}',
        'Open tasks': '{{summary.openTasks}}',
        'Overdue tasks': '{{summary.overdueTasks}}',
        'Completed tasks': '{{summary.completedTasks}}',
        Appointments: '{{summary.appointments}}',
        'Next appointment': '{{summary.nextAppointmentText}}',
      },
    },
  ],
  variations: [
    'The date as you write it: put Formatter by Zapier (Date / Time) in front of {row}, and map what it gives to the column.',
    'A row for each source of new contacts: put Looping by Zapier behind {summary} and loop over New Contacts by Source.',
    'Once a week: choose Every Week in {trigger} and Last 7 days in {summary}.',
    'A row for each important customer: use {get_contact_summary} in place of {summary}.',
  ],
} as const satisfies ZapTemplate;
