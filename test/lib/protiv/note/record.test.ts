import { describe, expect, it } from '@jest/globals';

import { toGhlNote, toNote } from '../../../../lib/protiv/note/record.ts';

describe('toNote', () => {
  it('maps a contact’s note', () => {
    const wire = {
      id: 'n1',
      body: ' <p>Prefers calls</p>\n',
      userId: 'u1',
      dateAdded: '2021-07-08T12:02:11.285Z',
      contactId: 'c1',
      title: '',
      color: '#FFAA00',
      pinned: false,
    };
    expect(toNote(wire)).toStrictEqual({
      id: 'n1',
      noteId: 'n1',
      contactId: 'c1',
      body: ' <p>Prefers calls</p>\n',
      dateAdded: '2021-07-08T12:02:11.285Z',
      createdBy: 'u1',
      color: '#FFAA00',
      pinned: false,
    });
  });

  it('maps an appointment’s note, which names its author', () => {
    const wire = { id: 'n1', userId: null, createdBy: { id: 'u1', name: 'Jo' } };
    expect(toNote(wire)).toMatchObject({ createdBy: 'u1', createdByName: 'Jo' });
  });
});

describe('toGhlNote', () => {
  it('sends what is filled in', () => {
    const input = { body: 'Hi', title: ' ', createdBy: 'u1', pinned: 'yes', color: '#ffaa00' };
    expect(toGhlNote(input)).toStrictEqual({
      body: 'Hi',
      userId: 'u1',
      pinned: true,
      color: '#ffaa00',
    });
  });

  it('refuses a color that is none', () => {
    expect(() => toGhlNote({ color: 'orange' })).toThrow(
      '“Color” takes a color code such as #FFAA00, but got “orange”.',
    );
  });
});
