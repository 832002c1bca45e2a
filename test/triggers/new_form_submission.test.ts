import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { Stage } from '../../harness/busy/stage.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { submissionSchema } from '../../lib/protiv/submission/schema.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';

const NOW = Date.parse('2026-03-02T15:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let app: TestApp;
let contactId: string;

const open = async (options: SandboxOptions = {}): Promise<void> => {
  jest.spyOn(clock, 'now').mockReturnValue(NOW);
  app = await openApp({ contacts: 6, oddPeople: false, now: () => NOW, ...options });
  contactId = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Pat',
    lastName: 'Moss',
    email: 'pat.moss@example.com',
    tags: ['vip'],
    dateAdded: '2026-01-01T00:00:00Z',
  }).id;
};

const here = () => app.sandbox.world.location(app.location.id);

const send = (ageMs: number, answers: Fields = {}, formId = here().forms[0]?.id ?? '') =>
  app.sandbox.world.addSubmission(app.location.id, 'form', {
    contactId,
    formId,
    createdAt: new Date(NOW - ageMs).toISOString(),
    answers: { full_name: 'Pat Moss', email: 'pat.moss@example.com', ...answers },
  });

const poll = (input: Fields = {}) => app.poll('new_form_submission', input);

const ids = (rows: readonly Fields[]): unknown[] => rows.map(({ id }) => id);

