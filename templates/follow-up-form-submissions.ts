import type { ZapTemplate } from './template.ts';

/** Form submission: a tag for the contact, an opportunity, and a task for its owner. */
export default {
  key: 'follow-up-form-submissions',
  title: 'Turn HighLevel form submissions into opportunities with a follow-up task',
  description:
    'Nobody who asks for a quote should wait for one. When somebody submits the form you choose, this Zap tags the contact, creates an opportunity or updates the open one, and creates a task for whoever takes care of it.',
  area: 'sales',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'new_form_submission',
      fields: { formId: { ask: 'Which form do you want to watch?' } },
    },
    {
      kind: 'create',
      id: 'tag',
      operation: 'add_tags',
      fields: { contactId: '{{trigger.contactId}}', tags: ['form lead'] },
    },
    {
      kind: 'create',
      id: 'opportunity',
      operation: 'upsert_opportunity',
      fields: {
        contactId: '{{trigger.contactId}}',
        pipelineId: { ask: 'In which pipeline do new requests start?' },
        name: '{{trigger.formName}}: {{trigger.name}}',
        assignedTo: { ask: 'Who takes care of them?' },
      },
    },
    {
      kind: 'create',
      id: 'task',
      operation: 'create_task',
      fields: {
        contactId: '{{trigger.contactId}}',
        title: 'Answer {{trigger.name}}: {{trigger.formName}}',
        dueDate: 'tomorrow at 9am',
        notes: '{{trigger.phone}} {{trigger.email}}',
        assignedTo: '{{opportunity.assignedTo}}',
      },
    },
  ],
  variations: [
    'What was asked in the form: map its answers, which are fields of {trigger}, into {task.notes} in {task}.',
    'A stage of your choice: fill in {opportunity.stageId} in {opportunity}.',
    'Forms of another app: replace {trigger}, and put {upsert_contact} behind it.',
    'More time: change {task.dueDate} in {task}, for example to “in 3 days”.',
  ],
} as const satisfies ZapTemplate;
