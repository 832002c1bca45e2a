import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openLocation } from '../../harness/bench-location.ts';
import { atMost } from './section.ts';
import type { RunSection } from './section.ts';
import { alternately, median, ratios, shownSpread, spread } from './statistics.ts';

const CONTACTS = 5_000;
const PAGE = 500;
const PROCESSES = 7;
const ROUNDS = 24;

/** Rounds of each process that only warm it up. */
const WARM_UP = 4;

export interface MappingRequest {
  /** In processes of their own, since the garbage of one would weigh on the other. */
  work: 'mapping' | 'json';
  /** Answers of contact search, a JSON list of texts. */
  file: string;
  /** The location's definitions, as HighLevel gives them. */
  customFields: unknown[];
  rounds: number;
}

/** Reading, checking, mapping and writing rows, without requests. */
export const mapping: RunSection = async (bench) => {
  const processes = await bench.processes();
  const folder = await mkdtemp(join(tmpdir(), 'protiv-mapping-'));
  const file = join(folder, 'contacts.json');
  try {
    const { pages, customFields } = await manyContacts();
    await writeFile(file, JSON.stringify(pages));
    const megabytes = pages.join('').length / 1e6;
    const warm = await alternately(['mapping', 'json'] as const, PROCESSES, async (work) => {
      const request: MappingRequest = { work, file, customFields, rounds: ROUNDS };
      const cpuMs = await processes.run<number[]>('mapping-probe.ts', request);
      return median(cpuMs.slice(WARM_UP));
    });
    const ratio = ratios(warm('mapping'), warm('json'));
    return {
      title: 'Mapping',
      introduction: `${CONTACTS.toLocaleString('en-US')} contacts with custom fields in ${pages.length} pages, ${megabytes.toFixed(1)} MB: \`JSON.parse\`, checking each row, mapping it and \`JSON.stringify\`, in milliseconds of processor time (medians of ${ROUNDS - WARM_UP} rounds in ${PROCESSES} processes).`,
      columns: ['parse, check, map, serialise', 'JSON.parse + JSON.stringify', 'ratio'],
      rows: [
        [
          shownSpread(spread(warm('mapping'))),
          shownSpread(spread(warm('json'))),
          shownSpread(ratio, 2),
        ],
      ],
      aims: [
        atMost('Mapping 5,000 contacts / JSON.parse + JSON.stringify', ratio.median, { limit: 3 }),
      ],
      data: { mappingMs: spread(warm('mapping')), jsonMs: spread(warm('json')), ratio },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Many contacts as HighLevel gives them, and what their custom fields are. */
const manyContacts = async (): Promise<{ pages: string[]; customFields: unknown[] }> => {
  const { sandbox } = await openLocation({ contacts: CONTACTS });
  try {
    const [location] = sandbox.locations;
    const ask = async (path: string, body?: object): Promise<Record<string, unknown>> => {
      const answer = await fetch(new URL(path, sandbox.url), {
        method: body ? 'POST' : 'GET',
        headers: {
          Authorization: `Bearer ${location?.accessToken ?? ''}`,
          Version: '2021-07-28',
          'Content-Type': 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      return Object(await answer.json());
    };
    const pages: string[] = [];
    for (let page = 1; page <= CONTACTS / PAGE; page += 1) {
      const search = { locationId: location?.id, pageLimit: PAGE, page };
      pages.push(JSON.stringify(await ask('/contacts/search', search)));
    }
    const fields = await ask(`/locations/${location?.id ?? ''}/customFields?model=contact`);
    return { pages, customFields: [fields['customFields']].flat() };
  } finally {
    await sandbox.close();
  }
};
