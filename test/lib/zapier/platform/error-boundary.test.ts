import { describe, expect, it } from '@jest/globals';
import type { ZObject } from 'zapier-platform-core';

import { appLog, insideCore } from '../../../../harness/inside-core.ts';
import app from '../../../../index.ts';
import { reconnectNeeded } from '../../../../lib/ghl/client/connection-errors.ts';
import { GhlError } from '../../../../lib/ghl/client/errors.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
import { withErrorBoundary } from '../../../../lib/zapier/platform/error-boundary.ts';
import { handlerFor } from '../../../../zap-runner/handler.ts';

/** What leaves the app when `cause` is thrown inside. */
const leaving = async (cause: (z: ZObject) => unknown) => {
  const { outcome, log } = await insideCore((z, bundle) =>
    withErrorBoundary(async () => {
      throw cause(z);
    })(z, bundle),
  );
  if (outcome.status === 'fulfilled') throw new Error('Nothing was thrown.');
  const error: unknown = outcome.reason;
  return { error, log: appLog(log) };
};

describe('the border of the app', () => {
  it.each([
    ['a user’s mistake', new InvalidInputError('Fill it in.'), 'HaltedError', 'Fill it in.'],
    [
      'what cannot succeed',
      new GhlError('halted', 'x', 'No such contact.'),
      'HaltedError',
      'No such contact.',
    ],
    [
      'a spent connection',
      reconnectNeeded('no_company'),
      'ExpiredAuthError',
      'This connection does not name a HighLevel agency. Reconnect HighLevel: in Zapier open Apps, choose Protiv and press Reconnect, then run the Zap again.',
    ],
  ])('turns %s into a %s', async (_what, cause, name, message) => {
    const { error, log } = await leaving(() => cause);
    expect(error).toMatchObject({ name, message });
    expect(log).toEqual([]);
  });

  it('keeps what the step was given out of the message that Zapier shows', async () => {
    const handler = await handlerFor(app);
    const inputData = { contactId: 'ana@@example.com', title: 'Lindqvist' };
    const call = handler({
      command: 'execute',
      method: 'creates.create_task.operation.perform',
      bundle: {
        inputData,
        authData: {
          access_token: 'at',
          locationId: 'l',
          scope: 'contacts.readonly contacts.write',
        },
        meta: {},
      },
    });
    await expect(call).rejects.toMatchObject({
      name: 'HaltedError',
      message:
        '“Contact” does not hold an ID that HighLevel could have given. Choose the record from the list, or map the ID field of an earlier step.',
    });
  });

  it('tells Zapier how long to wait', async () => {
    const { error } = await leaving(
      () => new GhlError('throttled', 'x', 'Too much.', { delay: 7 }),
    );
    expect(error).toMatchObject({
      name: 'ThrottledError',
      message: JSON.stringify({ message: 'Too much.', delay: 7 }),
    });
  });

  it.each([
    ['Error', (z: ZObject) => new z.errors.Error('Told already.', 'told', 400)],
    ['HaltedError', (z: ZObject) => new z.errors.HaltedError('Told already.')],
    ['ExpiredAuthError', (z: ZObject) => new z.errors.ExpiredAuthError('Told already.')],
  ])('lets an error of Zapier’s own through (%s)', async (_name, cause) => {
    const { error, log } = await leaving(cause);
    expect(String(error)).toContain('Told already.');
    expect(log).toEqual([]);
  });

  it.each([
    [new TypeError('ana@example.com is not a function'), 'TypeError'],
    ['ana@example.com', 'string'],
    [undefined, 'undefined'],
  ])('shows nothing of what else goes wrong, and logs its kind only: %p', async (cause, reason) => {
    const { error, log } = await leaving(() => cause);
    expect(String(error)).toContain(
      'Something unexpected went wrong inside Protiv, and the step was stopped. Run it again; if it goes on, send the time of this run to whoever invited you to Protiv.',
    );
    expect(String(error)).not.toContain('ana@');
    expect(log).toEqual([{ code: 'operation.failed', reason }]);
  });
});
