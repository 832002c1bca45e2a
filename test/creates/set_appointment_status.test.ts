import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { holdClock } from '../../harness/time.ts';
import { appointmentSchema } from '../../lib/protiv/appointment/schema.ts';

let world: CalendarWorld;
let appointmentId: string;

beforeEach(async () => {
  world = await openCalendarWorld();
  appointmentId = world.add({ startsIn: HOUR_MS, title: 'Measure', description: 'Plans' }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const setStatus = (status: unknown, input: Fields = {}) =>
  world.app.create('set_appointment_status', { appointmentId, status, ...input });

const stored = () => world.location.appointments.get(appointmentId);

describe('Set Appointment Status', () => {
  it.each([
    ['cancelled', 'cancelled'],
    ['Canceled', 'cancelled'],
    ['showed', 'showed'],
    ['No-Show', 'noshow'],
    ['new', 'new'],
    ['invalid', 'invalid'],
  ])('sets %s and nothing else', async (given, status) => {
    const before = stored();
    const { changed, ignoredFields, ...appointment } = await setStatus(given);
    expect({ changed, ignoredFields }).toEqual({ changed: ['status'], ignoredFields: [] });
    expect(appointmentSchema.parse(appointment)).toMatchObject({
      id: appointmentId,
      status,
      title: 'Measure',
      notes: 'Plans',
      startTime: '2026-03-02T10:00:00-05:00',
    });
    expect(stored()).toEqual({ ...before, appointmentStatus: status });
    expect(world.app.writesSent.map(({ body }) => body)).toEqual([{ appointmentStatus: status }]);
  });

  it('sends nothing when it has that status already', async () => {
    expect(await setStatus('Confirmed')).toMatchObject({ status: 'confirmed', changed: [] });
    expect(world.app.writesSent).toEqual([]);
  });

  it('is safe to repeat', async () => {
    await setStatus('showed');
    expect(await setStatus('showed')).toMatchObject({ status: 'showed', changed: [] });
    expect(world.app.writesSent).toHaveLength(1);
  });

  it('leaves automations alone when told to', async () => {
    await setStatus('cancelled', { runAutomations: 'no' });
    expect(world.app.writesSent).toMatchObject([
      { body: { appointmentStatus: 'cancelled', toNotify: false } },
    ]);
  });

  it('sets the status of one of a series', async () => {
    const id = `abc_${NOW + HOUR_MS}_3600`;
    const next = `abc_${NOW + 25 * HOUR_MS}_3600`;
    for (const one of [id, next]) world.add({ startsIn: HOUR_MS, id: one, masterEventId: 'abc' });
    expect(await setStatus('cancelled', { appointmentId: id })).toMatchObject({ id });
    expect(world.location.appointments.get(next)?.appointmentStatus).toBe('confirmed');
  });

  it.each(['resetBefore', 'resetAfter', 'timeoutAfter', 'html'] as const)(
    'gets there when the answer is lost: %s',
    async (kind) => {
      holdClock();
      world.app.sandbox.addFault({ kind, match: { method: 'PUT' }, times: 1 });
      expect(await setStatus('showed')).toMatchObject({ status: 'showed', changed: ['status'] });
    },
  );

  it('says so when HighLevel did not keep the status', async () => {
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { id: appointmentId },
      match: { method: 'PUT' },
    });
    expect(await setStatus('showed')).toMatchObject({
      status: 'confirmed',
      ignoredFields: ['Status'],
    });
  });

  it('says what it set when it cannot read it back', async () => {
    world.app.sandbox.addFault({ kind: 'status', status: 429, match: { method: 'GET' }, skip: 2 });
    expect(await setStatus('showed')).toMatchObject({ status: 'showed', title: 'Measure' });
    expect(world.app.logCodes).toContain('write.unread');
  });

  it('does not take a proxy’s page for HighLevel’s word that it was done', async () => {
    world.app.sandbox.addFault({ kind: 'html', status: 200, match: { method: 'PUT' }, times: 1 });
    expect(await setStatus('showed')).toMatchObject({ status: 'showed', ignoredFields: [] });
    expect(world.app.logCodes).toContain('write.ambiguous');
  });

  it('sends nothing through a connection that may only read, and says why', async () => {
    world.app.connect(({ id }) => id !== world.location.id);
    const { world: everything } = world.app.sandbox;
    const { id } = everything.addAppointment(world.app.location.id, {
      contactId: 'c',
      calendarId: 'k',
      startTime: iso(NOW),
      endTime: iso(NOW + HOUR_MS),
    });
    const failure = await world.app.failure(() => setStatus('showed', { appointmentId: id }));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(/is read only, so it is not allowed to change appointments/);
    expect(world.app.writesSent).toEqual([]);
  });

  it('knows no appointment of another sub-account', async () => {
    const { world: everything, locations } = world.app.sandbox;
    const elsewhere = locations.find(({ id }) => id !== world.location.id)?.id ?? '';
    const { id } = everything.addAppointment(elsewhere, {
      contactId: 'c',
      calendarId: 'k',
      startTime: iso(NOW),
      endTime: iso(NOW + HOUR_MS),
    });
    const failure = await world.app.failure(() => setStatus('showed', { appointmentId: id }));
    expect(failure.message).toMatch(/HighLevel cannot find this record/);
  });

  it.each<[Fields, RegExp]>([
    [{ appointmentId: '' }, /“Appointment” is empty/],
    [{ appointmentId: 'goneForGood1' }, /HighLevel cannot find this record/],
    [{ appointmentId: '../x' }, /an ID that HighLevel could have given/],
    [{ appointmentId: '..' }, /an ID that HighLevel could have given/],
    [{ status: null }, /“Status” is empty/],
    [{ status: 'done' }, /“Status” takes “New”, “Confirmed”, “Cancelled”/],
    [{ status: 'constructor' }, /“Status” takes “New”/],
  ])('refuses %j', async (input, sentence) => {
    const failure = await world.app.failure(() => setStatus('showed', input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
    expect(world.app.writesSent).toEqual([]);
  });
});