describe('New Form Submission', () => {
  beforeEach(() => open());

  afterEach(async () => {
    jest.restoreAllMocks();
    await app.close();
  });

  it('fires with the answers by their questions, files as links, in one request', async () => {
    const { id, createdAt } = send(HOUR_MS, {
      phone: '+12125550187',
      [app.customFieldId('Project')]: 'Kitchen {{x}}',
      [app.customFieldId('Lead Score')]: 85,
      [app.customFieldId('Interested In')]: ['Roof', 'Solar'],
      [app.customFieldId('Wanted By')]: '2027-05-01',
      [app.customFieldId('Dimensions')]: { width: '120 cm', height: '95 cm' },
      [app.customFieldId('Photos')]: {
        'a-file': { url: 'https://files.example.com/a.jpg', meta: { mimetype: 'image/jpeg' } },
        'b-file': { url: 'https://files.example.com/b.jpg' },
      },
      how_did_you_hear: 'From a friend',
      radio: null,
      terms_and_conditions: 'Yes',
    });
    await poll({ formId: 'Free Roof Check' });
    app.clearRequests();
    const [submission, ...others] = await poll();
    expect(others).toEqual([]);
    expect(submissionSchema.parse(submission)).toEqual({
      id,
      submissionId: id,
      contactId,
      name: 'Pat Moss',
      email: 'pat.moss@example.com',
      phone: '+12125550187',
      formId: here().forms[0]?.id,
      formName: 'Free Roof Check',
      pageUrl: 'https://example.com/offers',
      dateAdded: createdAt,
      answers: {
        'Full Name': 'Pat Moss',
        Email: 'pat.moss@example.com',
        Phone: '+12125550187',
        Project: 'Kitchen {{x}}',
        'Lead Score': '85',
        'Interested In': ['Roof', 'Solar'],
        'Wanted By': '2027-05-01',
        Dimensions: '120 cm, 95 cm',
        Photos: ['https://files.example.com/a.jpg', 'https://files.example.com/b.jpg'],
        'How did you hear': 'From a friend',
        'Terms and Conditions': 'Yes',
      },
    });
  });

  it('loses no answer that does not fit its field, and tells questions of one name apart', async () => {
    here().customFields.push({
      id: 'secondProject0000001',
      name: 'Project',
      fieldKey: 'contact.project_2',
      dataType: 'TEXT',
      position: 900,
      model: 'contact',
    });
    send(HOUR_MS, {
      [app.customFieldId('Project')]: 'Kitchen',
      secondProject0000001: 'Bath',
      [app.customFieldId('Lead Score')]: 'about 20',
      [app.customFieldId('Wanted By')]: 'in spring',
      gone0000000000000001: 'Of a field that is no more',
      A__question: 'odd',
      upload: { one: { url: 'https://files.example.com/a.pdf' } },
    });
    const [submission] = await poll();
    expect(submission?.['answers']).toMatchObject({
      [`Project (${app.customFieldId('Project')})`]: 'Kitchen',
      'Project (secondProject0000001)': 'Bath',
      'Lead Score': 'about 20',
      'Wanted By': 'in spring',
      gone0000000000000001: 'Of a field that is no more',
      A_question: 'odd',
      Upload: ['https://files.example.com/a.pdf'],
    });
  });

  const ownField = (id: string, name: string, dataType = 'TEXT'): void => {
    here().customFields.push({
      id,
      name,
      fieldKey: `contact.${id.toLowerCase()}`,
      dataType,
      position: 900,
      model: 'contact',
    });
  };

  it.each([
    ['an ID without digits', 'abcdEFGHijklMNOPqrst'],
    ['its field’s key', 'contact.abcdefghijklmnopqrst'],
  ])('knows a question by %s', async (_what, question) => {
    ownField('abcdEFGHijklMNOPqrst', 'What leaks?');
    send(HOUR_MS, { [question]: 'The skylight' });
    expect(await poll()).toMatchObject([{ answers: { 'What leaks?': 'The skylight' } }]);
  });

  it('lets no answer take the place of another one', async () => {
    send(HOUR_MS, {
      project: 'Kitchen',
      [app.customFieldId('Project')]: 'Bath',
      company: 'Moss & Co.',
      organization: 'Moss Group',
      Project: 'Roof',
    });
    const [submission] = await poll();
    const answers = Object(submission?.['answers']);
    expect(Object.values(answers)).toEqual([
      'Pat Moss',
      'pat.moss@example.com',
      'Kitchen',
      'Bath',
      'Moss & Co.',
      'Moss Group',
      'Roof',
    ]);
    expect(answers).toMatchObject({
      Project: 'Kitchen',
      [`Project (${app.customFieldId('Project')})`]: 'Bath',
      Company: 'Moss & Co.',
      'Company (organization)': 'Moss Group',
      'Project (Project)': 'Roof',
    });
  });

  it('gives answers of every shape under keys that a step can map', async () => {
    ownField('mergeFieldOfALabel01', 'Hi {{contact.first_name}},\n  how __many__ rooms?');
    send(HOUR_MS, {
      mergeFieldOfALabel01: 7,
      [app.customFieldId('Wanted By')]: Date.parse('2027-05-01T00:00:00Z'),
      [app.customFieldId('Photos')]: { one: { link: 'https://files.example.com/a.jpg' } },
      constructor: 'Ours',
      signature: { url: 'https://files.example.com/signature.png' },
      rooms: ['Bath', { name: 'Kitchen' }, null, true],
      owner: { address: { street: '1 Quay', city: ' ' }, since: 1999 },
    });
    expect((await poll())[0]?.['answers']).toMatchObject({
      'Hi contact.first_name, how _many_ rooms?': '7',
      'Wanted By': '2027-05-01',
      Photos: 'https://files.example.com/a.jpg',
      Constructor: 'Ours',
      Signature: ['https://files.example.com/signature.png'],
      Rooms: ['Bath', 'Kitchen', 'true'],
      Owner: '1 Quay, 1999',
    });
  });

  it('fires with labels later where the list of custom fields has moved', async () => {
    const { id } = send(HOUR_MS, { [app.customFieldId('Project')]: 'Kitchen' });
    app.sandbox.addFault({
      kind: 'redirect',
      status: 302,
      location: 'https://example.com/',
      match: { path: '/customFields$' },
      times: 1,
    });
    expect((await app.failure(() => poll())).message).toMatch(/pointed to another address/);
    expect(await poll()).toMatchObject([{ id, answers: { Project: 'Kitchen' } }]);
  });

  it('reads on where HighLevel does not say how many there are', async () => {
    const sent = Array.from({ length: 150 }, (_, index) => send(HOUR_MS + index));
    const page = (rows: typeof sent) => ({
      kind: 'status' as const,
      status: 200,
      match: { path: '/forms/submissions$' },
      times: 1,
      body: { submissions: rows.map(({ id, createdAt }) => ({ id, createdAt })), meta: {} },
    });
    app.sandbox.addFault(page(sent.slice(0, 100)));
    app.sandbox.addFault(page(sent.slice(100)));
    expect(ids(await poll())).toEqual(sent.map(({ id }) => id));
  });

  it('fires for any form, or for one by its name or ID', async () => {
    const [first, second] = here().forms;
    const one = send(HOUR_MS);
    const other = send(2 * HOUR_MS, {}, second?.id);
    expect(ids(await poll())).toEqual([one.id, other.id]);
    expect(ids(await poll({ formId: first?.id }))).toEqual([one.id]);
    expect(ids(await poll({ formId: ' contact us ' }))).toEqual([other.id]);
  });

  it('does not fire for what is older than a day, nor for a survey', async () => {
    send(25 * HOUR_MS);
    app.sandbox.world.addSubmission(app.location.id, 'survey', { contactId });
    expect(await poll()).toEqual([]);
  });

  it.each(['newestFirst', 'oldestFirst'] as const)(
    'gives three real ones of any age as a sample (%s)',
    async (submissionOrder) => {
      await app.close();
      await open({ submissionOrder });
      for (let index = 0; index < 150; index += 1) send(index * 24 * HOUR_MS + HOUR_MS);
      const sample = await app.poll('new_form_submission', {}, { isLoadingSample: true });
      expect(sample.map(({ dateAdded }) => dateAdded)).toEqual([
        '2026-03-02T14:00:00.000Z',
        '2026-03-01T14:00:00.000Z',
        '2026-02-28T14:00:00.000Z',
      ]);
      for (const one of sample) submissionSchema.parse(one);
    },
  );

  it('brings the contact along if asked to', async () => {
    send(HOUR_MS);
    const [submission] = await poll({ includeContact: 'yes' });
    expect(submission?.['contact']).toMatch(/^hydrate\|\|\|/);
  });

  it('sends what does not fit as a pointer to the rest, of a submission without a contact too', async () => {
    const answers = { project: 'x'.repeat(100_000) };
    for (let index = 0; index < 70; index += 1) {
      app.sandbox.world.addSubmission(app.location.id, 'form', {
        contactId: '',
        createdAt: new Date(NOW - index).toISOString(),
        answers,
      });
    }
    const rows = await poll();
    expect(rows).toHaveLength(70);
    const last = rows.at(-1);
    expect(last).toMatchObject({ $HOIST$: expect.stringMatching(/^hydrate\|\|\|/) });
    expect(last).not.toHaveProperty('answers');
    const { id, dateAdded } = Object(last);
    const pointer = { has: 'core', kind: 'form', id, dateAdded };
    for (let index = 0; index < 2_000; index += 1) send(index);
    app.clearRequests();
    expect(await app.call('hydrators.hydrateSubmission', pointer)).toMatchObject({
      answers: { Project: answers.project },
    });
    expect(app.sandbox.requests.length).toBeLessThan(10);
  });

  it('keeps a submission with an unreadable field, and says so in the log', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { path: '/forms/submissions$' },
      body: {
        submissions: [
          { id: 'a1', name: { odd: true }, others: 'odd', createdAt: new Date(NOW).toISOString() },
          { name: 'x' },
        ],
      },
    });
    expect(await poll()).toMatchObject([{ id: 'a1', answers: {} }]);
    expect(app.logCodes).toContain('record.partial');
  });

  it('stops where no submission says when it was sent', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { path: '/forms/submissions$' },
      body: { submissions: [{ id: 'a1', createdAt: 'soon' }] },
    });
    expect((await app.failure(() => poll())).message).toMatch(/without a date that can be read/);
  });

  it('offers the forms, and their answers among the outputs', async () => {
    const { results } = await app.choices('triggers.new_form_submission', 'formId');
    expect(results).toEqual(here().forms.map(({ id, name }) => ({ id, label: name })));
    const outputs = await app.call('triggers.new_form_submission.operation.outputFields', {});
    expect(outputs).toContainEqual({
      key: 'answers__Interested In',
      label: 'Answer: Interested In',
      type: 'string',
      list: true,
    });
  });
});

