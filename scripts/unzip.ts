import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const STORED = 0;

export interface ZippedFile {
  name: string;
  packedBytes: number;
}

/**
 * Unpacks a zip archive, as far as archives of Zapier's CLI need it: stored or deflated files, no
 * zip64.
 *
 * @returns its files
 */
export const unzip = async (archive: string, folder: string): Promise<ZippedFile[]> => {
  const zip = await readFile(archive);
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  let entry = zip.readUInt32LE(end + 16);
  const files: ZippedFile[] = [];
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(entry + 28);
    const name = zip.toString('utf8', entry + 46, entry + 46 + nameLength);
    const local = zip.readUInt32LE(entry + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
    const content = zip.readUInt16LE(entry + 10) === STORED ? packed : inflateRawSync(packed);
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    files.push({ name, packedBytes: packed.length });
    entry += 46 + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return files;
};
