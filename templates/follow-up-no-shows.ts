import type { ZapTemplate } from './template.ts';

/** Appointment no-show: a task to offer another time. */
export default {
  key: 'follow-up-no-shows',
  title: 'Create HighLevel tasks for appointments with no-shows',
  description:
    'Win back the people who did not make it. When an appointment is marked as a no-show, this Zap creates a task for whoever had the appointment: call the next morning and offer another time.',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: 'appointment_reached_status',
      fields: {
        status: 'noshow',
        calendarId: { ask: 'Which calendar do you want to watch?' },
      },
    },
    {
      kind: 'create',
      id: 'task',
      operation: 'create_task',
      fields: {
        contactId: '{{trigger.contactId}}',
        title: 'Offer another time for “{{trigger.title}}”',
        dueDate: 'tomorrow at 9am',
        notes: 'Did not come on {{trigger.startTimeText}}.',
        assignedTo: '{{trigger.assignedTo}}',
      },
    },
  ],
  variations: [
    'Cancelled appointments: choose {trigger.status:cancelled} as the {trigger.status} in {trigger}.',
    'All calendars of a teammate: choose the {trigger.assignedTo} in {trigger} instead of the calendar.',
    'A tag as well: add the action {add_tags} at the end.',
  ],
} as const satisfies ZapTemplate;
