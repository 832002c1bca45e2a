import * as z from 'zod/mini';

import type { Checker, Fields } from './checker.ts';

/** Everything that changes nothing: each trigger's sample poll, and each search on real records. */
export const checkReads = async (check: Checker): Promise<void> => {
  check.section('Reading');
  const [contact] = await check.run('triggers', 'new_contact', {}, true);
  for (const key of ['contact_updated', 'new_or_updated_contact', ...TASK_TRIGGERS, 'new_note']) {
    await check.run('triggers', key, {}, true);
  }
  await check.run('searches', 'find_many_contacts', { limit: 5 });
  await check.run('searches', 'find_many_tasks');
  if (contact) await checkContact(check, contact);
  await checkCalendar(check);
};

const TASK_TRIGGERS = ['new_task', 'task_completed', 'task_due_soon', 'task_overdue'] as const;

const checkContact = async (check: Checker, contact: Fields): Promise<void> => {
  const { contactId, email, phone, tags } = contact;
  await check.run('searches', 'find_contact', { contactId });
  if (typeof email === 'string') {
    await expectFound(check, { email: email.toUpperCase() }, 'email');
    await check.run('searches', 'find_duplicate_contact', { email });
  }
  if (phone) await expectFound(check, { phone }, 'phone');
  if (Array.isArray(tags) && tags.length > 0) {
    await check.run('triggers', 'contact_tagged', { tags }, true);
  }
  await check.run('searches', 'get_contact_summary', { contactId });
  await check.run('searches', 'find_many_notes', { contactId });
  await check.run('searches', 'find_many_appointments', { contactId });
};

const expectFound = async (check: Checker, input: Fields, by: string): Promise<void> => {
  const found = await check.one('searches', 'find_contact', input);
  check.say(
    found ? `        found by ${by}` : `        NOT found by ${by}, though the contact has one`,
  );
};

const withAppointments = z.object({
  appointments: z.array(z.object({ appointmentId: z.string() })),
});

const checkCalendar = async (check: Checker): Promise<void> => {
  const calendarId = await check.firstOption('searches', 'find_free_slots', 'calendarId');
  if (!calendarId) {
    check.say('There is no calendar, so nothing about appointments was read.');
    return;
  }
  await check.run('triggers', 'new_appointment', { calendarId }, true);
  await check.run('triggers', 'new_or_rescheduled_appointment', { calendarId }, true);
  await check.run(
    'triggers',
    'appointment_reached_status',
    { calendarId, status: 'confirmed' },
    true,
  );
  await check.run('searches', 'find_free_slots', { calendarId });
  const found = await check.one('searches', 'find_many_appointments', { calendarId });
  const [appointment] = withAppointments.safeParse(found).data?.appointments ?? [];
  if (appointment) await check.run('searches', 'find_appointment', appointment);
};