describe.each(['newestFirst', 'oldestFirst'] as const)('a busy form (%s)', (submissionOrder) => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open({ contacts: 2, submissionOrder });
  });

  afterEach(() => stage.close());

  const arrive = (count: number, everyMs: number): string[] =>
    Array.from({ length: count }, (_, index) => {
      stage.clock.pass(everyMs);
      const [contact = ''] = stage.location.contacts.keys();
      return stage.app.sandbox.world.addSubmission(stage.app.location.id, 'form', {
        contactId: contact,
        answers: { full_name: `Robin ${index}`, project: 'About the roof' },
      }).id;
    });

  it('loses none of thousands between two polls, and fires for none that was there before', async () => {
    arrive(300, 1_000);
    const watched = await stage.watch('new_form_submission');
    expect((await watched.poll()).fired).toEqual([]);
    const due = new Set(arrive(3_000, 20));
    const fired = new Set<unknown>();
    for (let polls = 0; polls < 8 && fired.size < due.size; polls += 1) {
      stage.clock.pass(5 * MINUTE_MS);
      for (const id of arrive(3, 1_000)) due.add(id);
      for (const { id } of (await watched.poll()).fired) fired.add(id);
    }
    stage.clock.pass(5 * MINUTE_MS);
    for (const { id } of (await watched.poll()).fired) fired.add(id);
    expect([...due].filter((id) => !fired.has(id))).toHaveLength(0);
    expect(fired.size).toBe(due.size);
    // All of it is read once more, since the result of a poll can get lost on its way.
    let { requests } = await watched.poll();
    for (let polls = 0; polls < 6 && requests > 2; polls += 1) {
      stage.clock.pass(5 * MINUTE_MS);
      const again = await watched.poll();
      expect(again.fired).toEqual([]);
      ({ requests } = again);
    }
    expect(requests).toBeLessThanOrEqual(2);
  });
});
