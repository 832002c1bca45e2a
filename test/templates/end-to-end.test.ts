import { afterEach, describe, expect, it } from '@jest/globals';

import { contractViolations } from '../../harness/contract/openapi/recorder.ts';
import { sparingHandlerFor } from '../../harness/reduced-app.ts';
import { findRoute } from '../../harness/routes.ts';
import app from '../../index.ts';
import { scopesFor } from '../../lib/ghl/client/scopes.ts';
import { accessOf, areaOf, isSending } from '../../templates/access.ts';
import { templates } from '../../templates/index.ts';
import routeNewContact from '../../templates/route-new-contact.ts';
import type { ZapTemplate } from '../../templates/template.ts';
import { openSandboxSession } from '../../zap-runner/demo/sandbox-session.ts';
import { showZap } from '../../zap-runner/demo/show.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import { isRecord } from '../../zap-runner/records.ts';
import { createPaint } from '../../zap-runner/report/paint.ts';
import { isWrite, requestsOf } from '../../zap-runner/report/requests.ts';
import type { RunResult, StepResult } from '../../zap-runner/results.ts';

type Session = Awaited<ReturnType<typeof openSandboxSession>>;

const plain = createPaint({}, {});
let session: Session | undefined;

const closeSession = async (): Promise<void> => {
  await session?.close();
  session = undefined;
};

afterEach(closeSession);

/** Runs a template the way `npm run zap` does, on the sources. */
const run = async (template: ZapTemplate, seed = 1, polls = 3) => {
  session = await openSandboxSession(sparingHandlerFor(app), template, { seed });
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const shown = await showZap(template, session, { polls, print, paint: plain });
  return { ...shown, session, lines };
};

/** What a search of the app finds now, with the Zap's own connection. */
const search = async (key: string, inputData: Record<string, unknown>): Promise<unknown> => {
  const method = `searches.${key}.operation.perform`;
  const found: unknown = await session?.connection.call(method, { inputData }, newTrace());
  return Array.isArray(found) ? found[0] : undefined;
};

/** What is in HighLevel after a step that wrote, read back through the app. */
const readBack = async (result: StepResult): Promise<unknown> => {
  if (result.outcome !== 'done' || !isRecord(result.output)) throw new Error('It did not run.');
  const { step, output } = result;
  const { contactId } = output;
  switch ('operation' in step ? step.operation : '') {
    case 'create_task':
      return search('find_task', { contactId, taskId: output['id'] });
    case 'log_activity': {
      const note = await search('find_note', { contactId, noteId: output['noteId'] });
      const taskId = output['taskId'];
      const task = taskId ? await search('find_task', { contactId, taskId }) : undefined;
      return { ...Object(note), task };
    }
    case 'upsert_opportunity':
      return search('find_opportunity', { opportunityId: output['id'] });
    case 'send_sms':
    case 'send_email':
    case 'send_message':
      return search('find_many_messages', { contactId, direction: 'outbound' });
    case 'create_note':
      return search('find_note', { contactId, noteId: output['id'] });
    default:
      return search('find_contact', { contactId });
  }
};

type Expected = Readonly<Record<string, unknown>>;

interface Expectation {
  /** What another app's step gets, by field label. */
  sent?: (record: Expected) => Expected;
  /** What is in HighLevel after each step that writes, by the step's id. */
  left?: Readonly<Record<string, (record: Expected) => Expected>>;
}

const text: unknown = expect.stringMatching(/\S/);
const number: unknown = expect.stringMatching(/^\d+$/);

/** What a message says of a moment, as the record has it: never nothing. */
const inWords = (value: unknown): string => {
  if (typeof value !== 'string') throw new Error('The record has no moment in words.');
  return value;
};

/** Matches a moment within the next hour. */
const withinAnHour = {
  asymmetricMatch: (value: unknown): boolean => {
    const left = Date.parse(String(value)) - Date.now();
    return left > 0 && left <= 3_600_000;
  },
  toString: () => 'within an hour',
};

