/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/environment.ts',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Modules only: jest has to turn them into what it can load.
  transformIgnorePatterns: [
    '/node_modules/(?!(pg-boss|serialize-error|non-error|rrule-temporal|temporal-polyfill)/)',
  ],
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
  extensionsToTreatAsEsm: [],
  // Core's schema of an app, which it reads anew wherever it is loaded.
  moduleNameMapper: { '^zapier-platform-schema$': '<rootDir>/test/core-schema.cjs' },
  transform: {
    '\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', importAttributes: true }, target: 'es2023' },
        module: { type: 'commonjs' },
      },
    ],
  },
  // V8's own reports coverage of all that a process has ever loaded, which took most of the time.
  coverageProvider: 'babel',
  collectCoverageFrom: [
    'index.ts',
    'authentication.ts',
    '{triggers,searches,creates,hydrators,lib,templates}/**/*.ts',
  ],
  coverageReporters: ['text-summary', 'html'],
  coverageThreshold: { global: { lines: 90, branches: 90 } },
  // Only what hangs for good meets it: no test is judged by the speed of the machine.
  testTimeout: 900_000,
  maxWorkers: '100%',
  // Of the modules of each file some stay: half as much and five times as much took the same time.
  workerIdleMemoryLimit: '700MB',
};
