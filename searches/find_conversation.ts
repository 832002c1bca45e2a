import { defineInputFields } from 'zapier-platform-core';

import { searchConversations } from '../lib/ghl/conversations.ts';
import {
  conversationOutputFields,
  conversationSample,
  toConversation,
} from '../lib/protiv/conversation/record.ts';
import { asId } from '../lib/protiv/values/references.ts';
import { asLine, missing } from '../lib/protiv/values/texts.ts';
import { queryField } from '../lib/zapier/contact/input-fields.ts';
import { isAnyFilterEmpty } from '../lib/zapier/fields/filters.ts';
import { conversationField, withContactField } from '../lib/zapier/message/filters.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { userNames } from '../lib/zapier/references/references.ts';

export default searchOperation({
  key: 'find_conversation',
  noun: 'Conversation',
  label: 'Find Conversation',
  description: 'Finds the conversation with a contact, by the contact, a text or ID.',
  inputFields: defineInputFields([
    withContactField,
    { ...queryField, helpText: 'A name, an email, a phone, or words of the last message.' },
    { ...conversationField, helpText: 'A Conversation ID, such as that of a message.' },
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = asId('Contact', input.contactId);
    const conversationId = asId(conversationField.label, input.conversation);
    const query = asLine(queryField.label, input.query);
    if (isAnyFilterEmpty(run, ['contactId', 'conversation', 'query'])) return [];
    if (contactId === undefined && conversationId === undefined && query === undefined) {
      throw missing('Contact');
    }
    const wanted = { contactId, conversationId, query };
    const found = await searchConversations(ghl, { ...wanted, limit: 1 });
    const users = await userNames(
      run,
      found.map(({ assignedTo }) => assignedTo),
    );
    return found.map((conversation) => toConversation(conversation, { users }));
  },
  sample: conversationSample,
  outputFields: conversationOutputFields,
});
