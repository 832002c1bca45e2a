import { jest } from '@jest/globals';

/** Core ends a process that has grown large after 250 calls, as a Lambda should and a test need not. */
export const makeRoom = (): void => {
  jest.spyOn(process, 'memoryUsage').mockReturnValue({ ...process.memoryUsage(), rss: 0 });
};
