/** What a request to HighLevel is about. */
export type Resource =
  | 'contact'
  | 'task'
  | 'note'
  | 'tag'
  | 'appointment'
  | 'calendar'
  | 'user'
  | 'company'
  | 'workflow'
  | 'campaign'
  | 'opportunity'
  | 'pipeline'
  | 'lost reason'
  | 'custom field'
  | 'form'
  | 'survey'
  | 'file'
  | 'sub-account'
  | 'message'
  | 'conversation'
  /** What no row of the routes below names. */
  | 'record';

/** Which part of the API is about what; the first that fits. */
const ROUTES: readonly (readonly [RegExp, Resource])[] = [
  [/^\/contacts\/[^/]+\/tasks\b/, 'task'],
  [/^\/contacts\/[^/]+\/notes\b/, 'note'],
  [/^\/calendars\/appointments\/[^/]+\/notes\b/, 'note'],
  [/^\/contacts\/[^/]+\/tags\b/, 'tag'],
  [/^\/contacts\/[^/]+\/appointments\b/, 'appointment'],
  [/^\/contacts\//, 'contact'],
  [/^\/calendars\/(?:events|appointments|blocked-slots)\b/, 'appointment'],
  [/^\/calendars\//, 'calendar'],
  [/^\/conversations\/messages\b/, 'message'],
  [/^\/conversations\//, 'conversation'],
  [/^\/users\//, 'user'],
  [/^\/businesses\//, 'company'],
  [/^\/forms\/upload-custom-files\b/, 'file'],
  [/^\/forms\//, 'form'],
  [/^\/surveys\//, 'survey'],
  [/^\/workflows\//, 'workflow'],
  [/^\/campaigns\//, 'campaign'],
  [/^\/opportunities\/pipelines\b/, 'pipeline'],
  [/^\/opportunities\/lost-reason\b/, 'lost reason'],
  [/^\/opportunities\//, 'opportunity'],
  [/^\/locations\/[^/]+\/tasks\b/, 'task'],
  [/^\/locations\/[^/]+\/tags\b/, 'tag'],
  [/^\/locations\/[^/]+\/customFields\b/, 'custom field'],
  [/^\/locations\/[^/]+$/, 'sub-account'],
];

/**
 * What a request is about, by its path.
 *
 * @example
 * resourceOf('/contacts/seD4PfOuKoVMLkEZqohJ/notes'); // 'note'
 */
export const resourceOf = (path: string): Resource =>
  ROUTES.find(([route]) => route.test(path))?.[1] ?? 'record';

/** Words by which HighLevel's own sentences call a resource, besides ours. */
const ALIASES: Readonly<Record<string, Resource>> = {
  business: 'company',
  event: 'appointment',
  'blocked time': 'appointment',
  location: 'sub-account',
  opportunities: 'opportunity',
  customfield: 'custom field',
  field: 'custom field',
  email: 'message',
};

/** Words that stand for whatever the request is about. */
const ANYTHING: ReadonlySet<string> = new Set([
  'data',
  'document',
  'entity',
  'id',
  'item',
  'object',
  'record',
  'resource',
  'route',
]);

const NAMES = new Map<string, Resource>([
  ...ROUTES.map(([, resource]) => [resource, resource] as const),
  ...Object.entries(ALIASES),
]);

/** The resource that a word stands for, in any case, for one or several; `record` for any other word. */
export const resourceNamed = (word: string): Resource => {
  const name = word.toLowerCase();
  return NAMES.get(name) ?? NAMES.get(name.replace(/s$/, '')) ?? 'record';
};

const NOT_FOUND =
  /(?:\b(?<noun>[a-z]+)(?: (?:with|for|by|of) [^.;]*?)? (?:(?:was|is|were|could|can) ?)?)?\bnot (?:be )?found\b/i;

/** HighLevel's sentences are short; a longer text is no reason to search for long. */
const LOOKED_AT = 500;

/**
 * What a sentence of HighLevel's says it cannot find.
 *
 * @param resource what the request is about
 * @returns `undefined` where it says nothing of the kind; `it` where it does not say what, or speaks of
 *   what the request is about; else another resource, `record` for one that nobody here knows
 * @example
 * whatIsNotFound('Calendar not found', 'appointment'); // 'calendar'
 */
export const whatIsNotFound = (
  message: string,
  resource: Resource,
): Resource | 'it' | undefined => {
  const found = NOT_FOUND.exec(message.slice(0, LOOKED_AT));
  if (!found) return undefined;
  const noun = found.groups?.['noun']?.toLowerCase();
  if (noun === undefined || ANYTHING.has(noun)) return 'it';
  const named = resourceNamed(noun);
  return named === resource && named !== 'record' ? 'it' : named;
};
