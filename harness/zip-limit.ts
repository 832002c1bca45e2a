/** What each operation may add to the zip, in bytes, its share of all that they have in common included. */
const BYTES_FOR_EACH = 2_500;

/** How much more the zip of the app may weigh than that of one that does nothing, in bytes. */
export const mostZipBytes = (operations: number): number => BYTES_FOR_EACH * operations;
