import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

import { SECOND } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { Answer } from './outcome.ts';

/** Zapier answers within a second or two; who takes longer is asked again. */
const PATIENCE_MS = 15 * SECOND;

/** Nobody reads the answer's body: a longer one only costs. */
const MOST_ANSWER_BYTES = 64 * 1024;

const CONNECTIONS = { keepAlive: true, maxSockets: 256, maxFreeSockets: 256 };

const NO_ANSWER: Answer = { status: 0 };

export interface Poster {
  post: (url: string, body: string) => Promise<Answer>;
  close: () => void;
}

/**
 * Sends JSON over connections that are kept. Redirects are not followed. Whatever goes wrong is an answer
 * without a status.
 */
export const createPoster = (clock: Clock): Poster => {
  const agents = {
    'http:': new HttpAgent(CONNECTIONS),
    'https:': new HttpsAgent(CONNECTIONS),
  };
  return {
    post: (url, body) =>
      new Promise((resolve) => {
        const isSecure = url.startsWith('https:');
        const [send, agent] = isSecure
          ? [httpsRequest, agents['https:']]
          : [httpRequest, agents['http:']];
        const request = send(url, {
          method: 'POST',
          agent,
          headers: {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body),
            'User-Agent': 'protiv-relay',
          },
        });
        const alarm = clock.alarm(PATIENCE_MS, () => {
          request.destroy();
        });
        const settle = (answer: Answer): void => {
          alarm.off();
          resolve(answer);
        };
        request.once('error', () => settle(NO_ANSWER));
        request.once('response', (response) => {
          let bytes = 0;
          const { statusCode = 0, headers } = response;
          const retryAfter = headers['retry-after'];
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > MOST_ANSWER_BYTES) request.destroy();
          });
          // The status is known, however the body ends.
          response.once('close', () =>
            settle({ status: statusCode, ...(retryAfter !== undefined && { retryAfter }) }),
          );
        });
        request.end(body);
      }),
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
};
