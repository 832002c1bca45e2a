import { reconnectMessages, scopeMissing } from '../../lib/ghl/client/connection-errors.ts';
import { ERROR_TABLE, errorFrom } from '../../lib/ghl/client/error-table.ts';
import { GhlError } from '../../lib/ghl/client/errors.ts';
import type { FailedAnswer } from '../../lib/ghl/client/error-table.ts';
import type { GhlErrorKind } from '../../lib/ghl/client/errors.ts';
import { missingRight } from '../../lib/ghl/client/scopes.ts';
import { UNEXPECTED } from '../../lib/zapier/platform/error-boundary.ts';

const HEAD = `<!-- Made by \`npm run docs\`; change lib/ghl/client/{errors,error-table,connection-errors}.ts and lib/zapier/platform/error-boundary.ts, not this page. -->

# Messages

What a step says when HighLevel could not do what was asked, and what Zapier does then. “…” stands
for HighLevel's own words. A message that begins with the name of a field is about what you put into
that field, and says what the field takes; nothing was sent to HighLevel then. In the editor Zapier may
not try again by itself: wait for a minute and press *Test*.`;

const WHAT_ZAPIER_DOES: Readonly<Record<GhlErrorKind, string>> = {
  halted: 'Stops this run; the Zap stays on.',
  throttled: 'Tries again by itself.',
  reconnect: 'Holds the runs and asks the owner to reconnect.',
};

const UNFORESEEN = 'Stops this run as an error: a fault in Protiv.';

const NONE: ReadonlySet<string> = new Set();

/** An answer that only its words tell from others. */
const example: FailedAnswer = {
  status: 0,
  message: '…',
  body: {},
  header: () => undefined,
};

const fromTable = (): GhlError[] =>
  ERROR_TABLE.map(
    ({ kind, code, sentence }) =>
      new GhlError(kind, code, typeof sentence === 'string' ? sentence : sentence(example)),
  );

const section = (
  heading: string,
  messages: readonly { message: string; code: string }[],
): string => {
  const rows = messages.map(({ message, code }) => `| ${message} | \`${code}\` |`);
  return [`## ${heading}`, ['| message | code |', '| --- | --- |', ...rows].join('\n')].join(
    '\n\n',
  );
};

/** Every message that stands for trouble with HighLevel or in the app, by what Zapier does. */
export const messagesPage = (): string => {
  const messages = [
    ...fromTable(),
    errorFrom(example),
    scopeMissing(missingRight('contacts.write', 'task'), 'contacts.write', NONE),
    scopeMissing(missingRight('calendars.readonly', 'calendar'), 'calendars.readonly', NONE),
    scopeMissing(missingRight('opportunities.readonly', 'record'), 'opportunities.readonly', NONE),
    scopeMissing(
      missingRight('conversations/message.write', 'record'),
      'conversations/message.write',
      NONE,
    ),
    GhlError.badId(),
    GhlError.unreachable(),
    GhlError.unreadable(200),
    GhlError.beingRenewed(),
    GhlError.sendingUnknown(),
    GhlError.beingSent(),
    GhlError.notCancelled(),
    GhlError.requestUnknown(),
    GhlError.notRemembered(),
    ...reconnectMessages(),
  ];
  const kinds = Object.entries(WHAT_ZAPIER_DOES);
  const sections = kinds.map(([kind, does]) =>
    section(
      does,
      messages.filter((message) => message.kind === kind),
    ),
  );
  return `${[HEAD, ...sections, section(UNFORESEEN, [UNEXPECTED])].join('\n\n')}\n`;
};
