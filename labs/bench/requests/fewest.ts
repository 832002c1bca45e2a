import type { Fields } from '../../../harness/app.ts';
import { CONTACT, WORKING_INPUT } from '../../../harness/working-input.ts';
import type { Rounds } from './counter.ts';

/** One way in which an operation is called, and the fewest requests that it can do with. */
export interface Case {
  /** What is special about it. */
  when: string;
  input: Fields;
  /** An input that the operation is called with before. */
  before?: Fields;
  rounds: Rounds;
  /** Why there are no fewer requests or rounds; needed where there is more than one. */
  why?: string;
}

const CONTACT_BY_ID = 'GET /contacts/{contactId}';
const SEARCH = 'POST /contacts/search';
const DUPLICATE = 'GET /contacts/search/duplicate';
const CONTACT_TASKS = 'GET /contacts/{contactId}/tasks';
const TASK = 'GET /contacts/{contactId}/tasks/{taskId}';
const TASK_SEARCH = 'POST /locations/{locationId}/tasks/search';
const CONTACT_NOTES = 'GET /contacts/{contactId}/notes';
const EVENTS = 'GET /calendars/events';
const APPOINTMENT = 'GET /calendars/events/appointments/{eventId}';
const CHANGE_APPOINTMENT = 'PUT /calendars/events/appointments/{eventId}';

const WHY = {
  current:
    'What would change nothing is not sent, and the output says what changed: that takes the record as it was.',
  repeated: 'An identical record may be there from an earlier run: that is looked up first.',
  duplicate: 'Whoever has the email or phone already is looked up first.',
  readBack:
    'GHL’s answer to a write of an appointment leaves out what was not sent (booked: even the times), so it is read back.',
} as const;

/** A contact that only search can find. */
const BY_NAME_ONLY = { firstName: 'Kim', lastName: 'Vega' };

/** A call with the input of `harness/working-input.ts`. */
const usually = (operation: string, rounds: Rounds, why?: string): Case => ({
  when: 'usually',
  input: WORKING_INPUT[operation] ?? {},
  rounds,
  ...(why !== undefined && { why }),
});

/** The second call with the same input. */
const again = (operation: string, rounds: Rounds): Case => ({
  ...usually(operation, rounds),
  when: 'run again',
  before: WORKING_INPUT[operation] ?? {},
});

const one = (operation: string, route: string): [string, Case[]] => [
  operation,
  [usually(operation, [[route]])],
];

/**
 * What each operation asks of HighLevel while the location's facts are in Zapier's cache. A test holds
 * the table.
 */
