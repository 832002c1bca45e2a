import type { ZapTemplate } from './template.ts';

/** Task overdue: a message to the team. */
export default {
  key: 'post-overdue-tasks',
  title: 'Post overdue HighLevel tasks to Slack',
  description:
    'Catch promises before customers have to ask. As soon as the due date of an open task has passed, this Zap looks up whom the task is about and posts both to a Slack channel.',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'task_overdue',
      fields: { timeAfter: '0', timeUnit: 'hours' },
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
          'Overdue: “{{trigger.title}}”, due {{trigger.dueDateText}}. {{contact.name}} {{contact.phone}}',
      },
    },
  ],
  variations: [
    'Some patience: raise {trigger.timeAfter} in {trigger}.',
    'A warning ahead: use the trigger {task_due_soon} in {trigger}.',
    'One person’s tasks only: choose the {trigger.assignedTo} in {trigger}.',
  ],
} as const satisfies ZapTemplate;
