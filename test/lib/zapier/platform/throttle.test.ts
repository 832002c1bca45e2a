import { describe, expect, it } from '@jest/globals';

import { factsOf } from '../../../../harness/facts.ts';
import definition from '../../../../index.ts';
import { createOperation, mostRequestsOf } from '../../../../lib/zapier/platform/operation.ts';
import { throttleFor } from '../../../../lib/zapier/platform/throttle.ts';

const operations = Object.entries({
  searches: definition.searches,
  creates: definition.creates,
}).flatMap(([registry, entries]) =>
  Object.values(entries).map((operation) => [`${registry}.${operation.key}`, operation] as const),
);

const operation = (mostRequests?: number, isLarge = false) =>
  createOperation({
    key: 'many',
    noun: 'Task',
    label: 'Many',
    description: 'Asks for much.',
    inputFields: [],
    perform: () => Promise.resolve({ id: '1' }),
    sample: { id: '1' },
    outputFields: [{ key: 'id' }],
    ...(mostRequests !== undefined && { mostRequests }),
    isLarge,
  });

describe('the throttle', () => {
  it('leaves room for the most requests that any step makes', () => {
    expect(throttleFor([]).limit).toBe(20);
    expect(throttleFor([operation(), operation(3)]).limit).toBe(20);
    expect(throttleFor([operation(12), operation()]).limit).toBe(8);
  });

  it('holds nobody back for a large step, which has an allowance of its own', () => {
    expect(throttleFor([operation(100, true), operation(12)]).limit).toBe(8);
    expect(operation(100, true).operation.throttle).toEqual({
      window: 10,
      limit: 1,
      scope: ['auth'],
    });
    expect(operation(12).operation).not.toHaveProperty('throttle');
  });

  it.each(operations)('knows the most requests of %s', (name, declared) => {
    const measured = factsOf(name).ways.map(({ requests }) => requests.flat().length);
    expect(measured.length).toBeGreaterThan(0);
    expect(mostRequestsOf(declared)).toBeGreaterThanOrEqual(Math.max(...measured));
  });

  it('keeps what is declared out of the definition that Zapier gets', () => {
    expect(JSON.stringify(operation(12))).not.toContain('mostRequests');
  });
});
