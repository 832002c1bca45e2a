import type { PlainOutputField } from 'zapier-platform-core';

import { appointmentOutputFields } from '../protiv/appointment.ts';
import type { Appointment } from '../protiv/schemas/appointment.ts';

/** Output fields of a trigger that Zapier dedupes by more than the id. */
export const appointmentOutputKeyedBy = (
  ...keys: readonly (keyof Appointment)[]
): PlainOutputField[] =>
  appointmentOutputFields.map((field) =>
    keys.some((key) => key === field.key) ? { ...field, primary: true } : field,
  );
