import { createHash } from 'node:crypto';

import { undefinedIfNotFound } from '../../ghl/client/not-found.ts';
import { getContact } from '../../ghl/contacts.ts';
import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { recall, remember } from '../platform/cache.ts';
import type { Context } from '../platform/run.ts';

const nameFor = (body: ContactBody): string =>
  `created:${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}`;

/**
 * The contact that was created from the same body a short while ago, as it is now. Without email and
 * phone only search finds a contact, and search shows it seconds late.
 *
 * @returns `undefined` also when it was deleted meanwhile, or when the cache fails
 */
export const createdBefore = async (
  run: Context,
  body: ContactBody,
): Promise<WireContact | undefined> => {
  const id = await recall<string>(run, nameFor(body));
  return id === undefined ? undefined : undefinedIfNotFound(() => getContact(run.ghl, id));
};

/** Keeps which contact was created from a body, for so many seconds. */
export const rememberCreated = async (
  run: Context,
  body: ContactBody,
  { id }: Pick<WireContact, 'id'>,
  seconds: number,
): Promise<void> => {
  await remember(run, nameFor(body), id, seconds);
};
