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

const find = (name: unknown) => app.search('find_custom_field', { name });
const defined = () => app.sandbox.world.location(app.location.id).customFields;

describe('Find Custom Field', () => {
  it('finds one by name, with its key, kind and options, in one request', async () => {
    const field = defined().find(({ picklistOptions }) => picklistOptions?.length);
    const [found] = await find(field?.name.toUpperCase());
    expect(found).toMatchObject({
      id: field?.id,
      customFieldId: field?.id,
      name: field?.name,
      matchedBy: 'name',
    });
    expect(found?.['options']).toHaveLength(field?.picklistOptions?.length ?? 0);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('finds one by its key, with or without “contact.”, and by its ID', async () => {
    const [field] = defined();
    const [byId] = await find(field?.id);
    expect(byId).toMatchObject({ name: field?.name, matchedBy: 'id' });
    for (const key of [String(byId?.['key']), `contact.${String(byId?.['key'])}`]) {
      expect(await find(key)).toMatchObject([{ id: field?.id }]);
    }
  });

  it('names two that may be meant, and finds nothing for what there is not', async () => {
    const [field] = defined();
    if (field) defined().push({ ...field, id: 'copy0000000000000001', fieldKey: 'contact.copy' });
    const { message } = await app.failure(() => find(field?.name));
    expect(message).toContain('copy0000000000000001');
    expect(await find('Shoe size of the aunt')).toEqual([]);
  });
});
