import type { Checker, Fields } from './checker.ts';

/** Everything that changes nothing: each trigger's sample poll, and each search on real records. */
export const checkReads = async (check: Checker): Promise<void> => {
  check.section('Reading');
  const [contact] = await check.run('triggers', 'new_contact', {}, true);
  await check.run('triggers', 'contact_updated', {}, true);
  await check.run('triggers', 'new_or_updated_contact', {}, true);
  await check.run('searches', 'find_many_contacts', { limit: 5 });
  if (contact) await checkFinding(check, contact);
};

const checkFinding = async (check: Checker, contact: Fields): Promise<void> => {
  const { contactId, email, phone } = contact;
  await check.run('searches', 'find_contact', { contactId });
  if (typeof email === 'string') {
    await expectFound(check, { email: email.toUpperCase() }, 'email');
  }
  if (phone) await expectFound(check, { phone }, 'phone');
};

const expectFound = async (check: Checker, input: Fields, by: string): Promise<void> => {
  const found = await check.one('searches', 'find_contact', input);
  check.say(
    found ? `        found by ${by}` : `        NOT found by ${by}, though the contact has one`,
  );
};
