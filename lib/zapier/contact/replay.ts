import { clock } from '../../ghl/client/clock.ts';
import { searchContacts } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { contactChanges } from '../../protiv/contact/changes.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import type { Context } from '../platform/run.ts';
import { createdBefore } from './created-before.ts';
import type { ContactRequest } from './request.ts';

/** Zapier replays steps; what it sends again within this time is the same contact. */
export const REPLAY_WINDOW_MS = 10 * 60_000;

const replayWindowStart = (): number => clock.now() - REPLAY_WINDOW_MS;

const isRecent = ({ dateAdded }: WireContact): boolean =>
  (readMoment(dateAdded) ?? 0) >= replayWindowStart();

/** Whether a contact is what an earlier try of the same step has made. */
export const isReplay = (existing: WireContact, { body, fields }: ContactRequest): boolean =>
  isRecent(existing) && contactChanges(existing, body, fields).changed.length === 0;

/** The same person without email or phone, created by an earlier try of the same step. */
export const findReplay = async (
  run: Context,
  request: ContactRequest,
): Promise<WireContact | undefined> => {
  const [created, { contacts }] = await Promise.all([
    createdBefore(run, request.body),
    searchContacts(run.ghl, {
      filters: [
        {
          field: 'dateAdded',
          operator: 'range',
          value: { gte: new Date(replayWindowStart()).toISOString() },
        },
      ],
      sort: { field: 'dateAdded', direction: 'desc' },
      pageLimit: 100,
    }),
  ]);
  if (created && isRecent(created)) return created;
  return contacts.find((contact) => isReplay(contact, request));
};
