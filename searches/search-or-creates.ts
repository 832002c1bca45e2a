/** Searches that can create what they do not find; each key is its search's. */
export const searchOrCreates = {
  find_contact: {
    key: 'find_contact',
    display: {
      label: 'Find or Create Contact',
      description: 'Finds a contact by email, phone, ID or name, or creates one.',
    },
    search: 'find_contact',
    create: 'create_contact',
  },
  find_task: {
    key: 'find_task',
    display: {
      label: 'Find or Create Task',
      description: 'Finds a task of a contact by title or ID, or creates one.',
    },
    search: 'find_task',
    create: 'create_task',
  },
  find_opportunity: {
    key: 'find_opportunity',
    display: {
      label: 'Find or Create Opportunity',
      description: 'Finds an opportunity by contact, name or ID, or creates one.',
    },
    search: 'find_opportunity',
    create: 'create_opportunity',
  },
  find_tag: {
    key: 'find_tag',
    display: {
      label: 'Find or Create Tag',
      description: 'Finds a tag of the sub-account by name or ID, or creates one.',
    },
    search: 'find_tag',
    create: 'create_tag',
  },
};
