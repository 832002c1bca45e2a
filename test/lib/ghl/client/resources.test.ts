import { describe, expect, it } from '@jest/globals';

import { USED_ROUTES } from '../../../../harness/contract/used-routes.ts';
import { resourceNamed, resourceOf, whatIsNotFound } from '../../../../lib/ghl/client/resources.ts';

const paths = USED_ROUTES.map((route) => route.replace(/^\w+ /, ''))
  .filter((path) => !/^\/(?:oauth|workflows|campaigns)\//.test(path))
  .map((path) => path.replaceAll(/\{\w+\}/g, 'seD4PfOuKoVMLkEZqohJ'));

describe('what a request is about', () => {
  it.each([...new Set(paths)])('is said by its path: %s', (path) => {
    expect(resourceOf(path)).not.toBe('record');
  });

  it.each([
    ['/contacts/c1/tasks/t1/completed', 'task'],
    ['/locations/l1/tasks/search', 'task'],
    ['/contacts/c1/notes', 'note'],
    ['/calendars/appointments/a1/notes/n1', 'note'],
    ['/contacts/c1/tags', 'tag'],
    ['/contacts/c1/appointments', 'appointment'],
    ['/calendars/events/appointments/a1', 'appointment'],
    ['/contacts/search/duplicate', 'contact'],
    ['/calendars/cal1/free-slots', 'calendar'],
    ['/locations/l1', 'sub-account'],
    ['/opportunities/o1/status', 'opportunity'],
    ['/opportunities/pipelines', 'pipeline'],
    ['/invoices/i1', 'record'],
    ['/calendarsandmore/1', 'record'],
  ])('%s: %s', (path, resource) => {
    expect(resourceOf(path)).toBe(resource);
  });

  it.each([
    ['Task', 'task'],
    ['TAGS', 'tag'],
    ['Business', 'company'],
    ['events', 'appointment'],
    ['Opportunity', 'opportunity'],
    ['opportunities', 'opportunity'],
    ['Invoice', 'record'],
    ['constructor', 'record'],
  ])('has words of its own: %s', (word, resource) => {
    expect(resourceNamed(word)).toBe(resource);
  });
});

describe('what is not found', () => {
  it.each([
    ['Calendar not found', 'calendar'],
    ['The user with id "x y" could not be found.', 'user'],
    ['No such thing', undefined],
    ['', undefined],
    ['Error: Not Found', 'it'],
    ['Resource not found', 'it'],
    ['contact not found for id:abc', 'it'],
    ['The contact for calendar c1 was not found', 'it'],
    ['Ana Ruiz not found', 'record'],
  ])('by the words “%s”: %s', (message, thing) => {
    expect(whatIsNotFound(message, 'contact')).toBe(thing);
  });

  it('is looked for in a short text, however long the answer is', () => {
    expect(whatIsNotFound(`${'with x '.repeat(200_000)} not found`, 'contact')).toBeUndefined();
  });
});
