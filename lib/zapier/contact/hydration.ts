import * as zod from 'zod/mini';

import { getContact } from '../../ghl/contacts.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { detailKinds, readDetails } from './details.ts';
import type { DetailKind } from './details.ts';
import { toOneContact } from './output.ts';

const FIELDS = {
  core: [
    'id',
    'contactId',
    'name',
    'firstName',
    'lastName',
    'email',
    'phone',
    'dateAdded',
    'dateUpdated',
  ],
  key: ['id', 'contactId', 'dateUpdated'],
} satisfies KeptFields<Contact>;

/**
 * How contacts are sent where too many come at once.
 *
 * @param include details that the trigger is to bring along; the same pointer brings them
 */
export const slimContact = (
  { z }: Context,
  include: readonly DetailKind[] = [],
): SlimRecord<Contact> => ({
  ...FIELDS,
  pointerTo: ({ contactId, dateUpdated }, kept) =>
    z.dehydrate(hydrateContact, {
      ...kept,
      contactId,
      ...(include.length > 0 && { include }),
      // Not read: identical pointers are cached for five minutes, and a change must not be.
      dateUpdated,
    }),
});

const pointer = zod.object({
  ...keptInSlim,
  contactId: zod.string(),
  include: zod.optional(detailKinds),
});

/** Hydrator: the rest of a contact, with the details that its trigger is to bring along. */
export const hydrateContact = withRun(async (run) => {
  const { contactId, include, ...kept } = readPointer(pointer, run.input);
  const [contact, details] = await Promise.all([
    getContact(run.ghl, contactId).then((wire) => toOneContact(run, wire)),
    include && readDetails(run, contactId, include),
  ]);
  return { ...restOf(contact, FIELDS, kept), ...(details && { details }) };
});
