import { describe, expect, it } from '@jest/globals';

import type { ActionStep, ZapTemplate } from '../../templates/template.ts';
import { inventLeads } from '../../zap-runner/demo/people.ts';
import { showZap, wentWell } from '../../zap-runner/demo/show.ts';
import {
  WIDTH,
  block,
  count,
  humanize,
  paragraph,
  readable,
} from '../../zap-runner/report/layout.ts';
import { createPaint } from '../../zap-runner/report/paint.ts';
import { isWrite, shortly } from '../../zap-runner/report/requests.ts';
import { createFixture } from './fixtures/app.ts';

const steps: ActionStep[] = [
  {
    kind: 'filter',
    id: 'filter',
    title: 'Only leads',
    conditions: [{ value: '{{trigger.tags}}', rule: '(Text) Contains', to: 'lead' }],
  },
  {
    kind: 'search',
    id: 'find',
    operation: 'find_person',
    fields: { name: '{{trigger.name}}' },
    whenNothingFound: 'stop',
  },
  {
    kind: 'create',
    id: 'note',
    operation: 'add_note',
    fields: { personId: '{{find.id}}', owner: { ask: 'Who owns it?' }, body: '{{trigger.gone}}' },
  },
  {
    kind: 'otherApp',
    id: 'row',
    app: 'Google Sheets',
    action: 'Create Row',
    chooses: [],
    fields: { Id: '{{note.id}}' },
  },
];

const template: ZapTemplate = {
  key: 'fixture',
  title: 'File people',
  description: 'For the tests.',
  steps: [{ kind: 'trigger', id: 'trigger', operation: 'person_changed', fields: {} }, ...steps],
  variations: [],
};

const plain = createPaint({}, {});

/** Shows the fixture's Zap while these people change, each before a poll of its own. */
const shown = async (...people: { name: string; tags: string[] }[]) => {
  const fixture = await createFixture();
  const lines: string[] = [];
  const { polls } = await showZap(
    template,
    {
      connection: fixture.connection,
      account: ['A fixture'],
      connected: ['Me'],
      requests: 2,
      beforePoll: async (number) => {
        const next = people[number - 2];
        if (!next) return [];
        fixture.people.unshift({ id: `p${number}`, changedAt: number, ...next });
        return [{ who: next.name, what: 'changed' }];
      },
      close: async () => undefined,
    },
    { polls: people.length + 2, print: (line) => lines.push(line), paint: plain },
  );
  return { text: lines.join('\n'), lines, polls, ...fixture };
};

