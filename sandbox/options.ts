/** The largest numbers that the command lines take. */
export const MOST = { port: 65_535, contacts: 100_000, seed: 4_294_967_295 } as const;
