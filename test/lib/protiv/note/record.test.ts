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
      bodyText: 'Prefers calls',
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

  it('names its author and contact where they are known', () => {
    const names = { users: new Map([['u1', 'Jo']]), contacts: new Map([['c1', 'Ana']]) };
    expect(toNote({ id: 'n1', userId: 'u1', contactId: 'c1' }, names)).toMatchObject({
      createdByName: 'Jo',
      contactName: 'Ana',
    });
    expect(toNote({ id: 'n1', userId: 'u2', contactId: null }, names)).toStrictEqual({
      id: 'n1',
      noteId: 'n1',
      createdBy: 'u2',
    });
  });

  it('has no plain text where there is none to read', () => {
    expect(toNote({ id: 'n1', body: '<p><br></p>' })).not.toHaveProperty('bodyText');
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
