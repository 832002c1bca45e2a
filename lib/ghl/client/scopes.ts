import type { Resource } from './resources.ts';

/**
 * The sets of scopes that a connection can ask for: one of these packs, with those before it, to read
 * only or to read and write. All six are final for every planned operation: a scope that is added later
 * would make each user reconnect.
 */
const PACKS = {
  contacts: {
    read: [
      'contacts.readonly',
      'locations.readonly',
      'locations/tags.readonly',
      'locations/customFields.readonly',
      'locations/tasks.readonly',
      'calendars.readonly',
      'calendars/events.readonly',
      'users.readonly',
      'businesses.readonly',
      'workflows.readonly',
      'campaigns.readonly',
    ],
    write: ['contacts.write', 'locations/tags.write', 'calendars/events.write'],
  },
  sales: {
    read: [
      'opportunities.readonly',
      'conversations.readonly',
      'conversations/message.readonly',
      'forms.readonly',
      'surveys.readonly',
    ],
    write: [
      'opportunities.write',
      'conversations/message.write',
      'forms.write',
      'businesses.write',
    ],
  },
  everything: {
    read: [
      'objects/schema.readonly',
      'objects/record.readonly',
      'associations.readonly',
      'associations/relation.readonly',
      'invoices.readonly',
      'payments/orders.readonly',
      'payments/transactions.readonly',
      'products.readonly',
      'products/prices.readonly',
      'locations/customValues.readonly',
      'socialplanner/account.readonly',
    ],
    write: [
      'objects/record.write',
      'associations/relation.write',
      'invoices.write',
      'payments/orders.write',
      'locations/customValues.write',
      'medias.write',
      'links.write',
      'socialplanner/post.write',
    ],
  },
} as const;

type Packs = typeof PACKS;

/** What Zaps may work with, as the user chose it when connecting; each holds those before it. */
export type Area = keyof Packs;

const AREAS: readonly Area[] = ['contacts', 'sales', 'everything'];

/** What the user chose when connecting: to read only, or to read and write. */
export type Access = keyof Packs[Area];

export type Scope = Packs[Area][Access][number];

/** What people choose from. */
export const ACCESS_LABELS: Readonly<Record<Access, string>> = {
  read: 'Read only',
  write: 'Read and write',
};

export const AREA_LABELS: Readonly<Record<Area, string>> = {
  contacts: 'Contacts and calendars',
  sales: 'Contacts, sales and messages',
  everything: 'All of these, and invoices, orders and custom objects',
};

/** Label of the field in which they choose an area. */
export const AREAS_FIELD = 'What Zaps May Work With';

/** The scopes that the consent page is asked for. */
export const scopesFor = (access: Access, area: Area): readonly Scope[] => {
  const packs = AREAS.slice(0, AREAS.indexOf(area) + 1).map((name) => PACKS[name]);
  const read = packs.flatMap((pack): readonly Scope[] => pack.read);
  return access === 'read'
    ? read
    : [...read, ...packs.flatMap((pack): readonly Scope[] => pack.write)];
};

/**
 * What to choose when reconnecting, so that a scope is granted.
 *
 * @param granted what the connection has
 * @returns `undefined` where the connection was made with the right choices, and something else was
 *   left out
 */
export const choicesFor = (
  scope: Scope,
  granted: ReadonlySet<string>,
): { access?: Access; area?: Area } | undefined => {
  const area = AREAS.find((name) => scopesFor('write', name).includes(scope));
  if (area === undefined) return undefined;
  const writes = !scopesFor('read', area).includes(scope);
  const hasArea = area === 'contacts' || PACKS[area].read.some((held) => granted.has(held));
  if (hasArea && !writes) return undefined;
  return { ...(writes && { access: 'write' }), ...(!hasArea && { area }) };
};

/** What a scope lets the app do, in the words of a sentence: "… is not allowed to <phrase>". */
export const SCOPE_PHRASE: Readonly<Record<Scope, string>> = {
  'contacts.readonly': 'read contacts',
  'contacts.write': 'change contacts',
  'locations.readonly': 'read the sub-account’s settings',
  'locations/tags.readonly': 'read the list of tags',
  'locations/tags.write': 'change the list of tags',
  'locations/customFields.readonly': 'read custom fields',
  'locations/tasks.readonly': 'read tasks',
  'calendars.readonly': 'read calendars',
  'calendars/events.readonly': 'read appointments',
  'calendars/events.write': 'change appointments',
  'users.readonly': 'read users',
  'businesses.readonly': 'read companies',
  'workflows.readonly': 'read workflows',
  'campaigns.readonly': 'read campaigns',
  'businesses.write': 'change companies',
  'opportunities.readonly': 'read opportunities',
  'opportunities.write': 'change opportunities',
  'conversations.readonly': 'read conversations',
  'conversations/message.readonly': 'read messages',
  'conversations/message.write': 'send messages',
  'forms.readonly': 'read forms',
  'forms.write': 'upload files',
  'surveys.readonly': 'read surveys',
  'objects/schema.readonly': 'read the list of custom objects',
  'objects/record.readonly': 'read records of custom objects',
  'objects/record.write': 'change records of custom objects',
  'associations.readonly': 'read the list of associations',
  'associations/relation.readonly': 'read related records',
  'associations/relation.write': 'link records',
  'invoices.readonly': 'read invoices',
  'invoices.write': 'change invoices',
  'payments/orders.readonly': 'read orders',
  'payments/orders.write': 'change orders',
  'payments/transactions.readonly': 'read payments',
  'products.readonly': 'read products',
  'products/prices.readonly': 'read prices',
  'locations/customValues.readonly': 'read custom values',
  'locations/customValues.write': 'change custom values',
  'medias.write': 'upload to the media library',
  'links.write': 'create trigger links',
  'socialplanner/account.readonly': 'read social media accounts',
  'socialplanner/post.write': 'create social media posts',
};

/** With which scope HighLevel lets an app change what; tags are those of a contact. */
export const WRITE_SCOPE: Readonly<Partial<Record<Resource, Scope>>> = {
  contact: 'contacts.write',
  task: 'contacts.write',
  note: 'contacts.write',
  tag: 'contacts.write',
  appointment: 'calendars/events.write',
  opportunity: 'opportunities.write',
  message: 'conversations/message.write',
  company: 'businesses.write',
  file: 'forms.write',
};

/** Contacts' scopes cover more than contacts; a sentence names what it is about. */
const COVERED: readonly Resource[] = ['task', 'note', 'tag', 'appointment'];

/** What a missing scope keeps a request about this resource from doing, in the words of a sentence. */
export const missingRight = (scope: Scope, resource: Resource): string =>
  scope.startsWith('contacts.') && COVERED.includes(resource)
    ? `${scope === 'contacts.write' ? 'change' : 'read'} ${resource}s`
    : SCOPE_PHRASE[scope];

/** What trading an agency's token takes; only agencies can grant it, so it is in no set. */
export const AGENCY_SCOPE = 'oauth.write';

/**
 * Reads granted scopes however they are joined: as a list, or as one text with blanks, commas or plus
 * signs between, which may be encoded for a URL.
 */
export const scopeList = (granted: unknown): string[] => {
  if (Array.isArray(granted)) return granted.flatMap(scopeList);
  if (typeof granted !== 'string') return [];
  return granted
    .replaceAll(/%20|%2C|%2B/gi, ' ')
    .replaceAll(/%2F/gi, '/')
    .split(/[\s,;+"[\]]+/)
    .filter((scope) => scope !== '');
};
