import { findAppointmentById } from '../lib/ghl/appointments.ts';
import {
  appointmentOutputFields,
  appointmentSample,
  toAppointment,
} from '../lib/protiv/appointment/record.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { appointmentIdFields } from '../lib/zapier/appointment/input-fields.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

export default searchOperation({
  key: 'find_appointment',
  noun: 'Appointment',
  label: 'Find Appointment',
  description: 'Finds an appointment that you choose from a list or by ID.',
  inputFields: appointmentIdFields,
  perform: async (run) => {
    const { ghl, input } = run;
    const appointmentId = requiredLine('Appointment', input.appointmentId);
    const [appointment, facts] = await Promise.all([
      findAppointmentById(ghl, appointmentId),
      locationFacts(run),
    ]);
    return appointment ? [toAppointment(appointment, facts)] : [];
  },
  sample: appointmentSample,
  outputFields: appointmentOutputFields,
});
