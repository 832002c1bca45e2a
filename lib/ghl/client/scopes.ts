import type { Resource } from './resources.ts';

/**
 * The two sets of scopes a connection can ask for. Both are final for every planned operation: a
 * scope that is added later would make each user reconnect.
 */

const READ_SCOPES = [
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
] as const;

const WRITE_SCOPES = ['contacts.write', 'locations/tags.write', 'calendars/events.write'] as const;

export type Scope = (typeof READ_SCOPES)[number] | (typeof WRITE_SCOPES)[number];

/** What the user chose when connecting. */
export type Access = 'read' | 'write';

/** The scopes that the consent page is asked for. */
export const scopesFor = (access: Access): readonly Scope[] =>
  access === 'write' ? [...READ_SCOPES, ...WRITE_SCOPES] : READ_SCOPES;

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
};

/** With which scope HighLevel lets an app change what; tags are those of a contact. */
export const WRITE_SCOPE: Readonly<Partial<Record<Resource, Scope>>> = {
  contact: 'contacts.write',
  task: 'contacts.write',
  note: 'contacts.write',
  tag: 'contacts.write',
  appointment: 'calendars/events.write',
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

/** Whether granted scopes, as a token answer gives them, hold `scope`. */
export const grants = (granted: string, scope: Scope): boolean =>
  scopeList(granted).includes(scope);
