import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { AGENCY_SCOPE, scopesFor } from '../../lib/ghl/client/scopes.ts';

const ROOT = resolve(__dirname, '../..');

const SCOPE = /[\w/]+\.(?:readonly|write)\b/g;

describe('the scopes that the marketplace app has to list', () => {
  it.each(['README.md', 'docs/publishing.md', 'docs/connecting.md'])(
    'are all of those that connections ask for, in %s',
    (page) => {
      const listed = new Set(readFileSync(resolve(ROOT, page), 'utf8').match(SCOPE));
      // Only where agencies are traded for one of their sub-accounts.
      listed.delete(AGENCY_SCOPE);
      expect([...listed].toSorted()).toEqual([...scopesFor('write', 'everything')].toSorted());
    },
  );
});
