import type { ZapTemplate } from './template.ts';

/** Message on Instagram: a first answer on the same channel, and a task for the team. */
export default {
  key: 'answer-social-messages',
  title: 'Answer HighLevel messages from social media at once and create tasks for the team',
  description:
    'Nobody waits long on Instagram. When a contact writes there, this Zap creates a task for the team and answers at once that somebody will be there soon, at most once in six hours.',
  area: 'sales',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'new_inbound_message',
      fields: { channel: 'instagram' },
    },
    {
      kind: 'create',
      id: 'task',
      operation: 'create_task',
      fields: {
        contactId: '{{trigger.contactId}}',
        title: 'Answer {{trigger.contactName}} on Instagram',
        notes: '{{trigger.bodyText}}',
        dueDate: 'in 1 hour',
      },
    },
    {
      kind: 'create',
      id: 'answer',
      operation: 'send_message',
      fields: {
        contactId: '{{trigger.contactId}}',
        channel: 'instagram',
        message: 'Thank you for your message! Someone from our team will reply within the hour.',
        ignoreRepeatsWithin: '360',
      },
    },
  ],
  variations: [
    'Facebook or WhatsApp in its place: choose another {trigger.channel} in {trigger}, and the same {answer.channel} in {answer}.',
    'Your own words, and a time that you can keep: change {answer.message} in {answer} and {task.dueDate} in {task}.',
    'A teammate who answers: choose the {task.assignedTo} in {task}.',
  ],
} as const satisfies ZapTemplate;
