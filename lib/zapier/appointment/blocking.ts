import { createBlockedSlot, listBlockedSlots } from '../../ghl/blocked-slots.ts';
import type { BlockedSlotOwner, BlockedSlotTimes } from '../../ghl/blocked-slots.ts';
import { idempotentCreate } from '../../ghl/client/idempotent-write.ts';
import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import { toBlockedTime } from '../../protiv/appointment/blocked-time.ts';
import type { BlockedTime } from '../../protiv/appointment/blocked-time.ts';
import { APPOINTMENT_LABELS, toGhlAppointment } from '../../protiv/appointment/record.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { missing } from '../../protiv/values/texts.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import { locationFacts } from '../location/location.ts';
import type { Run } from '../platform/run.ts';
import { calendarNames, userNames } from '../references/references.ts';
import { withIds } from './input-fields.ts';
import type { Input } from './input-fields.ts';

/**
 * Blocks a time of a calendar or a user, unless this very time is blocked already: to block it a second
 * time would only leave two entries to take away.
 *
 * @throws {InvalidInputError} where both or neither of calendar and user are given, or no time
 */
export const blockOnce = async (
  run: Run<Input>,
): Promise<BlockedTime & { wasCreated: boolean }> => {
  const { ghl } = run;
  const facts = await locationFacts(run);
  const input = await withIds(run, run.input);
  const owner = ownerOf(input);
  const { title, startTime, endTime } = toGhlAppointment(
    { title: input['title'], startTime: input['startTime'], endTime: input['endTime'] },
    { purpose: 'update', timezone: facts.timezone },
  );
  if (startTime === undefined) throw missing(APPOINTMENT_LABELS.startTime);
  if (endTime === undefined) throw missing(APPOINTMENT_LABELS.endTime);
  const times: BlockedSlotTimes = { title, startTime, endTime };

  const window = { from: Date.parse(startTime), to: Date.parse(endTime) };
  const find = async (): Promise<WireAppointment | undefined> =>
    (await listBlockedSlots(ghl, owner, window)).find((slot) => isSame(slot, times));
  const existing = await find();
  const slot =
    existing ?? (await idempotentCreate(ghl, () => createBlockedSlot(ghl, owner, times), find));
  const said = laidOver({ ...owner, title, startTime, endTime }, slot);
  const [calendars, users] = await Promise.all([
    calendarNames(run, [said.calendarId]),
    userNames(run, [said.assignedUserId]),
  ]);
  return {
    ...toBlockedTime(said, { timezone: facts.timezone, calendars, users }),
    wasCreated: existing === undefined,
  };
};

const ownerOf = ({
  calendarId,
  assignedTo,
}: Readonly<Record<'calendarId' | 'assignedTo', string | undefined>>): BlockedSlotOwner => {
  if (calendarId !== undefined && assignedTo === undefined) return { calendarId };
  if (calendarId === undefined && assignedTo !== undefined) return { assignedUserId: assignedTo };
  const labels = `“${APPOINTMENT_LABELS.calendarId}” and “${APPOINTMENT_LABELS.assignedTo}”`;
  throw new InvalidInputError(
    calendarId === undefined
      ? `${labels} are both empty. Fill in the one whose time is to be blocked.`
      : `${labels} are both filled in, and HighLevel blocks the time of one at a time. Leave one of them blank.`,
  );
};

const isSame = (slot: WireAppointment, { title, startTime, endTime }: BlockedSlotTimes): boolean =>
  readMoment(slot.startTime) === Date.parse(startTime) &&
  readMoment(slot.endTime) === Date.parse(endTime) &&
  (title === undefined || slot.title === title);
