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

describe('Add Appointment Note', () => {
  it('adds a note, in the name of a user by name', async () => {
    const [user] = location().users;
    const note = await add({ createdBy: user?.name });
    expect(note).toMatchObject({
      appointmentId,
      body: 'Bring the plans',
      bodyText: 'Bring the plans',
      createdBy: user?.id,
      createdByName: user?.name,
      wasCreated: true,
    });
    expect(held()).toMatchObject([{ id: note['noteId'], appointmentId, body: 'Bring the plans' }]);
  });

  it('gives the note that is there when the step runs again', async () => {
    const first = await add();
    expect(await add()).toMatchObject({ noteId: first['noteId'], wasCreated: false });
    expect(await add({ body: 'Another' })).toMatchObject({ wasCreated: true });
    expect(await add({ ignoreRepeatsWithin: 0 })).toMatchObject({ wasCreated: true });
    expect(held()).toHaveLength(3);
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'adds one when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'POST' } });
      expect(await add()).toMatchObject({ wasCreated: true });
      expect(held()).toHaveLength(1);
    },
  );
});
