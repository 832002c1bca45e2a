import { createHash } from 'node:crypto';

import type { ZObject } from 'zapier-platform-core';

import { orAbsent } from '../../ghl/client/not-found.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import { getContact } from '../../ghl/contacts.ts';
import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { recall, remember } from '../platform/cache.ts';

const nameFor = (body: ContactBody): string =>
  `created:${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}`;

/**
 * The contact that was created from the same body a short while ago, as it is now. Without email and
 * phone only search finds a contact, and search shows it seconds late.
 *
 * @returns `undefined` also when it was deleted meanwhile, or when the cache fails
 */
export const createdBefore = async (
  z: ZObject,
  ghl: Ghl,
  body: ContactBody,
): Promise<WireContact | undefined> => {
  const id = await recall<string>(z, ghl, nameFor(body));
  return id === undefined ? undefined : orAbsent(() => getContact(ghl, id));
};

/** Keeps which contact was created from a body, for so many seconds. */
export const rememberCreated = (
  z: ZObject,
  ghl: Ghl,
  body: ContactBody,
  { id }: Pick<WireContact, 'id'>,
  seconds: number,
): Promise<void> => remember(z, ghl, nameFor(body), id, seconds);
