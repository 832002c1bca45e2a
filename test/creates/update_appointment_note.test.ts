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
const update = (noteId: unknown, input: Fields = {}) =>
  app.create('update_appointment_note', { appointmentId, noteId, body: 'No plans', ...input });

describe('Update Appointment Note', () => {
  it('replaces the text, and sends nothing when nothing would change', async () => {
    const { noteId } = await add();
    expect(await update(noteId)).toMatchObject({ noteId, body: 'No plans', changed: ['body'] });
    expect(held()).toMatchObject([{ body: 'No plans' }]);
    const writes = app.sandbox.writes;
    expect(await update(noteId)).toMatchObject({ changed: [] });
    expect(app.sandbox.writes).toBe(writes);
  });

  it('finds a note that is far down the list', async () => {
    const { noteId } = await add();
    for (let index = 0; index < 45; index += 1) {
      await add({ body: `No ${index}`, ignoreRepeatsWithin: 0 });
    }
    expect(await update(noteId)).toMatchObject({ noteId, changed: ['body'] });
  });

  it('lists the newest notes of the appointment to choose from', async () => {
    await add();
    const { noteId } = await add({ body: '<p>Second   <b>note</b></p>' });
    const index = (await app.inputFields('creates.update_appointment_note')).findIndex(
      ({ key }) => key === 'noteId',
    );
    const page = await app.call(
      `creates.update_appointment_note.operation.inputFields.${index}.choices.perform`,
      { appointmentId },
      { isFillingDynamicDropdown: true },
    );
    const { results } = Object(page);
    expect(results).toHaveLength(2);
    expect(results).toContainEqual({ id: noteId, label: 'Second note' });
  });
});
