import { describe, expect, it, jest } from '@jest/globals';

import type { ActionStep, ZapTemplate } from '../../templates/template.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import { createZap } from '../../zap-runner/zap.ts';
import { createFixture } from './fixtures/app.ts';
import type { ErrorMaker } from './fixtures/app.ts';

const template = (...actions: ActionStep[]): ZapTemplate => ({
  key: 'fixture',
  title: 'A fixture',
  description: 'For the tests.',
  steps: [{ kind: 'trigger', id: 'trigger', operation: 'person_changed', fields: {} }, ...actions],
  variations: [],
});

const addNote = {
  kind: 'create',
  id: 'note',
  operation: 'add_note',
  fields: { personId: '{{trigger.id}}', body: '{{trigger.details__notes[]body}}' },
} satisfies ActionStep;

const find = (name: string, whenNothingFound: 'stop' | 'continue') =>
  template(
    { kind: 'search', id: 'find', operation: 'find_person', fields: { name }, whenNothingFound },
    { ...addNote, fields: { personId: 'p', body: 'Found {{find.name}}' } },
  );

const person = (id: string, changedAt: number, extra: object = {}) => ({
  id,
  changedAt,
  name: id.toUpperCase(),
  tags: ['lead'],
  ...extra,
});

describe('a Zap', () => {
  it('fires for what changed since it was switched on, the oldest first, each change once', async () => {
    const { people, received, meta, connection } = await createFixture();
    people.push(person('a', 1));
    const zap = await createZap(template(addNote), connection);

    expect(await zap.prime()).toMatchObject({ records: 1, runs: [] });
    people.unshift(person('c', 3), person('b', 2));
    const second = await zap.poll();
    expect(second.runs.map((run) => run.record['id'])).toEqual(['b', 'c']);
    expect((await zap.poll()).runs).toEqual([]);
    people.unshift(person('a', 4));
    expect((await zap.poll()).runs.map((run) => run.outcome)).toEqual(['finished']);

    expect(received.map(({ personId }) => personId)).toEqual(['b', 'c', 'a']);
    expect(meta).toMatchObject([
      { isPopulatingDedupe: true, page: 0, limit: -1 },
      { isPopulatingDedupe: false },
      {},
      {},
    ]);
  });

  it('keeps what the app prints with the call and off the terminal', async () => {
    const { connection } = await createFixture();
    const terminal = globalThis.console;
    const print = jest.spyOn(terminal, 'log').mockReturnValue();
    const zap = await createZap(template(), connection);
    expect((await zap.prime()).trace.log).toEqual(['polling']);
    terminal.log('after it');
    expect(print.mock.calls).toEqual([['after it']]);
    print.mockRestore();
  });

  it('fetches what is behind a pointer only when a step uses it, and once for the same input', async () => {
    const { people, received, counts, connection } = await createFixture();
    const zap = await createZap(
      template({ ...addNote, fields: { personId: '{{trigger.id}}' } }),
      connection,
    );
    const other = await createZap(template(addNote, { ...addNote, id: 'again' }), connection);
    people.push(person('a', 1));

    await zap.poll();
    expect(counts.hydrations).toBe(0);
    await other.poll();
    expect(counts.hydrations).toBe(1);
    expect(received.at(-1)).toMatchObject({ body: 'About a,Second' });
  });

  it('leaves a user’s text that looks like a pointer alone', async () => {
    const { people, received, connection } = await createFixture();
    const text = 'hydrate|||eyJ0eXBlIjoibWV0aG9kIn0=:c2lnbmVk|||hydrate';
    people.push(person('a', 1, { name: text }));
    const body = '{{trigger.name}}';
    const zap = await createZap(
      template({ ...addNote, fields: { personId: 'p', body } }),
      connection,
    );
    await zap.poll();
    expect(received).toEqual([{ personId: 'p', body: text }]);
  });

  it('stops at a filter that does not hold, and says what it judged', async () => {
    const { people, received, connection } = await createFixture();
    people.push(person('a', 1, { score: 80 }), person('b', 2, { score: 10 }));
    const zap = await createZap(
      template(
        {
          kind: 'filter',
          id: 'filter',
          title: 'High scores',
          conditions: [
            { value: '{{trigger.scores__lead}}', rule: '(Number) Greater than', to: '69' },
          ],
        },
        addNote,
      ),
      connection,
    );
    const { runs } = await zap.poll();
    expect(runs.map(({ outcome }) => outcome)).toEqual(['filtered', 'finished']);
    expect(runs[0]?.steps).toMatchObject([{ outcome: 'filtered', verdicts: [{ actual: '10' }] }]);
    expect(received).toHaveLength(1);
  });

  it('takes the first match of a search, and without one stops or goes on as the template says', async () => {
    const { people, received, connection } = await createFixture();
    people.push(person('a', 1));
    const outcomes: (string | undefined)[] = [];
    for (const steps of [find('A', 'stop'), find('Nobody', 'stop'), find('Nobody', 'continue')]) {
      const { runs } = await (await createZap(steps, connection)).poll();
      outcomes.push(runs[0]?.outcome);
    }
    expect(outcomes).toEqual(['finished', 'nothingFound', 'finished']);
    expect(received.map(({ body }) => body)).toEqual(['Found A', 'Found ']);
  });

  it('shows another app’s step with the values that it would get', async () => {
    const { people, connection } = await createFixture();
    people.push(person('a', 1, { score: 5 }));
    const zap = await createZap(
      template({
        kind: 'otherApp',
        id: 'row',
        app: 'Google Sheets',
        action: 'Create Row',
        chooses: [],
        fields: { Who: '{{trigger.name}}', Notes: '{{trigger.details__notes[]body}}' },
      }),
      connection,
    );
    const [run] = (await zap.poll()).runs;
    expect(run?.steps).toMatchObject([
      { outcome: 'shown', input: { Who: 'A', Notes: 'About a,Second' } },
    ]);
  });
});

