import type { ZapTemplate } from './template.ts';

/** Every morning: what the day brings, for a chat. */
export default {
  key: 'post-morning-digest',
  title: 'Post a morning digest of HighLevel to Slack',
  description:
    'Begin the day knowing what is due. Every morning this Zap counts the tasks that are due or overdue, the day’s appointments and the contacts that have come in, and posts them to a Slack channel in one message.',
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
      fields: { summaryPeriod: 'today' },
      whenNothingFound: 'stop',
    },
    {
      kind: 'otherApp',
      id: 'message',
      app: 'Slack',
      action: 'Send Channel Message',
      chooses: ['Channel'],
      fields: {
        'Message Text': 'Good morning! {{summary.summaryText}}',
      },
    },
  ],
  variations: [
    'The tasks themselves: put {find_many_tasks} behind {summary}, with Overdue as Status, and add its titles to the message.',
    'By email: use an email app in place of {message}.',
    'How the week went: choose Every Week in {trigger} and Last 7 days in {summary}.',
  ],
} as const satisfies ZapTemplate;
