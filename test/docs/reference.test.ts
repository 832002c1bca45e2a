import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { describeContract } from '../../harness/contract/openapi/describe-contract.ts';
import { undocumentedRoutes } from '../../harness/reference.ts';
import { CONTACT_ROUTES } from '../../harness/routes.ts';
import { readOperations } from '../../scripts/reference/operations.ts';
import type { Operation } from '../../scripts/reference/operations.ts';
import { referencePages } from '../../scripts/reference/pages.ts';

const FOLDER = resolve(__dirname, '../../docs/reference/operations');

let operations: Operation[];

beforeAll(async () => {
  operations = await readOperations();
});

it('the generated reference is up to date (npm run docs)', async () => {
  const names = await readdir(FOLDER);
  const pages = await Promise.all(
    names.map(async (name) => [name, await readFile(join(FOLDER, name), 'utf8')] as const),
  );
  expect(Object.fromEntries(pages)).toEqual(referencePages(operations));
});

describe('the pages', () => {
  const pageOf = (name: string): string => referencePages(operations)[name] ?? '';

  it('keep choices apart that hold commas, and call a default what the editor calls it', () => {
    const period =
      'One of: All, the earliest first; Upcoming, the next first; Past, the latest first;';
    expect(pageOf('searches.md')).toContain(period);
    expect(pageOf('searches.md')).toContain('Default: All, the earliest first.');
    expect(pageOf('actions.md')).toContain('Default: Stop with an error.');
    expect(pageOf('actions.md')).toContain('Default: False.');
    expect(pageOf('triggers.md')).toContain('Default: Hours.');
  });

  it.each(['triggers.md', 'searches.md', 'actions.md'])(
    '%s says what is for developers',
    (name) => {
      const [beginning = ''] = pageOf(name).split('\n## ');
      expect(beginning).toContain('for developers');
    },
  );
});

describe('what tests hold against the reference', () => {
  const asked = (name: string) => {
    const [method = '', path = ''] = name.split(' ');
    return { method, url: `http://127.0.0.1${path.replace(/\{\w+\}/g, 'x')}`, status: 200 };
  };

  it('is each route of each operation', () => {
    for (const { kind, key, routes } of operations) {
      const requests = routes.map(({ name }) => asked(name));
      // What is left of a contact that was deleted came with the event.
      expect(requests.length > 0).toBe(key !== 'contact_deleted');
      expect(undocumentedRoutes(`${kind}.${key}.operation.perform`, requests)).toEqual([]);
    }
  });

  it('is no other route', () => {
    for (const { kind, key, routes } of operations) {
      const others = CONTACT_ROUTES.filter((route) => !routes.includes(route));
      const requests = others.map(({ name }) => asked(name));
      const complaints = undocumentedRoutes(`${kind}.${key}.operation.perform`, requests);
      expect(complaints).toHaveLength(others.length);
      expect(complaints[0]).toMatch(
        /^docs\/reference\/operations does not say that \w+\.\w+ asks for [A-Z]+ \/contacts\//,
      );
    }
  });
});

describeContract('the routes of the Contacts API', ({ documents }) => {
  it('are those of the official file, but for the deprecated one', () => {
    const paths = Object.entries(documents.get('contacts')?.paths ?? {});
    const official = paths.flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(official).toHaveLength(32);
    expect(CONTACT_ROUTES.map(({ name }) => name).toSorted()).toEqual(
      official.filter((name) => name !== 'GET /contacts/').toSorted(),
    );
  });
});
