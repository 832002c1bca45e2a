/** How counts are written in the tables. */
export const number = (count: number): string => count.toLocaleString('en-US');

export const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(2);
