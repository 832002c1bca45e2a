import type { ZapTemplate } from './template.ts';

/** Missed call: a note on the contact with a task to call back, in one step. */
export default {
  key: 'log-missed-calls',
  title: 'Log missed RingCentral calls as HighLevel notes and create follow-up tasks',
  description:
    'A missed call should not be a lost job. For each one this Zap finds the HighLevel contact with that number, or creates one, writes a note and creates a task to call back. What HighLevel knows about the caller stays as it is.',
  steps: [
    {
      kind: 'otherAppTrigger',
      id: 'trigger',
      app: 'RingCentral',
      event: 'Missed Call',
      chooses: ['Extension'],
      samples: [
        {
          id: 'call-2',
          'From Name': 'Priscilla Okoye',
          'From Phone Number': '+1 917 555 0171',
          'Start Time': '2026-03-12T10:42:00-04:00',
        },
        {
          id: 'call-1',
          'From Name': 'Anders Holm',
          'From Phone Number': '(917) 555-0136',
          'Start Time': '2026-03-12T09:05:00-04:00',
        },
      ],
    },
    {
      kind: 'create',
      id: 'contact',
      operation: 'create_contact',
      fields: {
        phone: '{{trigger.From Phone Number}}',
        name: '{{trigger.From Name}}',
        source: 'phone call',
        ifExists: 'return',
      },
    },
    {
      kind: 'create',
      id: 'activity',
      operation: 'log_activity',
      fields: {
        contactId: '{{contact.id}}',
        activityType: 'call',
        direction: 'inbound',
        outcome: 'Missed, from {{trigger.From Phone Number}}',
        happenedAt: '{{trigger.Start Time}}',
        followUpTitle: 'Call back {{trigger.From Name}}',
        followUpDays: '1',
        followUpTime: '09:00',
        followUpUser: '{{contact.assignedTo}}',
      },
    },
  ],
  variations: [
    'Another phone system, or answered calls: replace {trigger} and map its fields again.',
    'Known callers only: replace {contact} by {find_contact}, by phone.',
    'Sooner: change {activity.followUpDays} and {activity.followUpTime} in {activity}.',
  ],
} as const satisfies ZapTemplate;
