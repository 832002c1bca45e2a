import type { ZapTemplate } from './template.ts';

/** New contact, routed by source: referrals get an owner and a task. */
export default {
  key: 'assign-contacts-by-source',
  title: 'Assign new HighLevel contacts by source and create follow-up tasks',
  description:
    'Someone who was sent by a happy customer deserves a personal call. When a new contact has the source "referral", this Zap assigns it to the teammate you choose and creates a task to call the next morning.',
  steps: [
    { kind: 'trigger', id: 'trigger', operation: 'new_contact', fields: { source: 'referral' } },
    {
      kind: 'create',
      id: 'assign',
      operation: 'update_contact',
      fields: {
        contactId: '{{trigger.id}}',
        assignedTo: { ask: 'Who takes care of referrals?' },
      },
    },
    {
      kind: 'create',
      id: 'task',
      operation: 'create_task',
      fields: {
        contactId: '{{assign.id}}',
        title: 'Call {{assign.name}}, who was referred to us',
        dueDate: 'tomorrow at 9am',
        notes: '{{assign.phone}} {{assign.email}}',
        assignedTo: '{{assign.assignedTo}}',
      },
    },
  ],
  variations: [
    'Another source: change {trigger.source} in {trigger}; it has to read exactly as HighLevel shows it.',
    'By tag instead: clear {trigger.source} in {trigger} and choose {trigger.tags}.',
    'More time: change {task.dueDate} in {task}, for example to “in 3 days”.',
  ],
} as const satisfies ZapTemplate;
