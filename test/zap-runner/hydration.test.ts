import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { readPointer } from '../../zap-runner/hydration.ts';

const pointer = (content: unknown, secret: string): string => {
  const payload = Buffer.from(JSON.stringify(content)).toString('base64');
  const signature = createHmac('sha1', secret).update(payload).digest('base64');
  return `hydrate|||${payload}:${signature}|||hydrate`;
};

const content = { type: 'method', method: 'hydrators.details', bundle: { id: 'c1' } };

describe('a hydration pointer', () => {
  it('of this run is read', () => {
    expect(readPointer(pointer(content, 'secret'), 'secret')).toEqual({
      method: 'hydrators.details',
      inputData: { id: 'c1' },
    });
  });

  it.each([
    ['another run', pointer(content, 'other')],
    ['nobody', `hydrate|||${JSON.stringify(content)}|||hydrate`],
    ['someone who guesses', 'hydrate|||e30=:AAAA|||hydrate'],
    ['text around it', `x ${pointer(content, 'secret')}`],
    ['a number', 7],
    ['a file, which the runner does not fetch', pointer({ ...content, type: 'file' }, 'secret')],
    ['no method', pointer({ type: 'method' }, 'secret')],
    ['no object', pointer('text', 'secret')],
  ])('signed by or holding %s is the user’s own text', (_name, value) => {
    expect(readPointer(value, 'secret')).toBeUndefined();
  });

  it('whose payload was swapped is the user’s own text', () => {
    const [, signature = ''] = pointer(content, 'secret').split(':');
    const payload = Buffer.from(JSON.stringify({ ...content, method: 'creates.x' })).toString(
      'base64',
    );
    expect(readPointer(`hydrate|||${payload}:${signature}`, 'secret')).toBeUndefined();
  });
});
