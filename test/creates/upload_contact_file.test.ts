import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { nock } from '../../harness/nocked.ts';

const HOST = 'https://files.example.com';
const MEGABYTE = 1024 * 1024;

let app: TestApp;
let contactId: string;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

beforeEach(() => {
  app.clearRequests();
  app.sandbox.reset();
  contactId = app.sandbox.world.addContact(app.location.id, { firstName: 'Pat' }).id;
});

afterAll(() => app.close());

const here = () => app.sandbox.world.location(app.location.id);

const upload = (input: Fields = {}) =>
  app.create('upload_contact_file', {
    contactId,
    customFieldId: 'Photos',
    file: `${HOST}/roof.jpg`,
    ...input,
  });

const served = (
  path: string,
  content: Buffer | string,
  headers: Record<string, string> = { 'content-type': 'image/jpeg' },
) => nock(HOST).get(path).reply(200, content, headers);

const withLength = (content: Buffer, type: string) => ({
  'content-type': type,
  'content-length': String(content.length),
});

/** What lies in the contact's field. */
const held = async () => {
  const [[id, file] = ['', undefined]] = here().files;
  const bytes = Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer(0));
  return { id, name: file?.name, type: file?.type, bytes };
};

const refusal = async (input: Fields) => {
  const { kind, message } = await app.failure(() => upload(input));
  expect(kind).toBe('halted');
  expect(here().files.size).toBe(0);
  return message;
};

