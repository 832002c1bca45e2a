import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';

let app: TestApp;
let appointmentId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  const contactId = app.sandbox.world.addContact(app.location.id).id;
  const [calendar] = location().calendars;
  appointmentId = app.sandbox.world.addAppointment(app.location.id, {
    contactId,
    calendarId: calendar?.id ?? '',
    startTime: '2035-07-02T14:00:00.000Z',
    endTime: '2035-07-02T15:00:00.000Z',
  }).id;
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);
const held = () => [...location().appointmentNotes.values()];
const add = (input: Fields = {}) =>
  app.create('add_appointment_note', { appointmentId, body: 'Bring the plans', ...input });
const remove = (noteId: unknown) =>
  app.create('delete_appointment_note', { appointmentId, noteId });

describe('Delete Appointment Note', () => {
  it('deletes the note and no other, and says so when there is none', async () => {
    const { noteId } = await add();
    const { noteId: kept } = await add({ body: 'Stays' });
    expect(await remove(noteId)).toEqual({
      id: noteId,
      noteId,
      appointmentId,
      wasDeleted: true,
      message: 'The note was deleted.',
    });
    expect(held()).toMatchObject([{ id: kept }]);
    expect(await remove(noteId)).toMatchObject({ wasDeleted: false });
  });
});
