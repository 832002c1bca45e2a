import type { WireCalendar } from '../../ghl/schemas/calendar.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { filled, text, texts } from '../values/present.ts';

/** A calendar that can be booked, Protiv-shaped. */
export interface Calendar {
  id: string;
  calendarId: string;
  name?: string;
  isActive?: boolean;
  calendarType?: string;
  calendarGroupId?: string;
  userIds?: string[];
}

const CALENDAR_FIELDS: FieldTable<WireCalendar, void, Calendar> = {
  id: { label: 'ID', read: ({ id }) => id, sample: 'BVTuOBaXeLAcD4Pf1kQp' },
  calendarId: { label: 'Calendar ID', read: ({ id }) => id, sample: 'BVTuOBaXeLAcD4Pf1kQp' },
  name: { label: 'Name', read: ({ name }) => text(name), sample: 'Site Visit' },
  isActive: {
    label: 'Is Active',
    type: 'boolean',
    read: ({ isActive }) => isActive ?? undefined,
    sample: true,
  },
  calendarType: {
    label: 'Calendar Type',
    read: ({ calendarType }) => text(calendarType),
    sample: 'round_robin',
  },
  calendarGroupId: { label: 'Calendar Group ID', read: ({ groupId }) => text(groupId) },
  userIds: {
    label: 'Team User IDs',
    list: true,
    read: ({ teamMembers }) => filled(texts(teamMembers?.map(({ userId }) => userId))),
    sample: ['ve9EPM428h8vShlRW1KT'],
  },
};

/** A calendar as Zaps see it. */
export const toCalendar = mapperOf(CALENDAR_FIELDS);

export const calendarSample = sampleOf(CALENDAR_FIELDS);

export const calendarOutputFields = outputFieldsOf(CALENDAR_FIELDS);
