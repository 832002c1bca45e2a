import type { ZapTemplate } from './template.ts';

/** New customer elsewhere: a contact, a task and a tag. */
export default {
  key: 'welcome-new-customers',
  title: 'Create HighLevel contacts, tasks and tags for new Stripe customers',
  description:
    'Give everyone who pays the same warm start. When Stripe has a new customer, this Zap finds the HighLevel contact with that email, or creates one, adds the tag "customer" and creates a task for the welcome call.',
  steps: [
    {
      kind: 'otherAppTrigger',
      id: 'trigger',
      app: 'Stripe',
      event: 'New Customer',
      chooses: [],
      samples: [
        {
          id: 'cus_sample2',
          Name: 'Hollis Grant',
          Email: 'hollis.grant@example.com',
          Phone: '+19175550119',
          Description: 'Roof repair, paid in full',
        },
        {
          id: 'cus_sample1',
          Name: 'Farah Nasser',
          Email: 'farah.nasser@example.com',
          Phone: '+19175550184',
          Description: 'Deposit for three windows',
        },
      ],
    },
    {
      kind: 'create',
      id: 'contact',
      operation: 'create_contact',
      fields: {
        email: '{{trigger.Email}}',
        phone: '{{trigger.Phone}}',
        name: '{{trigger.Name}}',
        source: 'stripe',
        ifExists: 'return',
      },
    },
    {
      kind: 'create',
      id: 'task',
      operation: 'create_task',
      fields: {
        contactId: '{{contact.id}}',
        title: 'Welcome call with {{trigger.Name}}',
        dueDate: 'tomorrow at 9am',
        notes: '{{trigger.Description}}',
        assignedTo: '{{contact.assignedTo}}',
      },
    },
    {
      kind: 'create',
      id: 'tag',
      operation: 'add_tags',
      fields: { contactId: '{{contact.id}}', tags: ['customer'] },
    },
  ],
  variations: [
    'Another shop or bookkeeping app: replace {trigger} and map its fields again.',
    'A fixed owner for the call: choose the {task.assignedTo} in {task}.',
    'Other tags: change {tag.tags} in {tag}; tags that a contact has already stay.',
  ],
} as const satisfies ZapTemplate;
