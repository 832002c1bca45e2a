import type { OperationRef } from '../protocol.ts';

type Kind = OperationRef['kind'];

/** What most Zaps are made of, the most common first: nobody should have to look for it. */
const COMMON: Readonly<Record<Kind, readonly string[]>> = {
  trigger: [
    'new_contact',
    'contact_updated',
    'contact_tagged',
    'new_appointment',
    'task_completed',
  ],
  search: ['find_contact', 'find_many_contacts', 'find_many_tasks', 'get_account_summary'],
  searchOrCreate: ['find_contact'],
  create: [
    'upsert_contact',
    'create_contact',
    'update_contact',
    'create_task',
    'create_note',
    'add_tags',
    'book_appointment',
  ],
};

export const isCommon = ({ kind, key }: OperationRef): boolean => COMMON[kind].includes(key);

/** Operations of one kind as people look for them: the common ones first, then by label. */
export const inOrder = <Entry extends OperationRef & { label: string }>(
  operations: readonly Entry[],
): Entry[] => {
  const placeOf = ({ kind, key }: OperationRef): number => {
    const place = COMMON[kind].indexOf(key);
    return place < 0 ? COMMON[kind].length : place;
  };
  return operations.toSorted((a, b) => placeOf(a) - placeOf(b) || a.label.localeCompare(b.label));
};
