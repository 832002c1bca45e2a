import { operationsIn } from '../../harness/lab/tried-operations.ts';
import { mostZipBytes } from '../../harness/zip-limit.ts';
import definition from '../../index.ts';
import { APPS } from './apps.ts';
import type { AppName } from './apps.ts';
import { atMost } from './section.ts';
import type { RunSection } from './section.ts';

const NAMES: readonly AppName[] = ['protiv', 'idle', 'bare'];

const AIM = {
  limit: mostZipBytes(operationsIn(definition).length) / 1_000,
  unit: ' KB',
  digits: 0,
} as const;

/** What is uploaded, and what Lambda fetches for a cold start. */
export const zip: RunSection = async (bench) => {
  const apps = await bench.apps();
  const kb = (name: AppName): number => apps[name].zipBytes / 1000;
  return {
    title: 'Zip',
    introduction:
      'What is uploaded to Zapier. Nearly all of it is `zapier-platform-core`; the rest is one bundle, with libphonenumber in a file of its own.',
    columns: ['app', 'KB', 'Protiv − this'],
    rows: NAMES.map((name) => [
      APPS[name],
      kb(name).toFixed(0),
      (kb('protiv') - kb(name)).toFixed(0),
    ]),
    aims: [
      atMost('Zip: Protiv − the same definition', kb('protiv') - kb('idle'), AIM),
      atMost('Zip: Protiv − a bare app', kb('protiv') - kb('bare'), AIM),
    ],
    data: Object.fromEntries(NAMES.map((name) => [name, apps[name].zipBytes])),
  };
};
