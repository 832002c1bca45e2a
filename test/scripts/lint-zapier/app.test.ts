import { beforeAll, expect, it } from '@jest/globals';

import { instantApp } from '../../../harness/relay/instant-app.ts';
import type { App } from '../../../scripts/lint-zapier/app.ts';
import { readApp } from '../../../scripts/lint-zapier/read-app.ts';
import { reportOn } from '../../../scripts/lint-zapier/report.ts';
import { styleRules, zapierRules } from '../../../scripts/lint-zapier/rules.ts';
import { publishedKeys } from '../../../scripts/lint-zapier/zapier/compatibility.ts';
import { soundApp } from './sound-app.ts';

let app: App;

beforeAll(async () => {
  app = await readApp();
});

it('the app leaves nothing to find', () => {
  const { lines, findings } = reportOn(app, [...zapierRules, ...styleRules]);
  expect(lines.filter((line) => / found /.test(line) || line.startsWith('   '))).toEqual([]);
  expect(findings).toBe(0);
});

it('nor does a build with a relay', async () => {
  const instantly = await readApp(instantApp, app);
  const { lines, findings } = reportOn(instantly, [...zapierRules, ...styleRules]);
  expect(lines.filter((line) => / found /.test(line) || line.startsWith('   '))).toEqual([]);
  expect(findings).toBe(0);
  expect(publishedKeys(instantly)['triggers.new_contact']?.trigger?.type).toBe('hook');
});

it('is read with its runs: every operation gave something', () => {
  expect([...app.runs.values()].every(({ results }) => results.length > 0)).toBe(true);
  expect(app.runs.size).toBeGreaterThanOrEqual(39);
});

it('keeps what it publishes, and notices when a key of it goes', () => {
  const published = publishedKeys(app);
  expect(reportOn({ ...app, published }, zapierRules).findings).toBe(0);
  const { 'creates.create_task': task } = published;
  expect(task?.inputs).toEqual(expect.arrayContaining(['contactId', 'title', 'dueDate']));
  const more = { 'creates.create_task': { inputs: ['gone'], sample: [] } };
  expect(reportOn({ ...app, published: more }, zapierRules).findings).toBe(1);
});

it('prints a line for each rule, what it found below it, and why it cannot decide', () => {
  const rules = zapierRules.filter(({ id }) => ['A001', 'D009', 'D012'].includes(id));
  const broken = soundApp((parts) => {
    parts.search.operation.sample = undefined;
  });
  expect(reportOn(broken, rules)).toEqual({
    findings: 1,
    lines: [
      'A001  not decidable here  Someone has connected an account: Zapier knows the connections.',
      'D009  ok                  A search has something to search by',
      'D012  1 found             Every operation has a sample',
      '        searches.find_contact: Has no sample.',
    ],
  });
});
