import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { removeFollowers, getContact } from '../lib/ghl/contacts.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { followerFields, readFollowers } from '../lib/zapier/contact/followers.ts';
import { contactLock } from '../lib/zapier/contact/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'remove_followers',
  noun: 'Contact',
  label: 'Remove Followers From Contact',
  description: 'Removes users from the followers of a contact, and keeps the others.',
  inputFields: followerFields,
  lock: contactLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    const contact = await getContact(ghl, contactId);
    const wanted = await readFollowers(run, input.followers);
    // No official file has this property: where an answer lacks it, HighLevel is to know.
    const before = contact.followers ?? wanted;
    const removed = wanted.filter((id) => before.includes(id));
    const followers =
      removed.length > 0
        ? await retryOnUnknownOutcome(ghl, () => removeFollowers(ghl, contactId, removed))
        : before;
    return {
      id: contactId,
      contactId,
      followersRemoved: removed,
      notFollowing: wanted.filter((id) => !before.includes(id)),
      followerIds: followers,
    };
  },
  sample: {
    id: 'seD4PfOuKoVMLkEZqohJ',
    contactId: 'seD4PfOuKoVMLkEZqohJ',
    followersRemoved: ['ve9EPM428h8vShlRW1KT'],
    notFollowing: [],
    followerIds: ['sx6wyHhbFdRXh302Lunr'],
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'contactId', label: 'Contact ID', type: 'string' },
    { key: 'followersRemoved', label: 'Removed Follower IDs', type: 'string', list: true },
    { key: 'notFollowing', label: 'Not Following IDs', type: 'string', list: true },
    { key: 'followerIds', label: 'Follower IDs', type: 'string', list: true },
  ],
});
