import { defineInputFields } from 'zapier-platform-core';

import { appointmentOutputFields, appointmentSample } from '../lib/protiv/appointment/record.ts';
import { appointmentStatusField } from '../lib/zapier/appointment/input-fields.ts';
import {
  findAppointments,
  periodField,
  startsAfterField,
  startsBeforeField,
} from '../lib/zapier/appointment/search.ts';
import { SOURCES, appointmentSourceFields } from '../lib/zapier/appointment/source.ts';
import { isAnyFilterEmpty } from '../lib/zapier/fields/filters.ts';
import { foundMany, manyOutput } from '../lib/zapier/fields/found-many.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

const APPOINTMENTS = {
  key: 'appointments',
  nouns: 'Appointments',
  fields: appointmentOutputFields,
};

export default searchOperation({
  key: 'find_many_appointments',
  noun: 'Appointment',
  label: 'Find Many Appointments',
  description:
    'Finds appointments of a contact, calendar, user or group, or of the whole sub-account, as line items.',
  inputFields: defineInputFields([
    ...grouped('filters', [
      ...appointmentSourceFields,
      { ...appointmentStatusField, helpText: 'Only appointments with this status.' },
    ]),
    ...grouped('time', [periodField, startsAfterField, startsBeforeField]),
    ...grouped('order', [limitField('Appointments')]),
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const limit = asLimit('Appointments', input.limit);
    if (isAnyFilterEmpty(run, [...SOURCES, 'from', 'to', 'status'])) return [];
    const { appointments, ...found } = await findAppointments(run, limit);
    if (appointments.length === 0) return [];
    return [foundMany(ghl, APPOINTMENTS, appointments, { id: ghl.locationId, ...found })];
  },
  sample: {
    id: 've9EPM428h8vShlRW1KT',
    count: 1,
    matchCount: 1,
    complete: true,
    appointments: [appointmentSample],
  },
  outputFields: manyOutput(APPOINTMENTS),
});
