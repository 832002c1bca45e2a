import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { TestApp } from '../../../../harness/app.ts';
import { insideCore } from '../../../../harness/inside-core.ts';
import { Ghl } from '../../../../lib/ghl/client/client.ts';
import { without } from '../../../../lib/zapier/platform/spans.ts';
import type { Range } from '../../../../lib/zapier/platform/spans.ts';
import { SubmissionTimeline } from '../../../../lib/zapier/submission/timeline.ts';

const NOW = Date.now();
const SECOND_MS = 1_000;

describe.each(['newestFirst', 'oldestFirst'] as const)(
  'a time line of submissions (%s)',
  (submissionOrder) => {
    let app: TestApp;

    beforeAll(async () => {
      app = await openApp({ contacts: 0, submissionOrder });
    });

    afterEach(() => app.clearRequests());

    afterAll(() => app.close());

    const send = (count: number, ageOf: (index: number) => number): void => {
      app.sandbox.reset();
      for (let index = 0; index < count; index += 1) {
        app.sandbox.world.addSubmission(app.location.id, 'form', {
          id: `s${index}`,
          contactId: '',
          createdAt: new Date(NOW - ageOf(index)).toISOString(),
        });
      }
    };

    /** What is read of a range, and what of it is left. */
    const read = async (range: Range, mostRows: number) => {
      const { outcome } = await insideCore(
        async (z, bundle) => {
          const timeline = new SubmissionTimeline(
            new Ghl(z, bundle),
            { kind: 'form', formId: undefined },
            range.from,
          );
          const rows = await timeline.start();
          for await (const page of timeline.read([range], mostRows)) rows.push(...page);
          const ids = new Set(rows.map(({ id }) => id));
          return { ids, left: without(range, timeline.covered) };
        },
        {
          authData: app.authData,
          environment: { GHL_API_BASE_URL: app.sandbox.url, GHL_MARKETPLACE_URL: '' },
        },
      );
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    };

    it('leaves what it cannot read in one piece, however it looked for the place', async () => {
      send(3_000, (index) => index * SECOND_MS);
      const wanted = { from: NOW - 2_900 * SECOND_MS, to: NOW - 250 * SECOND_MS };
      const { ids, left } = await read(wanted, 800);
      expect(left).toHaveLength(1);
      const [{ from, to } = wanted] = left;
      expect(from).toBe(wanted.from);
      // Nothing that counts as read is missing, and it has come some way.
      expect(to).toBeLessThan(wanted.to - 50 * SECOND_MS);
      for (let age = 250; NOW - age * SECOND_MS > to; age += 1) expect(ids).toContain(`s${age}`);
    });

    it('reads all that was sent in one and the same millisecond', async () => {
      send(1_200, (index) => (index < 500 ? index + 1 : index < 900 ? 1_000 : index + 1_000));
      const { ids, left } = await read({ from: NOW - 1_000, to: NOW - 1_000 }, 2_000);
      expect(left).toEqual([]);
      for (let index = 500; index < 900; index += 1) expect(ids).toContain(`s${index}`);
    });
  },
);
