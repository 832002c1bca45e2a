import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { contactId: CONTACT, doNotDisturb: 'true', channels: ['SMS'] };
const BOTH = [['GET /contacts/{contactId}'], ['PUT /contacts/{contactId}']] as const;

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: USUAL, requests: BOTH, why: CURRENT },
    again(USUAL, [['GET /contacts/{contactId}']]),
    {
      when: 'on all channels',
      input: { contactId: CONTACT, doNotDisturb: 'yes' },
      requests: BOTH,
      why: CURRENT,
    },
  ],

  mistakes: [
    ...unknownContactMistakes({ doNotDisturb: true }),
    {
      what: 'nothing chosen',
      input: { contactId: CONTACT, doNotDisturb: '' },
      says: emptyField('Do Not Disturb'),
    },
    {
      what: 'neither True nor False',
      input: { contactId: CONTACT, doNotDisturb: 'perhaps' },
      says: '“Do Not Disturb” takes True or False, but got “perhaps”.',
    },
    {
      what: 'a channel that there is not',
      input: { contactId: CONTACT, doNotDisturb: true, channels: ['Pigeon'] },
      says: '“Channels” takes “All Channels”, “Calls”, “Email”, “SMS”, “WhatsApp”, “Google Business”, “Facebook” or “RCS”, but got “Pigeon”.',
    },
  ],
  live: {
    input: ({ contact }) =>
      contact && { contactId: contact['contactId'], doNotDisturb: true, channels: ['WhatsApp'] },
  },
});
