/**
 * Keys for what people name: letters, digits and single underscores, since `__` is Zapier's path
 * separator; never a name that every object has by birth.
 */

interface Named {
  /** What the key is made of; a name of which nothing is left still gives a key of its own. */
  name: string;
  /** Tells apart what cannot be told by name; unique. */
  id: string;
}

/**
 * A key for each of these, in their order. A key depends on its own item alone: where several would
 * share one, all of them carry their id, so that neither the order of the list nor a new neighbour
 * makes one take another's place.
 *
 * @param kind what the key of a nameless item starts with
 * @example
 * uniqueKeys([{ name: 'pin code', id: 'a' }, { name: 'größe', id: 'b' }, { name: 'grüße', id: 'c' }], 'field');
 * // ['pin_code', 'gr_e_b', 'gr_e_c']
 */
export const uniqueKeys = (items: readonly Named[], kind: string): string[] => {
  const spellings = items.map((item) => spellingsOf(item, kind));
  let isUnique = false;
  while (!isUnique) {
    const times = new Map<string, number>();
    for (const [key = ''] of spellings) times.set(key, (times.get(key) ?? 0) + 1);
    isUnique = true;
    for (const left of spellings) {
      if (left.length === 1 || (times.get(left[0] ?? '') ?? 0) < 2) continue;
      left.shift();
      isUnique = false;
    }
  }
  return spellings.map(([key = '']) => key);
};

/** From the plainest to one that no other id can have. */
const spellingsOf = ({ name, id }: Named, kind: string): string[] => {
  const plain = safeKey(name) || safeKey(`${kind}_${name === '' ? id : fingerprint(name)}`);
  return [plain, safeKey(`${plain}_${id}`), `${kind}_${hex(id)}`];
};

/** The name as a key; empty when no letter or digit is left of it. */
export const safeKey = (name: string): string => {
  const key = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '');
  return key in Object.prototype ? `${key}_field` : key;
};

/** For names of other alphabets: what one sub-account's field has, its copy in another has too. */
const fingerprint = (name: string): string => {
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(36);
};

const hex = (id: string): string => Buffer.from(id, 'utf8').toString('hex');
