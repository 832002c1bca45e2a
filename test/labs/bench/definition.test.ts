import { beforeAll, describe, expect, it } from '@jest/globals';

import app from '../../../index.ts';
import { DEFINITION_LIMITS, sizeOfDefinition } from '../../../labs/bench/definition.ts';
import { handlerFor } from '../../../zap-runner/handler.ts';

/** Core copies and freezes the whole definition twice in each invocation. */
describe('the definition', () => {
  let definition: unknown;

  beforeAll(async () => {
    const handler = await handlerFor(app);
    definition = Object(await handler({ command: 'definition', bundle: {} }))['results'];
  });

  it('is small, in all and for each operation', () => {
    const { total, perOperation, operations } = sizeOfDefinition(definition);
    const largest = operations.slice(0, 10).map(({ name, bytes }) => `${name} ${bytes}`);
    const tooLarge = [
      ...(total > DEFINITION_LIMITS.total ? [`${total} bytes in all`] : []),
      ...(perOperation > DEFINITION_LIMITS.perOperation
        ? [`${Math.round(perOperation)} bytes for each operation`]
        : []),
    ];
    expect(tooLarge.length > 0 ? [...tooLarge, 'The largest:', ...largest] : []).toEqual([]);
  });

  it('says nothing that goes without saying', () => {
    const needless: string[] = [];
    const look = (value: unknown, path: string): void => {
      // A sample shows values as they are.
      if (typeof value !== 'object' || value === null || path.endsWith('.sample')) return;
      for (const [key, held] of Object.entries(value)) {
        const isEmpty = held === '' || (typeof held === 'object' && Object.keys(held).length === 0);
        if (isEmpty || held === false || held === null) needless.push(`${path}.${key}`);
        look(held, `${path}.${key}`);
      }
    };
    for (const kind of ['triggers', 'searches', 'creates']) look(Object(definition)[kind], kind);
    expect(needless).toEqual([]);
  });
});
