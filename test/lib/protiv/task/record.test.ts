import { describe, expect, it } from '@jest/globals';

import { toGhlTask, toTask } from '../../../../lib/protiv/task/record.ts';

const now = Date.parse('2026-03-09T12:00:00Z');

describe('toTask', () => {
  it('calls body notes and completed a status', () => {
    const wire = {
      id: 't1',
      title: 'Call back',
      body: '<b>soon</b>',
      assignedTo: 'u1',
      dueDate: '2026-03-09T12:00:01.000Z',
      completed: false,
      contactId: 'c1',
    };
    expect(toTask(wire, { now })).toStrictEqual({
      id: 't1',
      taskId: 't1',
      contactId: 'c1',
      title: 'Call back',
      status: 'open',
      overdue: false,
      dueDate: '2026-03-09T12:00:01.000Z',
      notes: '<b>soon</b>',
      assignedTo: 'u1',
    });
  });

  it('names people as far as a row of task search does', () => {
    const named = {
      contactDetails: { firstName: 'Ana', lastName: 'Lindqvist' },
      assignedToUserDetails: { id: 'u1', firstName: 'Maya', lastName: null },
    };
    expect(toTask({ id: 't1', ...named })).toMatchObject({
      contactName: 'Ana Lindqvist',
      assignedToName: 'Maya',
    });
    const unnamed = {
      contactDetails: { firstName: null, lastName: '' },
      assignedToUserDetails: {},
    };
    expect(toTask({ id: 't1', ...unnamed })).not.toHaveProperty('contactName');
    expect(toTask({ id: 't1', ...unnamed })).not.toHaveProperty('assignedToName');
  });

  it.each([
    ['open and due a moment ago', { dueDate: '2026-03-09T11:59:59Z', completed: false }, true],
    ['open and due now', { dueDate: '2026-03-09T12:00:00Z', completed: false }, false],
    ['completed', { dueDate: '2026-03-01T12:00:00Z', completed: true }, false],
    ['never due', { completed: false }, false],
    ['due at no date at all', { dueDate: 'soon' }, false],
  ])('%s', (_what, wire, overdue) => {
    expect(toTask({ id: 't1', ...wire }, { now }).overdue).toBe(overdue);
  });

  it('reads the status of a search row', () => {
    expect(toTask({ id: 't1', statusGroup: 'completed' }).status).toBe('completed');
    expect(toTask({ id: 't1', status: 'completed' }).status).toBe('completed');
    expect(toTask({ id: 't1', statusGroup: 'to_do', completed: null }).status).toBe('open');
  });
});

describe('toGhlTask', () => {
  it('sends the due date in UTC, to the second', () => {
    const input = { title: 'Call', dueDate: '2026-03-09T12:00', status: 'Completed', notes: '' };
    expect(toGhlTask(input, { timezone: 'America/New_York' })).toStrictEqual({
      title: 'Call',
      dueDate: '2026-03-09T16:00:00Z',
      completed: true,
    });
    expect(toGhlTask({ status: 'open' })).toStrictEqual({ completed: false });
  });

  it('refuses another status', () => {
    expect(() => toGhlTask({ status: 'done' })).toThrow(
      '“Status” takes “Open” or “Completed”, but got “done”.',
    );
  });
});
