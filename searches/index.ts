export { default as find_contact } from './find_contact.ts';
export { default as find_many_contacts } from './find_many_contacts.ts';
