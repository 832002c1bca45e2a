import {
  aboutContacts,
  addedContacts,
  changedBurst,
  changedContacts,
  inTurn,
} from '../busy/scenarios.ts';
import { CONTACT_CHANGES } from '../contact-changes.ts';
import { facts } from '../facts.ts';

export default facts({
  ...CONTACT_CHANGES,
  poll: {
    quiet: [{ requests: 1 }],
    many: {
      about: 'contacts',
      firesAgain: true,
      prepare: (stage, count) =>
        aboutContacts(
          stage,
          inTurn(addedContacts(stage), changedContacts(stage, count, { city: 'Portland' })),
        ),
      bursts: [changedBurst('updated', { city: 'Portland' })],
    },
  },
});
