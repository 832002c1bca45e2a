/** Steps about many contacts: some may fail, and the others are done all the same. */
import type { PlainOutputField } from 'zapier-platform-core';

import type { Ghl } from '../../ghl/client/client.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { isId } from '../../ghl/client/path.ts';
import { asList } from '../../protiv/values/lists.ts';
import { withCommas } from '../../protiv/values/numbers.ts';
import { missing } from '../../protiv/values/texts.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { rowResults, rowResultsOutput } from '../fields/row-results.ts';
import type { RowOutcome } from '../fields/row-results.ts';
import { PAGE_RESERVE_MS } from '../platform/poll-windows.ts';

const LABEL = 'Contacts';

/** Contacts of one step; with more, GHL's allowance of 100 requests in 10 s would be at risk. */
const MOST_CONTACTS = 1_000;

export const contactIdsField = {
  key: 'contactIds',
  label: LABEL,
  required: true,
  list: true,
  ...dropdown.contacts,
  helpText: `Map the Contact IDs of an earlier step, such as Find Many Contacts, or choose contacts. Up to ${withCommas(MOST_CONTACTS)}.`,
} as const;

/** What came of one contact. */
interface Row extends RowOutcome {
  contactId: string;
}

const FIELDS: readonly PlainOutputField[] = [
  { key: 'contactId', label: 'Contact ID', type: 'string' },
];
const FILLED = ['contactId'];

const NOT_DONE_IDS = 'IDs of Contacts Not Done';

/** Output fields of such a step. */
export const manyOutput: PlainOutputField[] = [
  ...rowResultsOutput(FIELDS, FILLED),
  { key: 'notDoneIds', label: NOT_DONE_IDS, type: 'string', list: true },
];

export const manySample = {
  id: 've9EPM428h8vShlRW1KT',
  allDone: true,
  doneCount: 1,
  failedCount: 0,
  notDoneCount: 0,
  results: [{ result: 'done', problem: '', contactId: 'seD4PfOuKoVMLkEZqohJ' }],
  notDoneIds: [],
};

/** Whether what stopped one request would stop the next one too. */
const stopsAll = (error: unknown): boolean =>
  !(error instanceof GhlError) || error.code === 'scope_missing' || error.kind === 'reconnect';

const NOT_AN_ID = 'This is not an ID that HighLevel could have given.';
const NOT_SAID =
  'HighLevel did not say what became of this contact. Run the step again: doing it twice does no harm.';
const TOO_MANY = `Only ${withCommas(MOST_CONTACTS)} contacts fit into one step. Map “${NOT_DONE_IDS}” into another one.`;
const NO_TIME = `There was no time left in this step. Run it again, or map “${NOT_DONE_IDS}” into another one: doing it twice does no harm.`;

/**
 * Does the same to many contacts, so many in one request, one request after another. What has failed
 * or did not fit stands in the row of its contact.
 *
 * @param value what the step's field holds
 * @param act does it, and says by id why a contact failed; `undefined` where it went well, no entry
 *   where HighLevel did not speak of it
 * @throws {InvalidInputError} for no contact at all, and when all have failed
 * @throws {GhlError} when not even the first request got an answer that says what was done
 */
export const doToMany = async (
  ghl: Ghl,
  value: unknown,
  atOnce: number,
  act: (ids: readonly string[]) => Promise<ReadonlyMap<string, string | undefined>>,
) => {
  const given = [...new Set(asList(LABEL, value))];
  if (given.length === 0) throw missing(LABEL);
  const rows = new Map<string, Row>();
  const say = (contactId: string, result: Row['result'], problem?: string): void => {
    rows.set(contactId, { contactId, result, ...(problem && { problem }) });
  };
  for (const [index, id] of given.entries()) {
    if (!isId(id)) say(id, 'failed', NOT_AN_ID);
    else if (index >= MOST_CONTACTS) say(id, 'not_done', TOO_MANY);
  }
  const ids = given.filter((id) => !rows.has(id));
  for (let from = 0; from < ids.length; from += atOnce) {
    const part = ids.slice(from, from + atOnce);
    if (from > 0 && ghl.timeLeft() < PAGE_RESERVE_MS) {
      for (const id of ids.slice(from)) say(id, 'not_done', NO_TIME);
      break;
    }
    try {
      const outcome = await act(part);
      for (const id of part) {
        const failure = outcome.get(id);
        if (!outcome.has(id)) say(id, 'failed', NOT_SAID);
        else if (failure === undefined) say(id, 'done');
        else say(id, 'failed', failure);
      }
    } catch (error) {
      // Nothing is done yet: Zapier can run the whole step again.
      if (from === 0 || stopsAll(error)) throw error;
      const message = error instanceof GhlError ? error.message : '';
      for (const id of ids.slice(from)) say(id, 'not_done', message);
      break;
    }
  }
  const outcomes = given.flatMap((id) => rows.get(id) ?? []);
  return {
    ...rowResults(ghl.locationId, outcomes, FIELDS, FILLED),
    notDoneIds: outcomes.flatMap(({ contactId, result }) =>
      result === 'not_done' ? [contactId] : [],
    ),
  };
};