/** Matches a moment that is still to come and shows this hour on New York's clocks. */
const upcoming = (hour: number) => ({
  asymmetricMatch: (value: unknown): boolean => {
    const due = new Date(String(value));
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/New_York',
      hour: 'numeric',
      hourCycle: 'h23',
    });
    return due.getTime() > Date.now() && Number(clock.format(due)) === hour;
  },
  toString: () => `upcoming at ${hour}`,
});

const EXPECTED: Readonly<Record<string, Expectation>> = {
  'add-contacts-to-sheet': {
    sent: ({ name, email, phone, id }) => ({
      Name: name,
      Email: email,
      Phone: phone,
      Tags: text,
      Source: text,
      'HighLevel ID': id,
    }),
  },
  'post-high-scores': {
    sent: ({ name, customFields }) => ({
      'Message Text': expect.stringContaining(
        `a lead score of ${String(Object(customFields)['lead_score'])}: ${String(name)} `,
      ),
    }),
  },
  'share-contact-updates': {
    sent: ({ email, city }) => ({
      'Contact Email': email ?? '',
      City: city,
      'HighLevel Notes': text,
    }),
  },
  'post-overdue-tasks': {
    sent: ({ title, dueDateText }) => ({
      'Message Text': expect.stringContaining(
        `Overdue: “${String(title)}”, due ${inWords(dueDateText)}. `,
      ),
    }),
  },
  'email-completed-tasks': {
    sent: ({ title }) => ({
      Subject: `Done: ${String(title)}`,
      Body: expect.stringContaining(`“${String(title)}” is completed.\n\n`),
    }),
  },
  'post-new-appointments': {
    sent: ({ title, startTimeText }) => ({
      'Message Text': expect.stringContaining(
        `Booked: ${String(title)}, ${inWords(startTimeText)}. `,
      ),
    }),
  },
  'subscribe-tagged-contacts': {
    sent: ({ email }) => ({ 'Subscriber Email': email, Tags: 'newsletter' }),
  },
  'add-daily-summaries': {
    sent: () => ({
      Date: 'Mar 12, 2026',
      Contact: text,
      'Open tasks': '2',
      'Overdue tasks': '0',
      'Notes in 30 days': '2',
      'Next task': text,
    }),
  },
  'add-daily-account-rows': {
    sent: () => ({
      'New contacts': number,
      'Open tasks': number,
      'Overdue tasks': number,
      Appointments: number,
    }),
  },
  'post-morning-digest': {
    sent: () => ({ 'Message Text': expect.stringMatching(/^Good morning! \d+ new contacts?, /) }),
  },
  'post-new-opportunities': {
    sent: ({ name, value, stageName, contactName }) => ({
      'Message Text': expect.stringMatching(
        new RegExp(
          `^New opportunity: ${String(name)}, worth ${String(value)}, in “${String(stageName)}”\\. ${String(contactName)} \\+1\\d{10} `,
        ),
      ),
    }),
  },
  'add-stage-changes-to-sheet': {
    sent: ({ name, value, stageName, contactName, dateStageChanged, id }) => ({
      Opportunity: name,
      Contact: contactName,
      Pipeline: 'Roofing',
      Stage: stageName,
      Value: String(value),
      Moved: dateStageChanged,
      'HighLevel ID': id,
    }),
  },
  'invoice-won-opportunities': {
    sent: ({ name, value, contactName }) => ({
      'Contact Name': contactName,
      'Email Address': text,
      Status: 'Draft',
      Description: name,
      Quantity: '1',
      'Unit Price': String(value),
    }),
  },
  'open-sms-tickets': {
    sent: ({ contactName, body }) => ({
      Subject: `Text message from ${String(contactName)}`,
      'First Comment/Description': expect.stringContaining(`${String(body)}\n\n`),
      'Requester Name': contactName,
    }),
  },
  'route-new-contact': {
    left: {
      route: ({ id }) => ({ id, assignedTo: text }),
      tag: ({ id }) => ({ id, tags: expect.arrayContaining(['website lead', 'hot lead']) }),
    },
  },
  'assign-contacts-by-source': {
    left: {
      assign: ({ id }) => ({ id, source: 'referral', assignedTo: text }),
      task: ({ id, name }) => ({
        contactId: id,
        title: `Call ${String(name)}, who was referred to us`,
        status: 'open',
        dueDate: upcoming(9),
        assignedTo: text,
      }),
    },
  },
  'save-form-leads': {
    left: {
      contact: (entry) => ({
        email: entry['Email'],
        phone: expect.stringMatching(/^\+1917555\d{4}$/),
        firstName: entry['First name'],
        lastName: entry['Last name'],
        city: entry['City'],
        source: 'website form',
        tags: ['website lead'],
      }),
    },
  },
  'log-missed-calls': {
    left: {
      contact: () => ({ phone: expect.stringMatching(/^\+1917555\d{4}$/) }),
      activity: (call) => ({
        title: 'Inbound call',
        body: expect.stringMatching(
          /^Inbound call, Thu, Mar 12, 2026, \d+:\d\d AM EDT\nOutcome: Missed, from /,
        ),
        task: { title: `Call back ${String(call['From Name'])}`, dueDate: upcoming(9) },
      }),
    },
  },
  'log-emails': {
    left: {
      note: (email) => ({
        title: `Email: ${String(email['Subject'])}`,
        body: email['Body Plain'],
      }),
      task: (email) => ({ title: `Answer: ${String(email['Subject'])}`, dueDate: upcoming(12) }),
    },
  },
  'log-meetings': {
    left: {
      contact: (meeting) => ({ email: meeting['Invitee Email'] }),
      note: (meeting) => ({
        title: 'Meeting',
        body: expect.stringMatching(
          new RegExp(`^Meeting, .+ 2031, .+ [AP]M EDT\\n\\n${String(meeting['Event Name'])} with `),
        ),
      }),
      task: (meeting) => ({
        title: `Follow up on ${String(meeting['Event Name'])} with ${String(meeting['Invitee First Name'])}`,
        dueDate: new Date(String(meeting['Event End Time'])).toISOString(),
      }),
    },
  },
  'welcome-new-customers': {
    left: {
      contact: (customer) => ({ email: customer['Email'], phone: customer['Phone'] }),
      task: (customer) => ({
        title: `Welcome call with ${String(customer['Name'])}`,
        notes: customer['Description'],
        dueDate: upcoming(9),
      }),
      tag: (customer) => ({ email: customer['Email'], tags: ['customer'] }),
    },
  },
  'follow-up-form-submissions': {
    left: {
      tag: ({ contactId, email }) => ({ id: contactId, email, tags: ['form lead'] }),
      opportunity: ({ contactId, name, formName }) => ({
        contactId,
        name: `${String(formName)}: ${String(name)}`,
        pipelineName: 'Roofing',
        stageName: 'New Lead',
        status: 'open',
        assignedTo: text,
      }),
      task: ({ contactId, name, formName }) => ({
        contactId,
        title: `Answer ${String(name)}: ${String(formName)}`,
        dueDate: upcoming(9),
        assignedTo: text,
      }),
    },
  },
  'answer-missed-calls': {
    left: {
      task: ({ contactId, contactName }) => ({
        contactId,
        title: `Call back ${String(contactName)}`,
        dueDate: withinAnHour,
      }),
      answer: ({ contactId }) => ({
        messages: [
          {
            contactId,
            channel: 'sms',
            body: expect.stringMatching(/^Sorry we missed your call!/),
          },
        ],
      }),
    },
  },
  'confirm-appointments': {
    left: {
      confirmation: ({ contactId, calendarName, startTimeText }) => ({
        messages: expect.arrayContaining([
          expect.objectContaining({
            contactId,
            channel: 'email',
            subject: `Your appointment: ${String(startTimeText)}`,
            bodyText: expect.stringContaining(`Appointment: ${String(calendarName)}\n`),
          }),
        ]),
      }),
    },
  },
  'answer-social-messages': {
    left: {
      task: ({ contactId, contactName, bodyText }) => ({
        contactId,
        title: `Answer ${String(contactName)} on Instagram`,
        notes: bodyText,
        dueDate: withinAnHour,
      }),
      answer: ({ contactId }) => ({
        messages: expect.arrayContaining([
          expect.objectContaining({
            contactId,
            channel: 'instagram',
            body: expect.stringMatching(/^Thank you/),
          }),
        ]),
      }),
    },
  },
  'follow-up-no-shows': {
    left: {
      task: ({ contactId, title, assignedTo }) => ({
        contactId,
        title: `Offer another time for “${String(title)}”`,
        dueDate: upcoming(9),
        assignedTo,
      }),
    },
  },
};

