/** Of triggers that fire for each content of a record, by which Zapier tells them apart. */
export const hashOutput = { key: 'hash', label: 'Content Hash', type: 'string' } as const;
