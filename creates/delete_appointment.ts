import { defineInputFields } from 'zapier-platform-core';

import { deleteAppointment } from '../lib/ghl/appointments.ts';
import { idempotentDelete } from '../lib/ghl/client/idempotent-write.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { appointmentIdFields, appointmentLock } from '../lib/zapier/appointment/input-fields.ts';
import { deletionOutput, deletionResult, deletionWarning } from '../lib/zapier/fields/deletion.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

const warning = deletionWarning('appointment');

export default createOperation({
  key: 'delete_appointment',
  noun: 'Appointment',
  label: 'Delete Appointment',
  description: 'Deletes an appointment, for good.',
  inputFields: defineInputFields([
    ...appointmentIdFields,
    {
      ...warning,
      helpText: `${warning.helpText} The ID of a series deletes all of its appointments. To call an appointment off and keep it, use Set Appointment Status.`,
    },
  ]),
  lock: appointmentLock,
  perform: async ({ ghl, input }) => {
    const id = requiredLine('Appointment', input.appointmentId);
    const wasDeleted = await idempotentDelete(ghl, () => deleteAppointment(ghl, id));
    return deletionResult('appointment', { appointmentId: id }, wasDeleted);
  },
  ...deletionOutput('appointment', { appointmentId: 'ocQHyuzHvysMo5N5VsXc' }),
});
