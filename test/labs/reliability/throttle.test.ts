import { describe, expect, it } from '@jest/globals';

import app from '../../../index.ts';
import { throttling } from '../../../labs/reliability/throttle.ts';

describe('a hundred steps at once', () => {
  it('do not meet HighLevel’s limit where Zapier holds them back, and hardly end where not', async () => {
    const [section] = await throttling((key) => ['create_note', 'upsert_contact'].includes(key));
    expect(section?.failures).toEqual([]);
    const stopped = section?.rows.map(([label, without, , , held]) => [
      label,
      Number(without),
      held,
    ]);
    expect(stopped).toHaveLength(2);
    for (const [, without, held] of stopped ?? []) {
      expect(without).toBeGreaterThan(0);
      expect(held).toBe('0');
    }
  });

  it('share one allowance, as the connection has one at HighLevel', () => {
    expect(app.throttle).toEqual({ window: 10, limit: 16, scope: ['auth'] });
  });
});
