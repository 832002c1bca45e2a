import { aboutContacts, changedBurst, changedContacts } from '../busy/scenarios.ts';
import type { Stage } from '../busy/stage.ts';
import { facts } from '../facts.ts';

const mostUsedTag = ({ location }: Stage): string => {
  const uses = new Map<string, number>();
  for (const { tags } of location.contacts.values()) {
    for (const tag of tags) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  }
  return [...uses].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '';
};

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [{ when: 'usually', input: { tags: ['vip'] }, requests: [['POST /contacts/search']] }],
  besides: ['GET /locations/{locationId}/tags'],
  poll: {
    quiet: [
      {
        what: 'the tag that most contacts have',
        input: (stage) => ({ tags: [mostUsedTag(stage)] }),
        requests: 1,
      },
    ],
    many: {
      about: 'contacts',
      input: { tags: ['imported'] },
      firesAgain: false,
      prepare: (stage, count) =>
        aboutContacts(stage, changedContacts(stage, count, { tags: ['imported'] })),
      bursts: [changedBurst('tagged', { tags: ['imported'] }, { tags: ['imported'] })],
    },
  },
  live: { input: ({ tags }) => tags && { tags } },
});