const expectRun = async (template: ZapTemplate, { record, steps }: RunResult): Promise<void> => {
  const { sent, left = {} } = EXPECTED[template.key] ?? {};
  expect(steps.map(({ step }) => step.id)).toEqual(template.steps.slice(1).map(({ id }) => id));
  for (const result of steps) {
    const { id, kind } = result.step;
    if (result.outcome === 'shown') expect(result.input).toMatchObject(sent?.(record) ?? { id });
    if (kind !== 'create') continue;
    expect(await readBack(result)).toMatchObject(left[id]?.(record) ?? { id: 'not expected' });
  }
};

/** Whether the app asked for anything that a connection for contacts and calendars does not cover. */
const needsSales = ({ sandbox }: Session): boolean => {
  const contacts: readonly string[] = scopesFor('write', 'contacts');
  return sandbox.requests
    .filter(({ headers }) => headers['user-agent'] === 'Zapier')
    .some((request) => {
      const scope = findRoute(request)?.scope;
      return scope !== undefined && !contacts.includes(scope);
    });
};

describe.each(templates.map((template) => [template.key, template] as const))(
  '%s',
  (key, template) => {
    it('fires for what is new, does what it should, and is not set off by itself', async () => {
      const writes = accessOf(template) === 'write';
      const { zap, polls, lines, session: opened } = await run(template);
      expect(/\.write\b/.test(String(opened.connection.authData['scope']))).toBe(writes);
      expect(needsSales(opened)).toBe(areaOf(template) === 'sales');

      const [primed, fired, quiet] = polls;
      expect(primed).toMatchObject({ runs: [] });
      const runs = fired?.runs ?? [];
      const finished = runs.filter(({ outcome }) => outcome === 'finished');
      expect(finished.length).toBeGreaterThan(0);
      expect(runs.map(({ outcome }) => outcome)).not.toContain('failed');
      for (const one of finished) await expectRun(template, one);

      expect(polls.filter(({ failure }) => failure)).toEqual([]);
      expect(fired && requestsOf(fired).some(isWrite)).toBe(writes);
      expect(opened.sandbox.requests.some(({ path }) => path === '/conversations/messages')).toBe(
        isSending(template),
      );
      for (const later of [quiet, await zap.poll()]) expect(later).toMatchObject({ runs: [] });

      expect(lines.join('\n')).not.toMatch(/undefined|\[object|NaN|hydrate\|\|\|/);
      expect(contractViolations(opened.sandbox.requests)).toEqual([]);
      expect(EXPECTED).toHaveProperty([key]);
    });
  },
);

/** Who set off a run with this seed, and how it ended. */
const namesAndOutcomes = async (seed: number): Promise<string[]> => {
  const { polls } = await run(routeNewContact, seed, 2);
  await closeSession();
  return polls
    .flatMap((poll) => poll.runs)
    .map(({ record, outcome }) => `${String(record['name'])}: ${outcome}`);
};

describe('new contacts, routed by tag and score', () => {
  it('go through only if they qualify', async () => {
    const { polls } = await run(routeNewContact, 1, 2);
    for (const { record, outcome } of polls[1]?.runs ?? []) {
      const score = Number(Object(record['customFields'])['lead_score']);
      const hot = score >= 70 && Array(record['tags']).flat().includes('website lead');
      expect(outcome).toBe(hot ? 'finished' : 'filtered');
    }
  });

  it('are other people with another result for another seed, and one qualifies with each', async () => {
    const [first, seventh] = [await namesAndOutcomes(1), await namesAndOutcomes(7)];
    expect(first).not.toEqual(seventh);
    for (const outcomes of [first, seventh]) expect(outcomes.join()).toContain('finished');
  });
});