const fromAnotherApp: ZapTemplate = {
  key: 'fixture',
  title: 'A fixture',
  description: 'For the tests.',
  steps: [
    {
      kind: 'otherAppTrigger',
      id: 'trigger',
      app: 'Typeform',
      event: 'New Entry',
      chooses: ['Form'],
      samples: [
        { id: 'e2', 'First name': 'Bo' },
        { id: 'e1', 'First name': 'Ada' },
      ],
    },
    { ...addNote, fields: { personId: 'p', body: 'From {{trigger.First name}}' } },
  ],
  variations: [],
};

describe('a Zap that another app starts', () => {
  it('is fed that app’s sample records, the oldest first, each once', async () => {
    const { received, connection } = await createFixture();
    const zap = await createZap(fromAnotherApp, connection);
    expect(await zap.prime()).toMatchObject({ records: 0, runs: [] });
    expect(await zap.poll()).toMatchObject({ records: 2, runs: [{}, {}] });
    expect(await zap.poll()).toMatchObject({ records: 2, runs: [] });
    expect(received.map(({ body }) => body)).toEqual(['From Ada', 'From Bo']);
  });
});

describe('the setup of a Zap', () => {
  it('asks the app for fields that it makes up itself, and sends them typed', async () => {
    const { people, received, connection } = await createFixture();
    people.push(person('a', 1));
    const fields = { personId: 'p', points: '12 points', labels: '{{trigger.tags}}' };
    await (await createZap(template({ ...addNote, fields }), connection)).poll();
    expect(received).toEqual([{ personId: 'p', points: 12, labels: ['lead'] }]);
  });

  it('answers an open choice from the dropdown, with the first option unless told otherwise', async () => {
    const { connection } = await createFixture();
    const open = template({
      ...addNote,
      fields: { personId: 'p', owner: { ask: 'Who owns it?' } },
    });
    const first = await createZap(open, connection);
    const told = await createZap(open, connection, { 'note.owner': 'u2' });
    const ownerOf = (zap: typeof first) =>
      zap.actions.flatMap((action) => ('choices' in action ? action.choices : []));
    expect(ownerOf(first)).toEqual([
      { question: 'Who owns it?', field: 'owner', id: 'u1', label: 'Ada' },
    ]);
    expect(ownerOf(told)).toMatchObject([{ label: 'Bo' }]);
  });

  it('takes the template’s example where the dropdown has it, and the first option elsewhere', async () => {
    const { connection } = await createFixture();
    const chosen = async (example: string) => {
      const owner = { ask: 'Who owns it?', example };
      const zap = await createZap(
        template({ ...addNote, fields: { personId: 'p', owner } }),
        connection,
      );
      return zap.actions.flatMap((action) => ('choices' in action ? action.choices : []));
    };
    expect(await chosen('Bo')).toMatchObject([{ id: 'u2' }]);
    expect(await chosen('Cleo')).toMatchObject([{ id: 'u1' }]);
  });

  it.each([
    ['an unknown operation', { ...addNote, operation: 'gone' }, /no create with the key "gone"/],
    ['an unknown field', { ...addNote, fields: { personId: 'p', x: '1' } }, /no field "x"/],
    ['a required field left out', { ...addNote, fields: {} }, /needs a value for "Person"/],
    [
      'a choice without a dropdown',
      { ...addNote, fields: { personId: 'p', body: { ask: 'What?' } } },
      /no dropdown for "body"/,
    ],
  ])('refuses %s', async (_name, step, message) => {
    const { connection } = await createFixture();
    await expect(createZap(template(step), connection)).rejects.toThrow(message);
  });
});

