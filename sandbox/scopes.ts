/** The scopes that GHL knows, in the words of its consent page. */
export const SCOPES: Readonly<Record<string, string>> = {
  'contacts.readonly': 'See contacts, with their tasks, notes and appointments',
  'contacts.write': 'Create, change and delete contacts, tasks, notes and tags of contacts',
  'locations.readonly': 'See the sub-account’s name and settings',
  'locations/tags.readonly': 'See the list of tags',
  'locations/tags.write': 'Create, rename and delete tags',
  'locations/customFields.readonly': 'See custom fields',
  'locations/customFields.write': 'Create and change custom fields',
  'locations/tasks.readonly': 'See tasks of the whole sub-account',
  'calendars.readonly': 'See calendars and free slots',
  'calendars/groups.readonly': 'See groups of calendars',
  'calendars/events.readonly': 'See appointments',
  'calendars/events.write': 'Book, change and delete appointments',
  'users.readonly': 'See users',
  'businesses.readonly': 'See companies',
  'businesses.write': 'Create and change companies',
  'workflows.readonly': 'See workflows',
  'campaigns.readonly': 'See campaigns',
  'opportunities.readonly': 'See opportunities',
  'opportunities.write': 'Create and change opportunities',
  'conversations.readonly': 'See conversations',
  'conversations.write': 'Change conversations',
  'conversations/message.readonly': 'See messages',
  'conversations/message.write': 'Send messages',
};

/** What only an agency's token can hold. */
export const AGENCY_SCOPES: Readonly<Record<string, string>> = {
  'oauth.readonly': 'See the sub-accounts that have the app',
  'oauth.write': 'Work in the sub-accounts that have the app',
};

export const ALL_READ = Object.keys(SCOPES).filter((scope) => scope.endsWith('.readonly'));
