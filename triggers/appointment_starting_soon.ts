import { defineInputFields } from 'zapier-platform-core';

import { clock } from '../lib/ghl/client/clock.ts';
import {
  appointmentOutputFields,
  appointmentSample,
  isCalledOff,
} from '../lib/protiv/appointment/record.ts';
import { DAY_MS, HOUR_MS } from '../lib/protiv/values/dates.ts';
import { asWholeNumber } from '../lib/protiv/values/numbers.ts';
import { slimAppointment } from '../lib/zapier/appointment/hydration.ts';
import { TURNS_NOTE, pollAppointments } from '../lib/zapier/appointment/polls.ts';
import { appointmentSourceFields } from '../lib/zapier/appointment/source.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { movedBy, timeUnitField } from '../lib/zapier/fields/time-span.ts';

const LABEL = 'Time Before Start';
const BOUNDS = { least: 1, most: 1_000, otherwise: 24 };

/** A start that passes between two polls still fires; so long after it, nobody needs to be told. */
const LATEST_MS = 2 * HOUR_MS;

export default contactRecordTrigger({
  key: 'appointment_starting_soon',
  noun: 'Appointment',
  label: 'Appointment Starting Soon',
  description: 'Triggers when an appointment comes close to its start time.',
  inputFields: defineInputFields([
    {
      key: 'timeBeforeStart',
      label: LABEL,
      type: 'integer',
      required: true,
      default: String(BOUNDS.otherwise),
      helpText: `How long before its start an appointment triggers, up to ${BOUNDS.most}, in the unit below.`,
    },
    { ...timeUnitField, required: true },
    {
      key: 'limits',
      type: 'copy',
      helpText: `Triggers once for each start time, never for appointments that are cancelled, no-show or invalid. Appointments that are close when you turn the Zap on do not trigger it. ${TURNS_NOTE}`,
    },
    ...appointmentSourceFields,
  ]),
  dedupeBy: ['id', 'startTimeUtc'],
  poll: async (run) => {
    const { timeBeforeStart, timeUnit } = run.input;
    const amount = asWholeNumber(LABEL, timeBeforeStart, BOUNDS);
    const [earlier, later] = [
      await movedBy(run, -amount, timeUnit),
      await movedBy(run, amount, timeUnit),
    ];
    const now = clock.now();
    return pollAppointments(run, {
      by: 'dateUpdated',
      matches: (appointment) => !isCalledOff(appointment),
      // A day more, since the clocks may change before the start.
      starting: { window: { from: now - LATEST_MS, to: later(now) + DAY_MS }, firesAt: earlier },
    });
  },
  slim: slimAppointment,
  sample: appointmentSample,
  outputFields: appointmentOutputFields,
});
