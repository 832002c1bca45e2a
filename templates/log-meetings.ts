import type { ZapTemplate } from './template.ts';

/** Meeting: a note on the contact, and a task to follow up when it is over. */
export default {
  key: 'log-meetings',
  title: 'Log new Calendly meetings as HighLevel notes and create follow-up tasks',
  description:
    'Walk into every meeting with its history in one place. When someone books a Calendly meeting, this Zap finds the HighLevel contact with that email, or creates one, writes the meeting down as a note and creates a follow-up task that is due when it ends.',
  steps: [
    {
      kind: 'otherAppTrigger',
      id: 'trigger',
      app: 'Calendly',
      event: 'Invitee Created',
      chooses: [],
      samples: [
        {
          id: 'invitee-2',
          'Invitee First Name': 'Rashid',
          'Invitee Last Name': 'Karimi',
          'Invitee Email': 'rashid.karimi@example.com',
          'Event Name': 'Kitchen planning',
          'Event Start Time': '2031-03-17T15:00:00Z',
          'Event End Time': '2031-03-17T15:45:00Z',
        },
        {
          id: 'invitee-1',
          'Invitee First Name': 'Judith',
          'Invitee Last Name': 'Amsel',
          'Invitee Email': 'judith.amsel@example.com',
          'Event Name': 'First talk',
          'Event Start Time': '2031-03-16T18:30:00Z',
          'Event End Time': '2031-03-16T19:00:00Z',
        },
      ],
    },
    {
      kind: 'create',
      id: 'contact',
      operation: 'create_contact',
      fields: {
        email: '{{trigger.Invitee Email}}',
        firstName: '{{trigger.Invitee First Name}}',
        lastName: '{{trigger.Invitee Last Name}}',
        source: 'calendly',
        ifExists: 'return',
      },
    },
    {
      kind: 'create',
      id: 'note',
      operation: 'log_activity',
      fields: {
        contactId: '{{contact.id}}',
        activityType: 'meeting',
        happenedAt: '{{trigger.Event Start Time}}',
        details:
          '{{trigger.Event Name}} with {{trigger.Invitee First Name}} {{trigger.Invitee Last Name}}',
      },
    },
    {
      kind: 'create',
      id: 'task',
      operation: 'create_task',
      fields: {
        contactId: '{{contact.id}}',
        title: 'Follow up on {{trigger.Event Name}} with {{trigger.Invitee First Name}}',
        dueDate: '{{trigger.Event End Time}}',
        assignedTo: '{{contact.assignedTo}}',
      },
    },
  ],
  variations: [
    'Another calendar, such as Google Calendar or Zoom: replace {trigger} and map its fields again.',
    'Another source for new contacts: change {contact.source} in {contact}; contacts who are there already keep theirs.',
  ],
} as const satisfies ZapTemplate;
