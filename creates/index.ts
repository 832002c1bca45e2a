export { default as create_contact } from './create_contact.ts';
export { default as update_contact } from './update_contact.ts';
export { default as upsert_contact } from './upsert_contact.ts';
export { default as add_tags } from './add_tags.ts';
export { default as remove_tags } from './remove_tags.ts';
