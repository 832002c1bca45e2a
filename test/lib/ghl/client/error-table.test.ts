import { describe, expect, it } from '@jest/globals';

import { errorFrom } from '../../../../lib/ghl/client/error-table.ts';
import type { ErrorRow } from '../../../../lib/ghl/client/error-table.ts';
import { isNotFound } from '../../../../lib/ghl/client/not-found.ts';
import { resourceOf } from '../../../../lib/ghl/client/resources.ts';

const answer = (
  status: number,
  message: string,
  { body = {}, headers = {} }: { body?: object; headers?: Record<string, string> } = {},
) => errorFrom({ status, message, body: { ...body }, header: (name) => headers[name] });

describe('the error table', () => {
  it.each([
    [403, 'The token does not have access to this location.', 'halted', 'foreign_location'],
    [400, 'Contact not found for id:abc', 'halted', 'contact_not_found'],
    [404, 'Not Found', 'halted', 'not_found'],
    [422, 'email must be an email', 'halted', 'bad_email'],
    [422, 'phone must be a valid phone number', 'halted', 'bad_phone'],
    [422, 'property tagz should not exist', 'halted', 'bad_input'],
    [302, '', 'halted', 'redirected'],
    [429, 'Too Many Requests', 'throttled', 'rate_limited'],
    [500, '', 'throttled', 'server_trouble'],
    [502, '', 'throttled', 'server_trouble'],
    [408, '', 'throttled', 'server_trouble'],
    [418, 'teapot', 'halted', 'refused'],
  ])('%i “%s” is %s (%s)', (status, message, kind, code) => {
    expect(answer(status, message)).toMatchObject({ kind, code });
  });

  it('knows the contact that a duplicate collides with', () => {
    const error = answer(400, 'This location does not allow duplicated contacts.', {
      body: { meta: { contactId: 'abc', matchingField: 'phone' } },
    });
    expect(error).toMatchObject({
      code: 'duplicate_contact',
      details: { contactId: 'abc', matchingField: 'phone' },
    });
    expect(error.message).toContain('phone number');
  });

  it('takes the delay of a burst from GHL’s headers, else ten seconds', () => {
    const headers = { 'X-RateLimit-Interval-Milliseconds': '7500' };
    expect(answer(429, '', { headers }).details.delay).toBe(8);
    expect(answer(429, '').details.delay).toBe(10);
  });

  it('waits as long as a proxy asks for', () => {
    const interval = { 'X-RateLimit-Interval-Milliseconds': '10000' };
    const delayed = (seconds: string) =>
      answer(429, '', { headers: { ...interval, 'Retry-After': seconds } }).details.delay;
    expect(['45', '0.5', 'Wed, 21 Oct 2026 07:28:00 GMT', '-1'].map(delayed)).toEqual([
      45, 1, 10, 10,
    ]);
  });

  it('waits an hour when the day’s allowance is used up', () => {
    const error = answer(429, '', { headers: { 'X-RateLimit-Daily-Remaining': '0' } });
    expect(error).toMatchObject({ code: 'rate_limited_day', details: { delay: 3600 } });
  });

  it('marks the outcome of a write as unknown only where it is', () => {
    expect(answer(503, '').details.outcomeUnknown).toBe(true);
    expect(answer(429, '').details.outcomeUnknown).toBeUndefined();
    expect(answer(422, 'x').details.outcomeUnknown).toBeUndefined();
  });

  it('repeats GHL’s words without addresses, numbers and braces', () => {
    const { message } = answer(400, 'ana@example.com and +1 (202) 555-0147 are {{bad}}');
    expect(message).toContain('“… and … are bad”');
  });
});

describe('words of HighLevel', () => {
  const refusal = (path: string, message: string, status = 400, errors: readonly ErrorRow[] = []) =>
    errorFrom(
      { status, message, body: {}, header: () => undefined },
      { resource: resourceOf(path), errors },
    );

  const CONTACT = '/contacts/c1';
  const NOTES = '/contacts/c1/notes';
  const TASK = '/contacts/c1/tasks/t1';
  const APPOINTMENT = '/calendars/events/appointments/a1';

  it.each([
    ['phone is invalid', NOTES, CONTACT, 'bad_phone'],
    ['body: phone must be a valid phone number', TASK, CONTACT, 'bad_phone'],
    ['email must be an email', '/calendars/events/appointments', CONTACT, 'bad_email'],
    ['This location does not allow duplicated contacts.', TASK, CONTACT, 'duplicate_contact'],
    ['A team member needs to be selected', CONTACT, APPOINTMENT, 'owner_needed'],
    ['User is not part of the calendar team', NOTES, APPOINTMENT, 'owner_not_in_team'],
    [
      'The slot you have selected is no longer available.',
      '/calendars/cal1',
      APPOINTMENT,
      'slot_taken',
    ],
  ])('“%s” of %s are not those of %s', (message, path, own, code) => {
    expect(refusal(own, message).code).toBe(code);
    expect(refusal(path, message).code).toBe('bad_input');
    expect(refusal('/opportunities/o1', message).code).toBe('bad_input');
  });

  it.each([
    [CONTACT, 'Contact not found for id:abc', 400],
    [CONTACT, 'Contact with id abc not found', 400],
    [NOTES, 'The contact could not be found', 422],
    [NOTES, 'Not Found', 404],
    [NOTES, '', 404],
    [NOTES, 'Note not found', 400],
    [TASK, 'Task was not found', 400],
    [APPOINTMENT, 'Event not found', 400],
    [APPOINTMENT, 'Contact not found', 400],
    ['/businesses/b1', 'Business not found', 404],
    [CONTACT, 'Record not found', 400],
    ['/opportunities/o1', 'Record with id o1 not found', 400],
  ])('of %s mean that the record is not there: “%s” (%i)', (path, message, status) => {
    expect(isNotFound(refusal(path, message, status))).toBe(true);
  });

  it.each([
    [APPOINTMENT, 'Calendar not found', 'calendar'],
    [TASK, 'User with id abc not found', 'user'],
    [CONTACT, 'Business could not be found', 'company'],
    [CONTACT, 'Workflow not found', 'workflow'],
    ['/calendars/cal1', 'Contact not found', 'contact'],
    ['/opportunities/o1', 'Pipeline not found', 'pipeline'],
    ['/invoices/i1', 'Schedule not found', 'record'],
  ])('of %s speak of something else: “%s”', (path, message, thing) => {
    for (const status of [400, 404, 422]) {
      const error = refusal(path, message, status);
      expect(isNotFound(error)).toBe(false);
      expect(error).toMatchObject({ kind: 'halted', code: 'related_not_found' });
      expect(error.message).toMatch(new RegExp(`^HighLevel cannot find the ${thing} that this`));
    }
  });

  it('that go with a breakdown are not believed', () => {
    expect(refusal(CONTACT, 'Contact not found', 502).code).toBe('server_trouble');
  });

  it('that one route alone gives are looked through first', () => {
    const row: ErrorRow = {
      code: 'too_late',
      kind: 'halted',
      when: ({ message }) => message.includes('phone is invalid'),
      sentence: 'Too late.',
    };
    expect(refusal(CONTACT, 'phone is invalid', 400, [row]).code).toBe('too_late');
    expect(refusal(CONTACT, 'Contact not found', 400, [row]).code).toBe('contact_not_found');
  });
});
