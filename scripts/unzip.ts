import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { unzipSync } from 'fflate';

export interface ZippedFile {
  name: string;
  packedBytes: number;
}

/**
 * Unpacks a zip archive.
 *
 * @returns its files
 */
export const unzip = async (archive: string, folder: string): Promise<ZippedFile[]> => {
  const files: ZippedFile[] = [];
  const contents = unzipSync(await readFile(archive), {
    filter: ({ name, size }) => files.push({ name, packedBytes: size }) > 0,
  });
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return files;
};
