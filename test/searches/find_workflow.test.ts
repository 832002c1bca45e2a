import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  await app.close();
});

const workflows = () => app.sandbox.world.location(app.location.id).workflows;

const find = (name: unknown) => app.search('find_workflow', { name });

describe('Find Workflow', () => {
  it('finds one by name, in one request', async () => {
    const workflow = workflows().find(({ name }) => name === 'Welcome new lead');
    expect(await find('WELCOME NEW LEAD')).toEqual([
      {
        id: workflow?.id,
        workflowId: workflow?.id,
        name: 'Welcome new lead',
        status: 'published',
        matchedBy: 'name',
      },
    ]);
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual(['/workflows/']);
  });

  it('finds one by a part that fits no other, and says whether it is a draft', async () => {
    expect(await find('ask')).toMatchObject([
      { name: 'Ask for a review', status: 'draft', matchedBy: 'similarName' },
    ]);
  });

  it('names two that may be meant, and guesses neither', async () => {
    const [first] = workflows();
    workflows().push({ id: 'copy0000000000000001', name: `${first?.name} again`, status: 'draft' });
    const { kind, message } = await app.failure(() => find('welcome'));
    expect(kind).toBe('halted');
    expect(message).toContain(`“${first?.name}” (${first?.id})`);
    expect(message).toContain('(copy0000000000000001)');
  });

  it('finds nothing for what there is not, and in an account without any', async () => {
    expect(await find('Winter sale 2031')).toEqual([]);
    workflows().length = 0;
    expect(await find('Welcome new lead')).toEqual([]);
  });
});