describe('Upload File to Contact', () => {
  it('puts a file into the field, byte for byte, and says where it lies', async () => {
    const content = Buffer.from(Array.from({ length: 3_000 }, (_, index) => index % 256));
    served('/roof.jpg', content, withLength(content, 'image/jpeg'));
    const fileUrl = expect.stringMatching(/^https:\/\/files\.example\.com\/.*\/roof\.jpg$/);
    expect(await upload()).toEqual({
      id: contactId,
      contactId,
      customFieldId: app.customFieldId('Photos'),
      fieldName: 'Photos',
      fileName: 'roof.jpg',
      fileType: 'image/jpeg',
      fileSize: 3_000,
      fileUrl,
      wasUploaded: true,
    });
    const { bytes, ...file } = await held();
    expect(file).toMatchObject({ name: 'roof.jpg', type: 'image/jpeg' });
    expect(bytes.equals(content)).toBe(true);
    const [sent] = app.writesSent;
    expect(sent?.query).toEqual({ contactId, locationId: app.location.id });
    expect(Object.keys(Object(sent?.body))[0]).toMatch(
      new RegExp(`^${app.customFieldId('Photos')}_[\\da-f-]{36}$`),
    );
  });

  it.each([
    ['the name of the step', { fileName: 'Quote “2”.pdf' }, {}, 'Quote “2”.pdf'],
    [
      'the name that its server says',
      {},
      { 'content-disposition': `attachment; filename="a.pdf"; filename*=UTF-8''Fl%C3%A4che.pdf` },
      'Fläche.pdf',
    ],
    ['the name of its address, with what its type calls for', {}, {}, 'x y.pdf'],
    [
      'the extension that its server says where the type says none',
      { fileName: 'Quote no.12' },
      { 'content-type': 'binary/octet-stream', 'content-disposition': 'filename=a.pdf' },
      'Quote no.12.pdf',
    ],
    ['no folder that it lay in', { fileName: '..\\..\\etc/quote.pdf' }, {}, 'quote.pdf'],
    ['no quotes that would end its name', { fileName: 'a "b".pdf' }, {}, 'a _b_.pdf'],
  ])('goes by %s', async (_what, input, headers, name) => {
    served('/x%20y', 'words', { 'content-type': 'application/pdf', ...headers });
    expect(await upload({ file: `${HOST}/x%20y`, ...input })).toMatchObject({ fileName: name });
    expect((await held()).name).toBe(name);
  });

  it.each<[string, Fields, Record<string, string>]>([
    ['that file', {}, { 'content-length': '5' }],
    ['that file, whose server does not say how long it is', {}, {}],
    ['that file by a name with quotes and folders', { fileName: 'x/the "roof".jpg' }, {}],
  ])('leaves the field as it is where it has %s', async (_what, input, headers) => {
    served('/roof.jpg', 'words', { 'content-type': 'image/jpeg', ...headers });
    const first = await upload(input);
    served('/roof.jpg', 'words', { 'content-type': 'image/jpeg', ...headers });
    expect(await upload(input)).toEqual({ ...first, wasUploaded: false });
    expect(app.writesSent).toHaveLength(1);
    expect(here().files.size).toBe(1);
  });

  it('knows a file again whose name HighLevel read as Latin-1', async () => {
    served('/roof.jpg', 'words');
    await upload({ fileName: 'Fläche.jpg' });
    const { customFields } = here().contacts.get(contactId) ?? { customFields: [] };
    for (const { value } of customFields) {
      for (const { meta } of Object.values<{ meta: Fields }>(Object(value))) {
        meta['originalname'] = 'FlÃ¤che.jpg';
      }
    }
    served('/roof.jpg', 'words');
    expect(await upload({ fileName: 'Fläche.jpg' })).toMatchObject({ wasUploaded: false });
  });

  it('sends another file of that name, whose length its server does not say either', async () => {
    served('/roof.jpg', 'words');
    await upload();
    served('/roof.jpg', 'other words');
    served('/roof.jpg', 'other words');
    expect(await upload()).toMatchObject({ wasUploaded: true, fileSize: 11 });
    expect(here().files.size).toBe(2);
  });

  it('unpacks what its server sends compressed unasked', async () => {
    served('/roof.jpg', gzipSync('words'), {
      'content-type': 'image/jpeg',
      'content-encoding': 'gzip',
    });
    expect(await upload()).toMatchObject({ wasUploaded: true });
    expect((await held()).bytes.toString()).toBe('words');
  });

  it('finds what it uploaded when the answer is lost, and does not send it twice', async () => {
    served('/roof.jpg', 'words');
    app.sandbox.addFault({ kind: 'resetAfter', times: 1, match: { method: 'POST' } });
    expect(await upload()).toMatchObject({ wasUploaded: true, fileName: 'roof.jpg' });
    expect(here().files.size).toBe(1);
    app.sandbox.reset();
    contactId = app.sandbox.world.addContact(app.location.id).id;
    served('/roof.jpg', 'words');
    app.sandbox.addFault({ kind: 'resetBefore', times: 1, match: { method: 'POST' } });
    expect((await app.failure(() => upload())).kind).toBe('throttled');
    expect(here().files.size).toBe(0);
  });

  it('follows a file that has moved, but never into a private network', async () => {
    nock(HOST).get('/roof.jpg').reply(302, '', { location: '/other.jpg' });
    served('/other.jpg', 'words');
    expect(await upload()).toMatchObject({ fileName: 'other.jpg' });
    app.sandbox.reset();
    contactId = app.sandbox.world.addContact(app.location.id).id;
    for (const location of [
      'http://127.0.0.1:1/a.jpg',
      'http://[::1]/a.jpg',
      'http://169.254.169.254/latest/a.jpg',
      'http://0x7f000001/a.jpg',
      'http://[::ffff:10.0.0.1]/a.jpg',
      'http://[::10.0.0.1]/a.jpg',
      'http://2130706433/a.jpg',
    ]) {
      nock(HOST).get('/roof.jpg').reply(307, '', { location });
      expect(await refusal({})).toMatch(/“File” is not on the public web, so nothing was sent/);
      expect(await refusal({ file: location })).toMatch(/not on the public web/);
    }
  });

  it('does not connect to a name that means a private address', async () => {
    nock.enableNetConnect(/^(127\.0\.0\.1|localhost)/);
    expect(await refusal({ file: 'https://localhost/a.jpg' })).toMatch(/not on the public web/);
    nock.enableNetConnect('127.0.0.1');
  });

  it.each<[string, Fields, Record<string, string>, number, RegExp]>([
    ['a web page', {}, { 'content-type': 'text/html; charset=utf-8' }, 200, /is a web page/],
    ['a type that HighLevel refuses', { fileName: 'a.exe' }, {}, 200, /is not of a type that High/],
    ['what is not there', {}, {}, 404, /cannot be fetched \(its server answers 404\)/],
    [
      'what is larger by its own word',
      {},
      { 'content-length': String(51 * MEGABYTE) },
      200,
      /is larger than 50 MB/,
    ],
    ['nothing', {}, { 'content-length': '0' }, 200, /is empty/],
  ])('refuses %s', async (_what, input, headers, status, sentence) => {
    nock(HOST).get('/roof.jpg').reply(status, '', headers);
    expect(await refusal(input)).toMatch(sentence);
    expect(app.writesSent).toEqual([]);
  });

  it('stops a file that turns out too large, and one that breaks off', async () => {
    served('/roof.jpg', Buffer.alloc(50 * MEGABYTE + 1));
    expect(await refusal({})).toMatch(/is larger than 50 MB/);
    nock(HOST)
      .get('/roof.jpg')
      .reply(200, () =>
        Readable.from(
          (async function* () {
            yield await Promise.resolve('half of it');
            throw new Error('gone');
          })(),
        ),
      );
    expect(await refusal({})).toMatch(/cannot be fetched to its end/);
  });

  it.each([
    ['ftp://files.example.com/a.jpg', /none of the web/],
    ['https://user:pass@files.example.com/a.jpg', /user name or password/],
    ['roof.jpg', /has no web address/],
  ])('refuses the address %s', async (file, sentence) => {
    expect(await refusal({ file })).toMatch(sentence);
  });

  it('says which pack it takes, before anything is sent', async () => {
    app.authData = { ...app.authData, scope: 'contacts.readonly contacts.write' };
    const { message } = await app.failure(() => upload());
    expect(message).toMatch(/not allowed to upload files\..*“Contacts, sales and messages”/);
    expect(app.sandbox.requests).toEqual([]);
    app.connect(({ scopes }) => scopes.includes('contacts.write'));
  });

  it('offers the fields that hold files', async () => {
    const { results } = await app.choices('creates.upload_contact_file', 'customFieldId');
    expect(results).toEqual([{ id: 'photos', label: 'Photos' }]);
  });
});
