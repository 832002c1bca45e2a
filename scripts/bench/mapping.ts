import { rm, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openLocation } from './location.ts';
import { atMost } from './section.ts';
import type { RunSection } from './section.ts';
import { median, ratios, shownSpread, spread } from './statistics.ts';

const CONTACTS = 5_000;
const PAGE = 500;
const PROCESSES = 5;
const ROUNDS = 24;

/** Rounds of each process that only warm it up. */
const WARM_UP = 4;

export interface MappingRequest {
  /** An answer of contact search. */
  file: string;
  /** The location's definitions, as HighLevel gives them. */
  customFields: unknown[];
  rounds: number;
}

/** Milliseconds of processor time, round by round. */
export interface MappingResult {
  ours: number[];
  floor: number[];
}

/** Reading, checking, mapping and writing rows, without requests. */
export const mapping: RunSection = async (bench) => {
  const processes = await bench.processes();
  const folder = await mkdtemp(join(tmpdir(), 'protiv-mapping-'));
  const file = join(folder, 'contacts.json');
  try {
    const { text, customFields } = await manyContacts();
    await writeFile(file, text);
    const results: MappingResult[] = [];
    for (let made = 0; made < PROCESSES; made += 1) {
      const request: MappingRequest = { file, customFields, rounds: ROUNDS };
      results.push(await processes.run<MappingResult>('mapping-probe.ts', request));
    }
    const warm = (of: keyof MappingResult): number[] =>
      results.map((result) => median(result[of].slice(WARM_UP)));
    const ratio = ratios(warm('ours'), warm('floor'));
    return {
      title: 'Mapping',
      introduction: `${CONTACTS.toLocaleString('en-US')} contacts with custom fields, ${(text.length / 1e6).toFixed(1)} MB: \`JSON.parse\`, checking each row, mapping it and \`JSON.stringify\`, in milliseconds of processor time (medians of ${ROUNDS - WARM_UP} rounds in ${PROCESSES} processes).`,
      columns: ['parse, check, map, serialise', 'JSON.parse + JSON.stringify', 'ratio'],
      rows: [
        [
          shownSpread(spread(warm('ours'))),
          shownSpread(spread(warm('floor'))),
          shownSpread(ratio, 2),
        ],
      ],
      aims: [
        atMost('Mapping 5,000 contacts / JSON.parse + JSON.stringify', ratio.median, { limit: 3 }),
      ],
      data: { oursMs: spread(warm('ours')), floorMs: spread(warm('floor')), ratio },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The rows of many contacts as HighLevel gives them, and what their custom fields are. */
const manyContacts = async (): Promise<{ text: string; customFields: unknown[] }> => {
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
    const contacts: unknown[] = [];
    for (let page = 1; contacts.length < CONTACTS; page += 1) {
      const search = { locationId: location?.id, pageLimit: PAGE, page };
      contacts.push(...[(await ask('/contacts/search', search))['contacts']].flat());
    }
    const fields = await ask(`/locations/${location?.id ?? ''}/customFields?model=contact`);
    return {
      text: JSON.stringify({ contacts, total: contacts.length }),
      customFields: [fields['customFields']].flat(),
    };
  } finally {
    await sandbox.close();
  }
};
