import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { addFollowers, getContact } from '../lib/ghl/contacts.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { followerFields, readFollowers } from '../lib/zapier/contact/followers.ts';
import { contactLock } from '../lib/zapier/contact/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'add_followers',
  noun: 'Contact',
  label: 'Add Followers to Contact',
  description: 'Adds users to the followers of a contact, and keeps the others.',
  inputFields: followerFields,
  lock: contactLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    const before = (await getContact(ghl, contactId)).followers ?? [];
    const wanted = await readFollowers(run, input.followers);
    const added = wanted.filter((id) => !before.includes(id));
    const followers =
      added.length > 0
        ? await retryOnUnknownOutcome(ghl, () => addFollowers(ghl, contactId, added))
        : before;
    return {
      id: contactId,
      contactId,
      followersAdded: added,
      alreadyFollowing: wanted.filter((id) => before.includes(id)),
      followerIds: followers,
    };
  },
  sample: {
    id: 'seD4PfOuKoVMLkEZqohJ',
    contactId: 'seD4PfOuKoVMLkEZqohJ',
    followersAdded: ['ve9EPM428h8vShlRW1KT'],
    alreadyFollowing: [],
    followerIds: ['ve9EPM428h8vShlRW1KT'],
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'contactId', label: 'Contact ID', type: 'string' },
    { key: 'followersAdded', label: 'Added Follower IDs', type: 'string', list: true },
    { key: 'alreadyFollowing', label: 'Already Following IDs', type: 'string', list: true },
    { key: 'followerIds', label: 'Follower IDs', type: 'string', list: true },
  ],
});
