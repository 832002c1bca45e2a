import { describe, expect, it } from '@jest/globals';

import { toAppointment, toGhlAppointment } from '../../../../lib/protiv/appointment/record.ts';

const timezone = 'America/New_York';

const status = (wire: object): string | undefined => toAppointment({ id: 'a1', ...wire }).status;

describe('toAppointment', () => {
  it('shows times in the location’s offset', () => {
    const wire = {
      id: 'a1',
      calendarId: 'k1',
      contactId: 'c1',
      groupId: 'g1',
      appointmentStatus: 'confirmed',
      status: 'booked',
      assignedUserId: 'u1',
      address: 'https://meet.example.com/x',
      notes: 'Bring plans',
      isRecurring: false,
      startTime: '2023-09-25T16:00:00+05:30',
      endTime: '2023-09-25T16:30:00+05:30',
    };
    expect(toAppointment(wire, { timezone })).toStrictEqual({
      id: 'a1',
      appointmentId: 'a1',
      contactId: 'c1',
      calendarId: 'k1',
      status: 'confirmed',
      startTime: '2023-09-25T06:30:00-04:00',
      startTimeUtc: '2023-09-25T10:30:00.000Z',
      startTimeText: 'Mon, Sep 25, 2023, 6:30 AM EDT',
      endTime: '2023-09-25T07:00:00-04:00',
      timezone,
      assignedTo: 'u1',
      notes: 'Bring plans',
      address: 'https://meet.example.com/x',
      calendarGroupId: 'g1',
      isRecurring: false,
    });
  });

  it.each([
    ['2026-03-07 11:00:00', '2026-03-07T11:00:00-05:00'],
    ['2026-03-08 11:00:00', '2026-03-08T11:00:00-04:00'],
    ['2026-10-31 11:00:00', '2026-10-31T11:00:00-04:00'],
    ['2026-11-01 11:00:00', '2026-11-01T11:00:00-05:00'],
  ])('reads a row without a zone on the location’s clock: %s', (startTime, expected) => {
    expect(toAppointment({ id: 'a1', startTime }, { timezone }).startTime).toBe(expected);
  });

  it('is in UTC when the location has no time zone', () => {
    expect(toAppointment({ id: 'a1', startTime: '2023-09-25T16:00:00+05:30' })).toStrictEqual({
      id: 'a1',
      appointmentId: 'a1',
      startTime: '2023-09-25T10:30:00Z',
      startTimeUtc: '2023-09-25T10:30:00.000Z',
    });
  });

  it('finds the status however it is spelt', () => {
    expect(status({ appoinmentStatus: 'new', status: 'booked' })).toBe('new');
    expect(status({ appointmentStatus: '', status: 'booked' })).toBe('booked');
  });
});

describe('toGhlAppointment', () => {
  const input = {
    calendarId: 'k1',
    contactId: 'c1',
    title: 'Visit',
    startTime: '2026-03-08T11:00:00',
    endTime: '2026-03-08T15:30:00Z',
    status: 'No-Show',
    assignedTo: 'u1',
    notes: 'Bring plans',
    address: '',
  };

  it('sends times in the location’s offset', () => {
    expect(toGhlAppointment(input, { purpose: 'create', timezone })).toStrictEqual({
      calendarId: 'k1',
      contactId: 'c1',
      title: 'Visit',
      startTime: '2026-03-08T11:00:00-04:00',
      endTime: '2026-03-08T11:30:00-04:00',
      appointmentStatus: 'noshow',
      assignedUserId: 'u1',
      description: 'Bring plans',
    });
  });

  it('names no contact in an update, which refuses it', () => {
    expect(toGhlAppointment({ contactId: 'c1' }, { purpose: 'update', timezone })).toStrictEqual(
      {},
    );
  });

  it.each([
    [{ endTime: '2026-03-08T11:00:00' }, '“End Time” must be later than “Start Time”.'],
    [
      { status: 'gone' },
      '“Status” takes “New”, “Confirmed”, “Cancelled”, “Showed”, “No-show” or “Invalid”, but got “gone”.',
    ],
  ])('refuses %j', (wrong, sentence) => {
    const context = { purpose: 'create', timezone } as const;
    expect(() => toGhlAppointment({ ...input, ...wrong }, context)).toThrow(sentence);
  });

  it('knows the other spelling of cancelled', () => {
    const { appointmentStatus } = toGhlAppointment({ status: 'Canceled' }, { purpose: 'update' });
    expect(appointmentStatus).toBe('cancelled');
  });
});
