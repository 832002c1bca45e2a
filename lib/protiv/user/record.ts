import type { WireUser } from '../../ghl/schemas/user.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { text } from '../values/present.ts';

/** A member of the sub-account's staff, Protiv-shaped. */
export interface User {
  id: string;
  userId: string;
  name?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
}

/** How a user is called: HighLevel may leave `name` empty. */
export const userName = ({ name, firstName, lastName, email }: WireUser): string | undefined =>
  text(name)?.trim() ??
  text([firstName, lastName].filter(Boolean).join(' '))?.trim() ??
  text(email);

const USER_FIELDS: FieldTable<WireUser, void, User> = {
  id: { label: 'ID', read: ({ id }) => id, sample: 've9EPM428h8vShlRW1KT' },
  userId: { label: 'User ID', read: ({ id }) => id, sample: 've9EPM428h8vShlRW1KT' },
  name: { label: 'Name', read: userName, sample: 'Ana Ruiz' },
  firstName: { label: 'First Name', read: ({ firstName }) => text(firstName), sample: 'Ana' },
  lastName: { label: 'Last Name', read: ({ lastName }) => text(lastName), sample: 'Ruiz' },
  email: { label: 'Email', read: ({ email }) => text(email), sample: 'ana@example.com' },
  phone: { label: 'Phone', read: ({ phone }) => text(phone), sample: '+16465550190' },
};

/** A user as Zaps see it. */
export const toUser = mapperOf(USER_FIELDS);

export const userSample = sampleOf(USER_FIELDS);

export const userOutputFields = outputFieldsOf(USER_FIELDS);
