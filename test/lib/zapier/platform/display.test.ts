import { expect, it } from '@jest/globals';

import { displayOf } from '../../../../lib/zapier/platform/display.ts';

const OPERATION = {
  key: 'create_task',
  label: 'Create Task',
  description: 'Creates a new task.',
};

const { key: _key, ...shown } = OPERATION;

it('an operation is listed as it says', () => {
  expect(displayOf('creates', OPERATION)).toEqual(shown);
});

it('one that waits for its first live run is not listed; its namesake elsewhere is', () => {
  const hidden = ['creates.create_task'];
  expect(displayOf('creates', OPERATION, hidden)).toEqual({ ...shown, hidden: true });
  expect(displayOf('searches', OPERATION, hidden)).toEqual(shown);
});
