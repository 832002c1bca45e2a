import { inLab } from '../../harness/lab/lab.ts';
import { CONTACT } from '../../harness/lab/records.ts';
import { openInEditor } from '../../harness/lab/rounds.ts';
import { atMost } from './section.ts';
import type { RunSection } from './section.ts';

interface Opened {
  what: string;
  requests: number;
  rounds: number;
  /** Operations that have it. */
  operations: number;
}

/** What each thing that the editor opens costs; the same list of several operations counts once. */
const opened = async (inputData: Record<string, unknown>): Promise<Opened[]> => {
  const found = new Map<string, Opened>();
  await inLab([], async (lab) => {
    for (const operation of lab.written()) {
      for (const { what, rounds } of await openInEditor(lab, operation.name, inputData)) {
        const requests = rounds.flat().length;
        const key = `${what} ${requests}`;
        const operations = (found.get(key)?.operations ?? 0) + 1;
        found.set(key, { what, requests, rounds: rounds.length, operations });
      }
    }
  });
  return [...found.values()].toSorted((a, b) => a.what.localeCompare(b.what));
};

/** Lists, fields and outputs as the Zap editor opens them. */
export const editor: RunSection = async () => {
  const withContact = await opened({ contactId: CONTACT });
  const without = (await opened({})).filter(({ requests }) => requests > 1);
  const most = Math.max(...withContact.map(({ requests }) => requests));
  const rows = [
    ...withContact.map((one) => ({ ...one, chosen: 'a contact' })),
    ...without.map((one) => ({ ...one, chosen: 'nothing' })),
  ];
  return {
    title: 'The Zap editor',
    introduction:
      'What opens for the first time, and the requests that it costs. Lists are never cached, so that a tag made a minute ago is there.',
    columns: ['opened', 'chosen before', 'operations', 'requests', 'one after the other'],
    rows: rows.map(({ what, chosen, operations, requests, rounds }) => [
      what,
      chosen,
      String(operations),
      String(requests),
      String(rounds),
    ]),
    notes: [
      'GHL lists appointments of one contact, calendar, user or group. With no contact chosen the list of appointments therefore asks for the calendars first, and then the first ten of them at the same time.',
    ],
    aims: [
      atMost('Requests for a list or for fields, contact chosen', most, { limit: 1, digits: 0 }),
      atMost(
        'Requests for a list or for fields, nothing chosen',
        Math.max(1, ...without.map(({ requests }) => requests)),
        { limit: 1, digits: 0 },
      ),
    ],
    data: { withContact, without },
  };
};
