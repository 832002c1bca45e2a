import { defineInputFields } from 'zapier-platform-core';

import { messageOutputFields, messageSample, toMessage } from '../lib/protiv/message/record.ts';
import { asId } from '../lib/protiv/values/references.ts';
import { missing } from '../lib/protiv/values/texts.ts';
import { contactNames } from '../lib/zapier/contact/names.ts';
import { isAnyFilterEmpty } from '../lib/zapier/fields/filters.ts';
import { foundMany, manyOutput } from '../lib/zapier/fields/found-many.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import {
  channelField,
  conversationField,
  directionField,
  messageFilter,
  readChannel,
  readDirection,
  withContactField,
} from '../lib/zapier/message/filters.ts';
import { withEmailTexts } from '../lib/zapier/message/output.ts';
import { conversationOf, newestMessages } from '../lib/zapier/message/search.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

const MESSAGES = {
  key: 'messages',
  nouns: 'Messages',
  fields: messageOutputFields,
  idLabel: 'Conversation ID',
};

const MOST_EMAILS = 20;

export default searchOperation({
  key: 'find_many_messages',
  noun: 'Message',
  label: 'Find Many Messages',
  description: 'Finds the newest messages of a contact or a conversation, as line items.',
  inputFields: defineInputFields([
    withContactField,
    conversationField,
    channelField,
    directionField,
    limitField(
      'Messages',
      `The newest message comes first. Of emails, the ${MOST_EMAILS} newest have their text.`,
    ),
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = asId('Contact', input.contactId);
    const given = asId(conversationField.label, input.conversation);
    const limit = asLimit('Messages', input.limit);
    const matches = messageFilter(readChannel(input.channel), readDirection(input.direction));
    if (isAnyFilterEmpty(run, ['channel', 'direction'])) return [];
    if (contactId === undefined && given === undefined) throw missing('Contact');
    const conversationId = given ?? (await conversationOf(run, contactId ?? ''))?.id;
    if (conversationId === undefined) return [];
    const found = await newestMessages(run, conversationId, { matches, enough: limit });
    if (found.messages.length === 0) return [];
    const rows = await withEmailTexts(run, found.messages, MOST_EMAILS);
    const contacts = await contactNames(run, [rows[0]?.contactId]);
    const messages = rows.map((row) => toMessage(row, { contacts }));
    return [foundMany(ghl, MESSAGES, messages, { id: conversationId, complete: found.complete })];
  },
  mostRequests: 32,
  isLarge: true,
  sample: { id: 'ABC12h2F6uBrIkfXYazb', count: 1, complete: true, messages: [messageSample] },
  outputFields: manyOutput(MESSAGES),
});
