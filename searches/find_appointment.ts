import { findAppointmentById } from '../lib/ghl/appointments.ts';
import { appointmentOutputFields, appointmentSample } from '../lib/protiv/appointment/record.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { appointmentIdFields } from '../lib/zapier/appointment/input-fields.ts';
import { toAppointments } from '../lib/zapier/appointment/output.ts';
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
    const appointment = await findAppointmentById(ghl, appointmentId);
    return appointment ? toAppointments(run, [appointment]) : [];
  },
  sample: appointmentSample,
  outputFields: appointmentOutputFields,
});
