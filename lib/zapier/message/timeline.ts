import type { Ghl } from '../../ghl/client/client.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { Paging } from '../../ghl/client/paging.ts';
import { MOST_EXPORTED, exportMessages } from '../../ghl/conversations.ts';
import type { ExportChannel } from '../../ghl/conversations.ts';
import type { WireMessage } from '../../ghl/schemas/message.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { OPEN_END } from '../platform/spans.ts';
import { Timeline } from '../platform/timeline.ts';

export const momentOf = ({ dateAdded }: WireMessage): number | undefined => readMoment(dateAdded);

/**
 * Messages of one export in the order in which they came, the newest first.
 *
 * @param pageLimit rows of the first page
 * @param seen ids of the messages that were read before, also by another export
 */
export const messageTimeline = (
  ghl: Ghl,
  channel: ExportChannel | undefined,
  pageLimit: number,
  seen: Set<string>,
): Timeline<WireMessage> => {
  const paging = new Paging(ghl, pageLimit, MOST_EXPORTED);
  return new Timeline(ghl, {
    momentOf,
    pages: async function* (range) {
      // Nobody has written down whether both ends count; a row that is seen twice does no harm.
      const from = range && range.from - 1;
      const to = range && range.to < OPEN_END ? range.to + 1 : undefined;
      let cursor: string | undefined;
      const ask = async (limit: number, attemptMs: number) => {
        const page = await exportMessages(ghl, { channel, from, to, limit, cursor }, attemptMs);
        const { messages, total } = page;
        const isKnown = messages.length > 0 && messages.every(({ id }) => seen.has(id));
        // A page that comes again, although there are others.
        if (isKnown && (seen.size < total || (page.next && cursor !== undefined))) {
          throw GhlError.unreadable(200);
        }
        return page;
      };
      for (;;) {
        const page = await paging.next(ask);
        if (page === undefined) return;
        const rows = page.messages.filter(({ id }) => !seen.has(id));
        for (const { id } of rows) seen.add(id);
        if (rows[0]) paging.heedWidth(rows[0]);
        yield { rows, total: page.total, isLast: !page.next };
        if (!page.next || page.next === cursor || rows.length === 0) return;
        cursor = page.next;
      }
    },
  });
};
