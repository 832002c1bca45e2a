import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Bundle, ZObject } from 'zapier-platform-core';

import definition from '../../../index.ts';
import { faultSections } from '../../../labs/reliability/faults.ts';
import { Ghl } from '../../../lib/ghl/client/client.ts';
import { retryOnUnknownOutcome } from '../../../lib/ghl/client/idempotent-write.ts';
import { requestWithin } from '../../../lib/ghl/client/timed-request.ts';
import { createNote } from '../../../lib/ghl/notes.ts';
import { withErrorBoundary } from '../../../lib/zapier/platform/error-boundary.ts';

const countOf = (registry: object | undefined): number => Object.keys(registry ?? {}).length;

const { create_note: createNoteStep } = definition.creates ?? {};

/** An app whose only operation is a note that is written as follows. */
const appWith = (key: string, perform: (z: ZObject, bundle: Bundle) => Promise<object>) => ({
  ...definition,
  triggers: {},
  searches: {},
  searchOrCreates: {},
  hydrators: {},
  creates: {
    [key]: {
      ...createNoteStep,
      key,
      operation: { ...createNoteStep?.operation, perform: withErrorBoundary(perform) },
    },
  },
});

const failuresOf = async (app: ReturnType<typeof appWith>): Promise<string> => {
  const sections = await faultSections({ thoroughness: 'decisive' }, app);
  return sections.flatMap(({ failures }) => failures).join('\n');
};

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the fault matrix', () => {
  it('holds where it matters most: `npm run reliability` has all of it', async () => {
    const [section, secrets] = await faultSections({ thoroughness: 'short' });
    expect(section?.failures).toEqual([]);
    expect(secrets?.failures).toEqual([]);
    for (const [, texts] of secrets?.rows ?? []) expect(Number(texts)).toBeGreaterThan(100);
    const { triggers, searches, creates, hydrators } = definition;
    const operations = [triggers, searches, creates, hydrators].map(countOf);
    expect(section?.rows).toHaveLength(operations.reduce((sum, count) => sum + count));
    const columns = section?.columns.map((_head, index) => section.rows.map((row) => row[index]));
    const [, ...cells] = columns ?? [];
    expect(cells).toHaveLength(16);
    for (const column of cells) expect(column.filter(Boolean).length).toBeGreaterThan(5);
    for (const row of section?.rows ?? []) expect(row.filter(Boolean).length).toBeGreaterThan(3);
  });

  it('notices an operation that writes again without looking', async () => {
    const careless = appWith('create_note', (z, bundle) => {
      const ghl = new Ghl(z, bundle);
      const { contactId, body } = bundle.inputData;
      return retryOnUnknownOutcome(ghl, () =>
        createNote(ghl, String(contactId), { body: String(body) }),
      );
    });
    const failures = await failuresOf(careless);
    expect(failures).toMatch(/resetAfter.*it left something else than a clean run/);
    expect(failures).toMatch(/timeoutAfter.*it left something else than a clean run/);
    expect(failures).not.toMatch(/resetBefore/);
  });

  it('notices an operation that follows redirects, and one whose errors are not clear', async () => {
    const naive = appWith('create_note', async (z, bundle) => {
      const { contactId, body } = bundle.inputData;
      const url = new URL(`/contacts/${String(contactId)}/notes`, process.env['GHL_API_BASE_URL'])
        .href;
      const headers = { Version: '2021-07-28', 'Content-Type': 'application/json' };
      const request = { method: 'POST', headers, body: JSON.stringify({ body }) } as const;
      const answer = await requestWithin(z, 8_000, { ...request, url });
      const elsewhere = answer.header('location');
      if (elsewhere) await z.request({ ...request, url: elsewhere });
      if (answer.status !== 201) throw new z.errors.ThrottledError('Oops!', 60);
      return { id: 1 };
    });
    const failures = await failuresOf(naive);
    expect(failures).toMatch(/redirect.*another host was asked/);
    expect(failures).toMatch(/the error is not clear/);
  });

  it('notices an operation that says what is nobody’s business', async () => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const talkative = appWith('create_note', async (z, bundle) => {
      const { access_token: token } = bundle.authData;
      z.console.log('{"code":"note.wanted","by":"dana@kitchens.example"}');
      process.stderr.write(`The token is ${token}.\n`);
      const { contactId, body } = bundle.inputData;
      try {
        return await createNote(new Ghl(z, bundle), String(contactId), { body: String(body) });
      } catch {
        throw new z.errors.HaltedError('HighLevel: call +1 (212) 555-0187.');
      }
    });
    const failures = await failuresOf(talkative);
    const method = 'creates.create_note.operation.perform';
    expect(failures).toContain(`${method}: email in own log lines.`);
    expect(failures).toContain(`${method}: token in standard output and error.`);
    expect(failures).toContain(`${method}: phone in errors, with their stacks.`);
    expect(failures).not.toContain('client secret');
  });

  it('notices an operation that nobody has given an input', async () => {
    const unknown = appWith('create_poem', () => Promise.resolve({ id: 1 }));
    await expect(failuresOf(unknown)).rejects.toThrow(
      'harness/operations/create_poem.ts is missing',
    );
  });
});
