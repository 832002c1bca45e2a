import { afterEach, describe, expect, it } from '@jest/globals';

import app from '../../index.ts';
import routeNewContact from '../../templates/route-new-contact.ts';
import shareContactUpdates from '../../templates/share-contact-updates.ts';
import type { ZapTemplate } from '../../templates/template.ts';
import { openSandboxSession } from '../../zap-runner/demo/sandbox-session.ts';
import type { Session } from '../../zap-runner/demo/session.ts';
import { showZap } from '../../zap-runner/demo/show.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import { createPaint } from '../../zap-runner/report/paint.ts';
import { isWrite, requestsOf } from '../../zap-runner/report/requests.ts';

const plain = createPaint({}, {});
let session: Session | undefined;

const closeSession = async (): Promise<void> => {
  await session?.close();
  session = undefined;
};

afterEach(closeSession);

const run = async (template: ZapTemplate, seed: number, polls = 3) => {
  session = await openSandboxSession(await handlerFor(app), template, { seed });
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const shown = await showZap(template, session, { polls, print, paint: plain });
  return { ...shown, lines };
};

/** Who set off a run with this seed, and how it ended. */
const namesAndOutcomes = async (seed: number): Promise<string[]> => {
  const { polls } = await run(routeNewContact, seed, 2);
  await closeSession();
  return polls
    .flatMap((poll) => poll.runs)
    .map(({ record, outcome }) => `${String(record['name'])}: ${outcome}`);
};

describe('new contacts, routed by tag and score', () => {
  it('fires for those added since it was switched on, and updates those who qualify', async () => {
    const { polls, zap } = await run(routeNewContact, 1);
    const [primed, second, third] = polls;
    expect(primed?.records).toBeGreaterThan(0);
    expect(primed?.runs).toEqual([]);
    expect(second?.runs.length).toBeGreaterThan(1);
    expect(third).toMatchObject({ runs: [] });
    expect(third?.failure).toBeUndefined();

    for (const { record, outcome, steps } of second?.runs ?? []) {
      const score = Number(Object(record['customFields'])['lead_score']);
      const hot = score >= 70 && Array(record['tags']).flat().includes('website lead');
      expect(outcome).toBe(hot ? 'finished' : 'filtered');
      if (!hot) continue;
      const [choice] = zap.actions.flatMap((action) => ('step' in action ? action.choices : []));
      expect(steps).toMatchObject([
        { outcome: 'passed' },
        { outcome: 'done', output: { id: record['id'], assignedTo: choice?.id } },
        { outcome: 'done', output: { added: ['hot lead'] } },
      ]);
    }
  });

  it('has other people and another result for another seed, and at least one who qualifies in the first', async () => {
    const [first, seventh] = [await namesAndOutcomes(1), await namesAndOutcomes(7)];
    expect(first).not.toEqual(seventh);
    expect(first.join()).toContain('finished');
    expect(seventh.join()).toContain('finished');
  });
});

describe('contact updates, shared with tasks and notes', () => {
  it('reads with a read-only connection, and writes nothing', async () => {
    const { polls } = await run(shareContactUpdates, 1);
    const [, second, third] = polls;
    expect(second?.runs.length).toBeGreaterThan(1);
    expect(second?.runs.every(({ outcome }) => outcome === 'finished')).toBe(true);
    expect(third?.runs).toEqual([]);
    expect(polls.flatMap(requestsOf).filter(isWrite)).toEqual([]);
  });

  it('sends the tasks and notes that the hydrator fetched', async () => {
    const { polls } = await run(shareContactUpdates, 1, 2);
    const sent = polls.flatMap((poll) => poll.runs.flatMap(({ steps }) => steps));
    expect(sent.every(({ outcome }) => outcome === 'shown')).toBe(true);
    for (const step of sent) {
      const paths = step.trace.requests.map(({ url }) => new URL(url).pathname.split('/').at(-1));
      expect(new Set(paths)).toEqual(new Set(['notes', 'tasks']));
    }
    expect(JSON.stringify(sent)).not.toContain('hydrate|||');
  });
});
