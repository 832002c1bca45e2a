/** Dropdowns filled from the connected location, by what they show. */
import { appointments } from './appointments.ts';
import { campaigns, workflows } from './automations.ts';
import { calendarGroups, calendars } from './calendars.ts';
import { companies } from './companies.ts';
import { contacts } from './contacts.ts';
import { customFields, fileFields } from './custom-fields.ts';
import { datedFields } from './dated-fields.ts';
import { forms, surveys } from './forms.ts';
import { appointmentNotes, notes } from './notes.ts';
import { lostReasons, opportunities, pipelines, stages } from './opportunities.ts';
import { searchableFields } from './searchable-fields.ts';
import { tags } from './tags.ts';
import { tasks } from './tasks.ts';
import { users } from './users.ts';

/**
 * A list to choose from, and what its entries are: Zapier's editor links fields of one resource, such as
 * a trigger's Contact ID to the contact of an action.
 */
const listOf = <const Resource extends string, Perform>(resource: Resource, perform: Perform) => ({
  resource,
  choices: { perform },
});

export const dropdown = {
  tags: listOf('tag', tags),
  users: listOf('user', users),
  businesses: listOf('business', companies),
  customFields: listOf('custom_field', customFields),
  fileFields: listOf('custom_field', fileFields),
  datedFields: { choices: { perform: datedFields } },
  searchableFields: { choices: { perform: searchableFields } },
  contacts: listOf('contact', contacts),
  tasks: listOf('task', tasks),
  notes: listOf('note', notes),
  calendars: listOf('calendar', calendars),
  calendarGroups: listOf('calendar_group', calendarGroups),
  appointments: listOf('appointment', appointments),
  appointmentNotes: listOf('note', appointmentNotes),
  workflows: listOf('workflow', workflows),
  campaigns: listOf('campaign', campaigns),
  opportunities: listOf('opportunity', opportunities),
  pipelines: listOf('pipeline', pipelines),
  stages: listOf('pipeline_stage', stages),
  lostReasons: listOf('lost_reason', lostReasons),
  forms: listOf('form', forms),
  surveys: listOf('survey', surveys),
};