describe('a Zap that is shown', () => {
  it('tells each step with its input and output, and what it all came to', async () => {
    const { text, polls } = await shown({ name: 'Ada', tags: ['lead'] });
    for (const line of [
      'File people',
      '  3  Find Person',
      '     Who owns it? Ada',
      '  Nothing is there already that could set it off',
      '  1 record read, 1 new',
      '       ✓ Tags contains "lead": it is "lead"',
      '       Input     Name: Ada',
      '       Input     Person: p2 · Body: empty · Owner: Ada (u1)',
      '       Would get Id: p2',
      '  1 record read, nothing new',
      '  Fired     1 time · 1 went through all steps (Ada)',
      '  Google Sheets is not called: you see what it would get.',
      '  Not sent  1 × Google Sheets: Create Row',
      '  Wrote     nothing',
      '  Requests  2 to connect and set up · 0 to poll and run',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toContain('Details: fetched when a step needs them');
    expect(wentWell(polls)).toBe(true);
  });

  it('says where a run stopped', async () => {
    const { text } = await shown({ name: 'Bo', tags: [] });
    expect(text).toContain('✗ Tags contains "lead": it is empty');
    expect(text).toContain('The run stops here.');
    expect(text).toContain('1 stopped at a filter (Bo)');
  });

  it('says what failed', async () => {
    const fixture = await createFixture();
    const lines: string[] = [];
    fixture.errors.poll.push((z) => new z.errors.HaltedError('Nobody home.'));
    const { polls } = await showZap(
      template,
      {
        connection: fixture.connection,
        account: [],
        connected: [],
        requests: 0,
        beforePoll: async (number) => {
          if (number === 1) return [];
          fixture.people.push({ id: 'a', changedAt: 1, name: 'Ada', tags: ['lead'] });
          fixture.errors.write.push((z) => new z.errors.HaltedError('No notes today.'));
          return [];
        },
        close: async () => undefined,
      },
      { polls: 2, print: (line) => lines.push(line), paint: plain },
    );
    expect(lines).toContain('  Failed: Nobody home.');
    expect(lines).toContain('       Failed: No notes today.');
    expect(wentWell(polls)).toBe(false);
    expect(JSON.parse(JSON.stringify(polls))).toMatchObject([
      { failure: { kind: 'halted', message: 'Nobody home.' } },
      { runs: [{ outcome: 'failed' }] },
    ]);
  });

  it('stays within the width, and keeps a terminal safe from what people write', async () => {
    const name = `\u001B[31m${'Long words and so on '.repeat(20)}${'x'.repeat(150)}`;
    const { lines, text } = await shown({ name, tags: ['lead'] });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(WIDTH);
    expect(text).not.toContain('\u001B');
  });
});

describe('the layout', () => {
  it('wraps words and pieces', () => {
    expect(paragraph('word '.repeat(30), 2).map((line) => line.length)).toEqual([96, 56]);
    expect(block('Output', ['a'.repeat(60), 'b'.repeat(40)], 0)).toEqual([
      `Output    ${'a'.repeat(60)}`,
      `          ${'b'.repeat(40)}`,
    ]);
    expect(block('Output', [], 0)).toEqual([]);
  });

  it('puts keys and values into words', () => {
    expect(
      ['customFields__lead_score', 'firstName', 'id', 'contactId', 'tasks[]'].map(humanize),
    ).toEqual(['Lead score', 'First name', 'ID', 'Contact ID', 'Tasks']);
    expect(readable([true, 7, { a: 'b\nc' }])).toBe('yes, 7, a b c');
    expect([count(1, 'record'), count(0, 'record')]).toEqual(['1 record', '0 records']);
  });
});

describe('colour', () => {
  it('is for terminals whose owner has not said no', () => {
    expect(createPaint({ isTTY: true }, {}).bold('x')).toBe('\u001B[1mx\u001B[22m');
    expect(createPaint({ isTTY: true }, { NO_COLOR: '1' }).bold('x')).toBe('x');
    expect(createPaint({ isTTY: false }, {}).bad('x')).toBe('x');
  });
});

const request = (method: string, path: string, status = 200) => ({
  method,
  url: `http://127.0.0.1:9${path}?a=1`,
  status,
});

describe('a request', () => {
  it('counts as a write when it changed something', () => {
    expect(isWrite(request('PUT', '/contacts/a'))).toBe(true);
    expect(isWrite(request('POST', '/contacts/a/tags', 201))).toBe(true);
    expect(isWrite(request('POST', '/contacts/search'))).toBe(false);
    expect(isWrite(request('POST', '/oauth/token'))).toBe(false);
    expect(isWrite(request('GET', '/contacts/a'))).toBe(false);
    expect(isWrite(request('PUT', '/contacts/a', 422))).toBe(false);
    expect(isWrite(request('PUT', '/contacts/a', 0))).toBe(false);
    expect(shortly(request('PUT', '/contacts/a'))).toBe('PUT /contacts/a 200');
  });
});

describe('the people of a demonstration', () => {
  it('are the same for the same seed and others for another', () => {
    expect(inventLeads(1, 3)).toEqual(inventLeads(1, 3));
    expect(inventLeads(1, 3)).not.toEqual(inventLeads(7, 3));
  });

  it('have addresses of their own and scores that a filter can tell apart', () => {
    const leads = Array.from({ length: 20 }, (_unused, seed) => inventLeads(seed, 5)).flat();
    expect(new Set(leads.map(({ email }) => email)).size).toBe(100);
    const hot = leads.filter(
      ({ tags, leadScore }) => tags.includes('website lead') && leadScore >= 70,
    );
    expect(hot.length).toBeGreaterThan(5);
    expect(hot.length).toBeLessThan(60);
  });
});
