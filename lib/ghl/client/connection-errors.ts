/** What only the owner of a connection can mend: it has not the right, or cannot be used at all. */
import { GhlError } from './errors.ts';
import { ACCESS_LABELS, AREAS_FIELD, AREA_LABELS, choicesFor } from './scopes.ts';
import type { Scope } from './scopes.ts';

const RECONNECT =
  'Reconnect HighLevel: in Zapier open Apps, choose Protiv and press Reconnect, then run the Zap again.';

/**
 * The sentence that stands in for a request the connection has no right to make.
 *
 * @param phrase what it is not allowed to do
 * @param granted the scopes that it has
 */
export const scopeMissing = (
  phrase: string,
  scope: Scope,
  granted: ReadonlySet<string>,
): GhlError => {
  const { access, area } = choicesFor(scope, granted) ?? {};
  const chosen = [
    ...(area ? [`“${AREA_LABELS[area]}” under “${AREAS_FIELD}”`] : []),
    ...(access ? [`“${ACCESS_LABELS[access]}” as its access`] : []),
  ];
  return new GhlError(
    'halted',
    'scope_missing',
    chosen.length === 0
      ? `This HighLevel connection is not allowed to ${phrase}. ${RECONNECT} When HighLevel asks for permissions, allow all of them.`
      : `This HighLevel connection is ${area ? '' : 'read only, so it is '}not allowed to ${phrase}. Add a new connection for Protiv, choose ${chosen.join(' and ')}, and select it in this step.`,
  );
};

/** Why only its owner can mend a connection: it was never complete, or cannot be renewed. */
const RECONNECT_REASON = {
  no_location: 'This connection does not name a HighLevel sub-account.',
  no_company: 'This connection does not name a HighLevel agency.',
  agency_connected:
    'HighLevel connected a whole agency, but Protiv works with one sub-account. Choose a sub-account on HighLevel’s page. If you did, Protiv’s app in HighLevel’s marketplace allows bulk installation, which gives agencies’ users the whole agency: ask whoever invited you to Protiv to switch bulk installation off, or connect as a user of the sub-account.',
  sub_account_needed:
    'HighLevel connected an agency with several sub-accounts, but Protiv works with one of them. Connect again and put the ID of the sub-account into “Sub-Account”; in HighLevel it stands under Settings, Business Profile.',
  another_sub_account:
    'The sub-account that was chosen on HighLevel’s page is not the one named under “Sub-Account”. Leave “Sub-Account” blank, or choose the same one on HighLevel’s page.',
  sub_account_refused:
    'HighLevel gave the agency no access to the sub-account that is named under “Sub-Account”. Check its ID, which stands in HighLevel under Settings, Business Profile, and that the app is installed there.',
  grant_refused:
    'HighLevel did not accept this connection: its permission was used up or taken back.',
  location_changed:
    'HighLevel renewed this connection for another sub-account than the one it was made for, so Protiv stopped before anything went there.',
} as const;

type ReconnectReason = keyof typeof RECONNECT_REASON;

const toReconnect = (code: string, reason: string, status?: number): GhlError =>
  new GhlError('reconnect', code, `${reason} ${RECONNECT}`, status === undefined ? {} : { status });

/** The sentence for a connection that only its owner can mend. */
export const reconnectNeeded = (code: ReconnectReason, status?: number): GhlError =>
  toReconnect(code, RECONNECT_REASON[code], status);

/** For a step that runs without any connection, as on the machine of a developer who has made none yet. */
export const notConnected = (): GhlError =>
  new GhlError(
    'reconnect',
    'not_connected',
    'There is no connection to HighLevel yet. Connect under Apps in Zapier; on a developer’s machine run npx zapier-platform invoke auth start.',
  );

/** Every such sentence. */
export const reconnectMessages = (): GhlError[] => [
  notConnected(),
  ...Object.entries(RECONNECT_REASON).map(([code, reason]) => toReconnect(code, reason)),
];
