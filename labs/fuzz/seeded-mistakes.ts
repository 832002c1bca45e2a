/** Run by itself, gives an app with each mistake to the fuzzer and prints what that says of it. */
import type { Bundle, ZObject } from 'zapier-platform-core';
import * as zod from 'zod/mini';

import app from '../../index.ts';
import { Ghl } from '../../lib/ghl/client/client.ts';
import { API_VERSION } from '../../lib/ghl/client/configuration.ts';
import { dropdown } from '../../lib/zapier/dropdowns/dropdowns.ts';
import { withErrorBoundary } from '../../lib/zapier/platform/error-boundary.ts';
import { fuzz } from './run.ts';

type Perform = (z: ZObject, bundle: Bundle) => Promise<object>;

/** The app with one action in it, which takes a contact's id. */
const appWith = (perform: Perform): unknown => ({
  ...app,
  triggers: {},
  searches: {},
  searchOrCreates: {},
  hydrators: {},
  creates: {
    probe: {
      key: 'probe',
      noun: 'Probe',
      display: { label: 'Probe', description: 'Probes.' },
      operation: {
        inputFields: [
          { key: 'contactId', label: 'Contact', required: true, choices: dropdown.contacts },
        ],
        perform: withErrorBoundary(perform),
        sample: { id: '1' },
      },
    },
  },
});

const given = ({ inputData: { contactId } }: Bundle): string =>
  typeof contactId === 'string' ? contactId : '';

const readFrom = async (z: ZObject, bundle: Bundle, path: string): Promise<object> => {
  await new Ghl(z, bundle).read({
    path,
    scope: 'contacts.readonly',
    version: API_VERSION.contacts,
    answer: zod.unknown(),
  });
  return { id: '1' };
};

/** Copies deeply, as careless libraries do. */
const merge = (into: Record<string, unknown>, from: object): void => {
  for (const [key, value] of Object.entries(from)) {
    const held = into[key];
    if (typeof value === 'object' && value !== null && typeof held === 'object' && held !== null) {
      merge(Object(held), value);
    } else {
      into[key] = value;
    }
  }
};

/** Mistakes that an operation could make. */
const MISTAKES: Readonly<Record<string, Perform>> = {
  'takes every value for a text': async (_z, { inputData }) => ({
    id: Object(inputData['contactId']).trim(),
  }),
  'puts an id into a path as it is': (z, bundle) =>
    readFrom(z, bundle, `/contacts/${given(bundle) || 'none1'}/tasks`),
  'takes a word for an id': async (z, bundle) => {
    const id = given(bundle);
    if (!/^[\w-]{1,30}$/.test(id)) throw new z.errors.HaltedError('No id.');
    return readFrom(z, bundle, `/contacts/${id}/tasks`);
  },
  'sends a parameter that HighLevel does not know': (z, bundle) =>
    readFrom(z, bundle, `/contacts/${encodeURIComponent(given(bundle) || 'none1')}?all=true`),
  'repeats what it was given': async (z, bundle) => {
    throw new z.errors.HaltedError(`“${given(bundle)}” is no contact.`);
  },
  'copies what it was given into an object': async (_z, { inputData }) => {
    merge({}, Object(inputData));
    return { id: '1' };
  },
  'leaves work running that fails': async (_z, bundle) => {
    if (given(bundle).length > 30) {
      setImmediate(() => {
        throw new Error('Nobody looks.');
      });
    }
    return { id: '1' };
  },
};

const said: Record<string, string | undefined> = {};
for (const [name, perform] of Object.entries(MISTAKES)) {
  const [result] = await fuzz({ app: appWith(perform), seed: 1, inputs: 1_200, only: 'probe' });
  said[name] = result?.broken?.problem;
  Reflect.deleteProperty(Object.prototype, 'polluted');
}
process.stdout.write(JSON.stringify(said));
