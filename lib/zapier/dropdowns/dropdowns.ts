/** Dropdowns filled from the connected location, by what they show. */
import { appointments } from './appointments.ts';
import { campaigns, workflows } from './automations.ts';
import { calendarGroups, calendars } from './calendars.ts';
import { companies } from './companies.ts';
import { contacts } from './contacts.ts';
import { customFields } from './custom-fields.ts';
import { datedFields } from './dated-fields.ts';
import { appointmentNotes, notes } from './notes.ts';
import { lostReasons, opportunities, pipelines, stages } from './opportunities.ts';
import { searchableFields } from './searchable-fields.ts';
import { tags } from './tags.ts';
import { tasks } from './tasks.ts';
import { users } from './users.ts';

export const dropdown = {
  tags: { perform: tags },
  users: { perform: users },
  businesses: { perform: companies },
  customFields: { perform: customFields },
  datedFields: { perform: datedFields },
  searchableFields: { perform: searchableFields },
  contacts: { perform: contacts },
  tasks: { perform: tasks },
  notes: { perform: notes },
  calendars: { perform: calendars },
  calendarGroups: { perform: calendarGroups },
  appointments: { perform: appointments },
  appointmentNotes: { perform: appointmentNotes },
  workflows: { perform: workflows },
  campaigns: { perform: campaigns },
  opportunities: { perform: opportunities },
  pipelines: { perform: pipelines },
  stages: { perform: stages },
  lostReasons: { perform: lostReasons },
};