export const FEWEST: Readonly<Record<string, readonly Case[]>> = Object.fromEntries([
  one('triggers.new_contact', SEARCH),
  one('triggers.contact_updated', SEARCH),
  one('triggers.new_or_updated_contact', SEARCH),
  one('triggers.contact_tagged', SEARCH),
  one('triggers.new_task', TASK_SEARCH),
  one('triggers.task_completed', TASK_SEARCH),
  one('triggers.task_due_soon', TASK_SEARCH),
  one('triggers.task_overdue', TASK_SEARCH),
  [
    'triggers.new_note',
    [
      usually('triggers.new_note', [[CONTACT_NOTES]]),
      { when: 'all contacts, none of them changed today', input: {}, rounds: [[SEARCH]] },
    ],
  ],
  one('triggers.new_appointment', EVENTS),
  one('triggers.new_or_rescheduled_appointment', EVENTS),
  one('triggers.appointment_reached_status', EVENTS),

  [
    'searches.find_contact',
    [
      {
        ...usually(
          'searches.find_contact',
          [[DUPLICATE, SEARCH]],
          'Search counts the matches, the duplicate lookup gives the contact as it is now.',
        ),
        when: 'by email or phone, found or not',
      },
      { when: 'by ID', input: { contactId: CONTACT }, rounds: [[CONTACT_BY_ID]] },
      {
        when: 'by text',
        input: { query: 'example.com' },
        rounds: [[SEARCH], [CONTACT_BY_ID]],
        why: 'Search lags behind and leaves fields out, so what it finds is read.',
      },
    ],
  ],
  one('searches.find_many_contacts', SEARCH),
  [
    'searches.find_duplicate_contact',
    [
      usually('searches.find_duplicate_contact', [[DUPLICATE]]),
      {
        when: 'email and phone',
        input: { email: 'dana.reyes@example.com', phone: '+12025550147' },
        rounds: [[DUPLICATE, DUPLICATE]],
        why: 'GHL looks at the phone only where it knows no such email, so each is asked alone.',
      },
    ],
  ],
  [
    'searches.get_contact_summary',
    [
      usually(
        'searches.get_contact_summary',
        [[CONTACT_BY_ID, 'GET /contacts/{contactId}/appointments', CONTACT_NOTES, CONTACT_TASKS]],
        'Each kind of record has a route of its own.',
      ),
    ],
  ],
  one('searches.find_task', CONTACT_TASKS),
  one('searches.find_many_tasks', TASK_SEARCH),
  one('searches.find_note', CONTACT_NOTES),
  one('searches.find_many_notes', CONTACT_NOTES),
  one('searches.find_appointment', APPOINTMENT),
  one('searches.find_many_appointments', EVENTS),
  one('searches.find_free_slots', 'GET /calendars/{calendarId}/free-slots'),

  [
    'creates.create_contact',
    [
      usually('creates.create_contact', [[DUPLICATE], ['POST /contacts/']], WHY.duplicate),
      {
        when: 'with a field that the answer does not show',
        input: { email: 'kim.vega@example.com', timezone: 'America/New_York' },
        rounds: [[DUPLICATE], ['POST /contacts/'], [CONTACT_BY_ID]],
        why: `${WHY.duplicate} The contact is read before a field is called ignored.`,
      },
      again('creates.create_contact', [[DUPLICATE]]),
      {
        when: 'without email and phone',
        input: BY_NAME_ONLY,
        rounds: [[SEARCH], ['POST /contacts/']],
        why: WHY.repeated,
      },
      {
        when: 'without email and phone, run again',
        input: BY_NAME_ONLY,
        before: BY_NAME_ONLY,
        rounds: [[CONTACT_BY_ID, SEARCH]],
        why: 'The contact of the earlier run is remembered, but not for certain; search is asked meanwhile.',
      },
    ],
  ],
  [
    'creates.update_contact',
    [
      usually(
        'creates.update_contact',
        [[CONTACT_BY_ID], ['PUT /contacts/{contactId}']],
        WHY.current,
      ),
      again('creates.update_contact', [[CONTACT_BY_ID]]),
    ],
  ],
  [
    'creates.upsert_contact',
    [
      usually('creates.upsert_contact', [[DUPLICATE], ['POST /contacts/upsert']], WHY.duplicate),
      again('creates.upsert_contact', [[DUPLICATE]]),
    ],
  ],
  [
    'creates.add_tags',
    [
      usually(
        'creates.add_tags',
        [[CONTACT_BY_ID], ['POST /contacts/{contactId}/tags']],
        WHY.current,
      ),
      again('creates.add_tags', [[CONTACT_BY_ID]]),
    ],
  ],
  [
    'creates.remove_tags',
    [
      usually(
        'creates.remove_tags',
        [[CONTACT_BY_ID], ['DELETE /contacts/{contactId}/tags']],
        WHY.current,
      ),
      again('creates.remove_tags', [[CONTACT_BY_ID]]),
    ],
  ],
  one('creates.delete_contact', 'DELETE /contacts/{contactId}'),
  [
    'creates.create_task',
    [
      usually(
        'creates.create_task',
        [[CONTACT_TASKS], ['POST /contacts/{contactId}/tasks']],
        WHY.repeated,
      ),
      {
        ...again('creates.create_task', [[CONTACT_TASKS], [TASK_SEARCH]]),
        why: 'A contact’s tasks do not say when they were added; task search does.',
      },
    ],
  ],
  [
    'creates.update_task',
    [
      usually(
        'creates.update_task',
        [[TASK], ['PUT /contacts/{contactId}/tasks/{taskId}']],
        WHY.current,
      ),
      again('creates.update_task', [[TASK]]),
    ],
  ],
  [
    'creates.set_task_status',
    [
      usually(
        'creates.set_task_status',
        [[TASK], ['PUT /contacts/{contactId}/tasks/{taskId}/completed']],
        WHY.current,
      ),
      again('creates.set_task_status', [[TASK]]),
    ],
  ],
  one('creates.delete_task', 'DELETE /contacts/{contactId}/tasks/{taskId}'),
  [
    'creates.create_note',
    [
      usually(
        'creates.create_note',
        [[CONTACT_NOTES], ['POST /contacts/{contactId}/notes']],
        WHY.repeated,
      ),
      again('creates.create_note', [[CONTACT_NOTES]]),
    ],
  ],
  [
    'creates.update_note',
    [
      usually(
        'creates.update_note',
        [['GET /contacts/{contactId}/notes/{id}'], ['PUT /contacts/{contactId}/notes/{id}']],
        WHY.current,
      ),
      again('creates.update_note', [['GET /contacts/{contactId}/notes/{id}']]),
    ],
  ],
  one('creates.delete_note', 'DELETE /contacts/{contactId}/notes/{id}'),
  [
    'creates.book_appointment',
    [
      {
        ...usually(
          'creates.book_appointment',
          [
            ['GET /calendars/events', 'GET /calendars/{calendarId}'],
            ['POST /calendars/events/appointments'],
            [APPOINTMENT],
          ],
          `The calendar says whose appointment it can be, its events whether it is booked already. ${WHY.readBack}`,
        ),
        when: 'whether or not the time is free',
      },
    ],
  ],
  [
    'creates.update_appointment',
    [
      usually(
        'creates.update_appointment',
        [[APPOINTMENT], [CHANGE_APPOINTMENT], [APPOINTMENT]],
        `${WHY.current} ${WHY.readBack}`,
      ),
      again('creates.update_appointment', [[APPOINTMENT]]),
    ],
  ],
  [
    'creates.set_appointment_status',
    [
      usually(
        'creates.set_appointment_status',
        [[APPOINTMENT], [CHANGE_APPOINTMENT], [APPOINTMENT]],
        `${WHY.current} ${WHY.readBack}`,
      ),
      again('creates.set_appointment_status', [[APPOINTMENT]]),
    ],
  ],
]);
