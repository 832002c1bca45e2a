export { default as new_contact } from './new_contact.ts';
export { default as contact_updated } from './contact_updated.ts';
export { default as new_or_updated_contact } from './new_or_updated_contact.ts';
