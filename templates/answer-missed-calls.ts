import type { ZapTemplate } from './template.ts';

/** Missed call: a task to call back, and a text message at once. */
export default {
  key: 'answer-missed-calls',
  title: 'Answer missed HighLevel calls by text message and create tasks to call back',
  description:
    'A caller whom nobody answers dials the next number on the list. When a call to HighLevel goes unanswered, this Zap creates a task to call back in an hour and texts the caller at once. The task comes first, so that it is there even for those who may not be texted.',
  area: 'sales',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'new_inbound_message',
      fields: { channel: 'call' },
    },
    {
      kind: 'filter',
      id: 'missed',
      title: 'Only calls that nobody answered',
      conditions: [
        { value: '{{trigger.callStatus}}', rule: '(Text) Exactly matches', to: 'no-answer' },
      ],
    },
    {
      kind: 'create',
      id: 'task',
      operation: 'create_task',
      fields: {
        contactId: '{{trigger.contactId}}',
        title: 'Call back {{trigger.contactName}}',
        dueDate: 'in 1 hour',
      },
    },
    {
      kind: 'create',
      id: 'answer',
      operation: 'send_sms',
      fields: {
        contactId: '{{trigger.contactId}}',
        message:
          'Sorry we missed your call! We will call you back as soon as we can. Or reply to this text: how can we help?',
        ignoreRepeatsWithin: '60',
      },
    },
  ],
  variations: [
    'Your own words, and a time that you can keep: change {answer.message} in {answer} and {task.dueDate} in {task}.',
    'Calls while the line was busy too: add the rule “or: Call Status exactly matches busy” to {missed}.',
    'Voicemails too: leave {trigger.channel} in {trigger} blank, and add the rule “or: Channel exactly matches voicemail” to {missed}.',
    'A teammate who calls back: choose the {task.assignedTo} in {task}.',
  ],
} as const satisfies ZapTemplate;
