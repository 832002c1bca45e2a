import { describe, expect, it } from '@jest/globals';

import { errorFrom } from '../../../../lib/ghl/client/errors.ts';

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
