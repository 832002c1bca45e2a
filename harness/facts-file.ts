/** The file that has the facts of an operation, within the project. */
export const factsFile = (key: string): string => `harness/operations/${key}.ts`;
