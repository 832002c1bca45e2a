import { createServer } from 'node:net';

/** A server that is not HighLevel's: it takes whatever reaches it, and answers an empty record. */
export interface ForeignHost {
  readonly port: number;
  /** `127.0.0.1:` and the port. */
  readonly host: string;
  /** Everything that was ever sent to it, as text. */
  readonly heard: string;
  close: () => Promise<void>;
}

const ANSWER =
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}';

/** Starts one on a free port. */
export const openForeignHost = async (): Promise<ForeignHost> => {
  let heard = '';
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      socket.end(ANSWER);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const { port } = address;
  return {
    port,
    host: `127.0.0.1:${port}`,
    get heard() {
      return heard;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
};

/** One id of each kind that would lead a request somewhere else, if it were taken as it is. */
export const hostileKinds = ({ host }: Pick<ForeignHost, 'host'>): string[] => [
  `//${host}/x`,
  `\\\\${host}\\x`,
  `@${host}`,
  '..',
  `x\r\nHost: ${host}`,
];

/** Many more, in every spelling. */
export const hostileIds = ({ host }: Pick<ForeignHost, 'host'>): string[] => [
  ...hostileKinds({ host }),
  `//${host}`,
  `\\\\${host}`,
  `/\\${host}`,
  `x@${host}/`,
  `:80@${host}/`,
  `http://${host}/`,
  `http:${host}`,
  `.${host}`,
  '.',
  '../..',
  '../../oauth/token',
  '..\\..\\oauth\\token',
  '..%2f..%2foauth%2ftoken',
  '%2e%2e',
  '%2e%2e%2f%2e%2e',
  '%00',
  '%',
  ';/../..',
  '?x=1',
  '#x',
  '/',
  `x\r\n\r\nGET http://${host}/ HTTP/1.1\r\n`,
  '%0d%0aAuthorization: Bearer x',
  '\u2028',
  '／／evil.example',
  '．．',
  '\ud800',
  'search',
  'upsert',
  'removeAll',
  '__proto__',
];