const ready = async () => {
  const fixture = await createFixture();
  fixture.people.push(person('a', 1));
  const zap = await createZap(template(addNote), fixture.connection);
  return { ...fixture, zap };
};

describe('an error of the app', () => {
  it.each<[string, string, ErrorMaker]>([
    ['halted', 'Fix the field.', (z) => new z.errors.HaltedError('Fix the field.')],
    ['reconnect', 'Connect again.', (z) => new z.errors.ExpiredAuthError('Connect again.')],
    ['error', 'Broken.', (z) => new z.errors.Error('Broken.', 'code', 500)],
    ['error', 'Plain.', () => new Error('Plain.')],
  ])('in a step ends the run as %s: %s', async (kind, message, make) => {
    const { zap, errors } = await ready();
    errors.write.push(make);
    expect((await zap.poll()).runs).toMatchObject([
      { outcome: 'failed', steps: [{ outcome: 'failed', failure: { kind, message } }] },
    ]);
  });

  it('in a hydrator ends the run at the step that asked, and is asked again next time', async () => {
    const { zap, errors, counts, people } = await ready();
    errors.hydrate.push((z) => new z.errors.ThrottledError('Slow down.', 10));
    expect((await zap.poll()).runs).toMatchObject([
      { steps: [{ outcome: 'failed', failure: { kind: 'throttled', retryAfter: 10 } }] },
    ]);
    people.unshift(person('a', 2));
    expect((await zap.poll()).runs).toMatchObject([{ outcome: 'finished' }]);
    expect(counts.hydrations).toBe(1);
  });

  it('in the trigger is reported, and nothing counts as seen', async () => {
    const { zap, errors } = await ready();
    errors.poll.push((z) => new z.errors.ThrottledError('Slow down.', 10));
    expect(await zap.poll()).toMatchObject({
      records: 0,
      runs: [],
      failure: { kind: 'throttled', message: 'Slow down.', retryAfter: 10 },
    });
    expect((await zap.poll()).runs).toHaveLength(1);
  });
});

const spent: ErrorMaker = (z) => new z.errors.RefreshAuthError('Spent.');

describe('a spent access token', () => {
  it('is renewed once, and the new one is kept', async () => {
    const { zap, errors, counts, connection } = await ready();
    errors.write.push((z) => new z.errors.RefreshAuthError('Spent.'));
    expect((await zap.poll()).runs).toMatchObject([
      { outcome: 'finished', steps: [{ output: { by: 'fresh-1' } }] },
    ]);
    expect(counts.refreshes).toBe(1);
    expect(connection.authData).toEqual({ access_token: 'fresh-1', access: 'write' });
  });

  it('is renewed once for all who meet it at the same time', async () => {
    const { errors, counts, connection } = await ready();
    errors.write.push(spent, spent);
    const write = (personId: string) =>
      connection.call(
        'creates.add_note.operation.perform',
        { inputData: { personId } },
        newTrace(),
      );
    expect(await Promise.all([write('a'), write('b')])).toEqual([
      { id: 'a', by: 'fresh-1' },
      { id: 'b', by: 'fresh-1' },
    ]);
    expect(counts.refreshes).toBe(1);
  });

  it('that is refused again, or cannot be renewed, asks for a new connection', async () => {
    const { zap, errors, people } = await ready();
    errors.write.push(spent, spent);
    expect((await zap.poll()).runs).toMatchObject([
      { steps: [{ failure: { kind: 'reconnect' } }] },
    ]);

    people.unshift(person('a', 2));
    errors.write.push(spent);
    errors.refresh.push((z) => new z.errors.ExpiredAuthError('Connect again.'));
    expect((await zap.poll()).runs).toMatchObject([
      { steps: [{ failure: { kind: 'reconnect', message: 'Connect again.' } }] },
    ]);
  });
});

/** Polls two Zaps at once that write to these people; how many writes ran at the same time. */
const mostWritesAtOnce = async (...personIds: string[]): Promise<number> => {
  const { people, counts, connection } = await createFixture();
  people.push(person('a', 1));
  const zaps = personIds.map((personId) =>
    createZap(template({ ...addNote, fields: { personId } }), connection),
  );
  await Promise.all((await Promise.all(zaps)).map((zap) => zap.poll()));
  return counts.mostWriting;
};

describe('the lock of an operation', () => {
  it('keeps two Zaps from writing the same record at once', async () => {
    expect(await mostWritesAtOnce('same', 'same')).toBe(1);
  });

  it('lets them write different records', async () => {
    expect(await mostWritesAtOnce('one', 'other')).toBe(2);
  });
});
