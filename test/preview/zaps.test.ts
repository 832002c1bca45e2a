import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { sparingHandlerFor } from '../../harness/reduced-app.ts';
import app from '../../index.ts';
import type { Answer } from '../../preview/protocol.ts';
import { openSandboxAccount } from '../../preview/server/account.ts';
import type { Account } from '../../preview/server/account.ts';
import { changed } from '../../preview/server/changed.ts';
import type { Zaps } from '../../preview/server/zaps.ts';
import { templates } from '../../templates/index.ts';

let account: Account;
let zaps: Zaps;

beforeAll(async () => {
  account = await openSandboxAccount(sparingHandlerFor(app), { seed: 1 });
  ({ zaps } = account);
});
afterAll(() => account.close());

const open = async (template: string, answers = {}) => {
  const { zap, failure } = await zaps.open({ template, answers });
  if (!zap) throw new Error(failure?.message);
  return zap;
};

type Played = Answer<'playZap'> & {
  steps: NonNullable<Answer<'nextStep'>['step']>[];
  ended: Answer<'nextStep'>['ended'];
};

const play = async (
  session: string,
  changes: Readonly<Record<string, string>> = {},
  record = 0,
): Promise<Played> => {
  const begun = zaps.play({ session, record, changes });
  const steps: Played['steps'] = [];
  for (;;) {
    const { step, ended } = await zaps.next({ session });
    if (!step) return { ...begun, steps, ended };
    steps.push(step);
  }
};

describe('every template', () => {
  it.each(templates.map(({ key }) => key))('%s can be set up and played', async (key) => {
    account.sandbox?.limits.reset();
    const { session, steps, records } = await open(key);
    const { ended, steps: played } = await play(session);

    expect(steps.map(({ number }) => number)).toEqual(steps.map((_step, index) => index + 1));
    expect(records.length).toBeGreaterThan(0);
    expect(played.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    expect(['finished', 'filtered', 'nothingFound']).toContain(ended);
  });
});

describe('the list', () => {
  const listed = (key: string) => zaps.list().find((template) => template.key === key);

  it('says what writes, what sends messages, and what the connection must cover', () => {
    expect(listed('answer-missed-calls')).toMatchObject({
      isReadOnly: false,
      isSending: true,
      area: 'sales',
    });
    expect(listed('route-new-contact')).toMatchObject({ isSending: false, area: 'contacts' });
  });
});

it('offers no field to change that is fetched only when a step needs it', async () => {
  const { records } = await open('post-new-opportunities');
  expect(records[0]?.inputs.map(({ label }) => label)).toEqual([
    'Name',
    'Value',
    'Stage Name',
    'Contact Name',
  ]);
});

describe('the Zap that routes new contacts', () => {
  it('is drawn with what each step takes from the steps before it', async () => {
    const { steps, records } = await open('route-new-contact');
    const [trigger, filter, route, tag] = steps;

    expect(trigger).toMatchObject({ app: 'Protiv', event: 'New Contact', noun: 'Contact' });
    expect(trigger?.account).toContain('(');
    expect(filter?.conditions).toEqual([
      'Tags contains "website lead"',
      'Lead score greater than 69',
    ]);
    expect(route?.choices).toMatchObject([{ question: 'Who takes care of hot leads?' }]);
    expect(tag?.fields).toEqual([
      { label: 'Contact', parts: [{ text: 'ID', from: 3 }] },
      { label: 'Tags', parts: [{ text: 'hot lead' }] },
    ]);
    expect(records[0]?.inputs.map(({ label }) => label)).toEqual(['Tags', 'Lead Score']);
  });

  it('takes another way with another tag and another score', async () => {
    const { session } = await open('route-new-contact');
    const hot = { tags: 'vip, website lead', customFields__lead_score: '90' };

    const cold = await play(session, { ...hot, customFields__lead_score: '12' });
    expect(cold.ended).toBe('filtered');
    expect(cold.steps).toMatchObject([
      { outcome: 'filtered', verdicts: [{ holds: true }, { holds: false }] },
    ]);
    expect(cold.steps[0]?.verdicts[1]?.text).toContain('it is 12');

    const warm = await play(session, hot);
    expect(warm.ended).toBe('finished');
    const tagged = warm.steps.at(-1)?.output?.fields.find(({ path }) => path === 'tags');
    expect(tagged?.value).toMatchObject({ items: expect.arrayContaining(['hot lead']) });
    expect(warm.steps.at(-1)?.trace.requests.some(({ isWrite }) => isWrite)).toBe(true);
  });

  it('uses what its owner chooses', async () => {
    const { steps } = await open('route-new-contact');
    const other = steps[2]?.choices[0]?.options.at(-1)?.value ?? '';
    const { session } = await open('route-new-contact', { 'route.assignedTo': other });
    const changes = { tags: 'website lead', customFields__lead_score: '99' };
    const { steps: played } = await play(session, changes, 1);

    const assigned = played[1]?.output?.fields.find(({ path }) => path === 'assignedTo');
    expect(assigned?.value).toEqual({ kind: 'text', text: other });
  });
});

it('shows what another app would get, by the labels of its fields', async () => {
  const { session } = await open('post-high-scores');
  const { steps } = await play(session, { name: 'Ada Lovelace' });

  expect(steps).toMatchObject([
    { outcome: 'shown', input: [{ label: 'Message Text' }], trace: { requests: [] } },
  ]);
  expect(steps[0]?.input[0]?.text).toContain(': Ada Lovelace +1');
});

it('knows nothing of a Zap that another connection opened', async () => {
  const { session } = await open('post-morning-digest');
  const view = account.view();
  await account.connect({ access: 'read', area: 'contacts', locationId: view.locationId });
  expect(() => account.zaps.play({ session, record: 0, changes: {} })).toThrow(
    'Open the Zap once more',
  );
});

describe('a record that was changed', () => {
  const record = { name: 'Ana', tags: ['a'], score: 5, customFields: { lead_score: 70 } };

  it('has each value in the form that it had', () => {
    expect(
      changed(record, { name: 'Bo', tags: 'a, b ,', score: '7', customFields__lead_score: '12' }),
    ).toEqual({ name: 'Bo', tags: ['a', 'b'], score: 7, customFields: { lead_score: 12 } });
  });

  it('lacks what was emptied, and stays itself otherwise', () => {
    expect(changed(record, { name: '', tags: 'a' })).toEqual({
      tags: ['a'],
      score: 5,
      customFields: { lead_score: 70 },
    });
    expect(changed(record, {})).toBe(record);
  });

  it('has what it had no value for', () => {
    expect(changed({}, { customFields__grade: 'A' })).toEqual({ customFields: { grade: 'A' } });
  });
});
