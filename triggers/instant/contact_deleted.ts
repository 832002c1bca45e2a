import { hookTrigger } from '../../lib/zapier/platform/hook-trigger.ts';

const sample = {
  id: 'seD4PfOuKoVMLkEZqohJ',
  contactId: 'seD4PfOuKoVMLkEZqohJ',
  dateDeleted: '2026-03-02T15:04:05.000Z',
};

export default hookTrigger({
  key: 'contact_deleted',
  noun: 'Contact',
  label: 'Contact Deleted',
  description: 'Triggers when a contact is deleted.',
  inputFields: [],
  dedupeBy: ['id'],
  hook: {
    events: () => ['ContactDelete'],
    note: 'Triggers within seconds. Gives the ID of the contact only: HighLevel keeps nothing else of it. Contacts that are deleted during an outage are missed.',
    read: async (_run, { recordId, timestamp }) => {
      const dateDeleted = new Date(timestamp).toISOString();
      return [{ id: recordId, contactId: recordId, dateDeleted }];
    },
  },
  list: async () => [sample],
  slim: () => ({ core: ['id', 'contactId'], key: ['id'], pointerTo: () => undefined }),
  sample,
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'contactId', label: 'Contact ID', type: 'string' },
    { key: 'dateDeleted', label: 'Date Deleted', type: 'datetime' },
  ],
});
