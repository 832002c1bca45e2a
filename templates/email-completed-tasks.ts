import type { ZapTemplate } from './template.ts';

/** Task completed: an e-mail to whoever waits for it. */
export default {
  key: 'email-completed-tasks',
  title: 'Send Gmail emails for completed HighLevel tasks',
  description:
    'Tell the person who waits for it that a job is done. When someone completes a task in HighLevel, this Zap finds the contact and sends an email with the task, its notes and the contact’s name.',
  steps: [
    { kind: 'trigger', id: 'trigger', operation: 'task_completed', fields: {} },
    {
      kind: 'search',
      id: 'contact',
      operation: 'find_contact',
      fields: { contactId: '{{trigger.contactId}}' },
      whenNothingFound: 'continue',
    },
    {
      kind: 'otherApp',
      id: 'email',
      app: 'Gmail',
      action: 'Send Email',
      chooses: ['To'],
      fields: {
        Subject: 'Done: {{trigger.title}}',
        Body: '“{{trigger.title}}” is completed.\n\n{{contact.name}} {{contact.email}}\n\n{{trigger.notes}}',
      },
    },
  ],
  variations: [
    'To the customer instead: map the email of {contact} to To in {email}, and change the text.',
    'One person’s tasks only: choose the {trigger.assignedTo} in {trigger}.',
  ],
} as const satisfies ZapTemplate;
