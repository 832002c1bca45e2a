import type { WireNote } from '../../ghl/schemas/note.ts';
import { contentHash } from '../values/content-hash.ts';

/** What a note says, as HighLevel sends it: its title and its text, and nothing of how it is shown. */
export const noteHash = ({ title, body }: Pick<WireNote, 'title' | 'body'>): string =>
  contentHash([title ?? '', body ?? '']);
