export { default as contact_deleted } from './contact_deleted.ts';
export { default as do_not_disturb_changed } from './do_not_disturb_changed.ts';
