import { aboutContacts, changedBurst, changedContacts } from '../busy/scenarios.ts';
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
        aboutContacts(stage, changedContacts(stage, count, { city: 'Portland' })),
      bursts: [
        changedBurst('updated', { city: 'Portland' }),
        changedBurst(
          'updated, with their tasks and notes',
          { city: 'Portland' },
          { include: ['tasks', 'notes'] },
        ),
      ],
    },
  },
});
