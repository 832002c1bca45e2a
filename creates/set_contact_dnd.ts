import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { getContact, updateContact } from '../lib/ghl/contacts.ts';
import {
  CHANNEL_CHOICES,
  doNotDisturb,
  readChannels,
} from '../lib/protiv/contact/do-not-disturb.ts';
import { asBoolean } from '../lib/protiv/values/booleans.ts';
import { asLine, missing, requiredLine } from '../lib/protiv/values/texts.ts';
import { dndOutcome, dndOutput, dndSample } from '../lib/zapier/contact/do-not-disturb.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

const LABEL = 'Do Not Disturb';
const CHANNELS = 'Channels';

export default createOperation({
  key: 'set_contact_dnd',
  noun: 'Contact',
  label: 'Set Do Not Disturb',
  description: 'Sets whether a contact gets messages, on all channels or on some.',
  inputFields: defineInputFields([
    contactIdField,
    {
      key: 'doNotDisturb',
      label: LABEL,
      type: 'boolean',
      required: true,
      helpText:
        'Choose **True** to keep HighLevel from sending messages, or **False** to allow them.',
    },
    {
      key: 'channels',
      label: CHANNELS,
      list: true,
      choices: CHANNEL_CHOICES,
      helpText: 'Channels that you do not choose stay as they are. Leave blank for all channels.',
    },
    {
      key: 'reason',
      label: 'Reason',
      helpText: 'HighLevel shows it beside the channels that you choose.',
    },
  ]),
  lock: contactLock,
  perform: async ({ ghl, input }) => {
    const contactId = requiredLine('Contact', input.contactId);
    const wanted = asBoolean(LABEL, input.doNotDisturb);
    if (wanted === undefined) throw missing(LABEL);
    const channels = readChannels(CHANNELS, input.channels);
    const reason = asLine('Reason', input.reason);

    const before = await getContact(ghl, contactId);
    const body = doNotDisturb(before, wanted, channels, reason);
    const answer =
      body && (await retryOnUnknownOutcome(ghl, () => updateContact(ghl, contactId, body)));
    return dndOutcome(before, body, answer);
  },
  sample: dndSample,
  outputFields: dndOutput,
});
