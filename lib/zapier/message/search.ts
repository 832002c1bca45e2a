import { listMessages, searchConversations } from '../../ghl/conversations.ts';
import type { WireConversation, WireMessage } from '../../ghl/schemas/message.ts';
import { undefinedIfNotFound } from '../../ghl/client/not-found.ts';
import { PAGE_RESERVE_MS } from '../platform/poll-windows.ts';
import type { Context } from '../platform/run.ts';

/** The conversation of a contact; none where nobody has written yet. */
export const conversationOf = async (
  { ghl }: Context,
  contactId: string,
): Promise<WireConversation | undefined> => {
  const [conversation] = await searchConversations(ghl, { contactId, limit: 1 });
  return conversation;
};

/** Pages of a hundred messages; a longer conversation is given in part. */
const MOST_PAGES = 10;

interface FoundMessages {
  messages: WireMessage[];
  /** Whether there are no others that match. */
  complete: boolean;
}

/**
 * The newest messages of a conversation that match, newest first.
 *
 * @param enough as many as are wanted
 */
export const newestMessages = async (
  { ghl }: Context,
  conversationId: string,
  { matches, enough }: { matches: (message: WireMessage) => boolean; enough: number },
): Promise<FoundMessages> => {
  const found = new Map<string, WireMessage>();
  const seen = new Set<string>();
  let lastMessageId: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    if (page > 0 && ghl.timeLeft() < PAGE_RESERVE_MS) break;
    const from = lastMessageId;
    const read = await undefinedIfNotFound(() =>
      listMessages(ghl, conversationId, { lastMessageId: from }),
    );
    const fresh = (read?.messages ?? []).filter(({ id }) => !seen.has(id));
    for (const message of fresh) {
      seen.add(message.id);
      if (matches(message)) found.set(message.id, message);
    }
    const isWhole = read?.next === undefined || fresh.length === 0;
    if (isWhole || found.size > enough) {
      return {
        messages: [...found.values()].slice(0, enough),
        complete: isWhole && found.size <= enough,
      };
    }
    lastMessageId = read.next;
  }
  ghl.log('search.truncated', { rows: seen.size });
  return { messages: [...found.values()].slice(0, enough), complete: false };
};
