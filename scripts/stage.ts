/**
 * Packs the app for Zapier: `stage.ts build` makes `build/build.zip` with no network beyond the npm
 * registry, `stage.ts push` builds and uploads. Further arguments go to Zapier's CLI, for example
 * `push --snapshot mine`.
 *
 * The CLI runs in a staging folder outside the project. Built in place it walks the development
 * dependencies too, and a folder inside the project would still let its tracer find optional
 * packages in the `node_modules` above. Only what is named here is staged, so that no `.env` can
 * slip into a zip.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const zapierCli = resolve(root, 'node_modules/zapier-platform-cli/src/bin/run');

/** The parts of `package.json` that only development needs. */
interface DevelopmentParts {
  [part: string]: unknown;
  scripts?: unknown;
  devDependencies?: unknown;
  allowScripts?: unknown;
}

interface LockFile {
  /** By folder; `''` is the project itself. */
  packages: Record<string, DevelopmentParts & { dev?: boolean }>;
}

/** Without scripts the CLI has no `_zapier-build` to run: the bundle is built already. */
const withoutDevelopment = ({
  scripts: _scripts,
  devDependencies: _devDependencies,
  allowScripts: _allowScripts,
  ...rest
}: DevelopmentParts) => rest;

const readJson = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(resolve(root, name), 'utf8'));

const writeJson = (path: string, content: unknown): Promise<void> =>
  writeFile(path, `${JSON.stringify(content, null, 2)}\n`);

/** Runs a command with its output on this terminal; fails when the command does. */
const run = (command: string, args: string[], cwd: string): Promise<void> =>
  new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd,
      stdio: 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
      env: { ...process.env, DISABLE_ZAPIER_ANALYTICS: '1', NO_UPDATE_NOTIFIER: '1' },
    });
    child.on('error', fail);
    child.on('exit', (code) => {
      if (code === 0) done();
      else fail(new Error(`"${command} ${args.join(' ')}" ended with code ${String(code)}.`));
    });
  });

/**
 * Installs the runtime dependencies at the versions that the tests saw: the staged lock file is the
 * project's, less what only development needs.
 */
const installDependencies = async (stage: string): Promise<void> => {
  await writeJson(join(stage, 'package.json'), withoutDevelopment(await readJson('package.json')));
  const { packages, ...lock } = await readJson<LockFile>('package-lock.json');
  const runtime = Object.entries(packages).filter(([, entry]) => entry.dev !== true);
  await writeJson(join(stage, 'package-lock.json'), {
    ...lock,
    packages: Object.fromEntries(
      runtime.map(([folder, entry]) => [folder, folder === '' ? withoutDevelopment(entry) : entry]),
    ),
  });
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['ci', '--ignore-scripts', '--prefer-offline', ...quietly], stage);
};

const fillStage = async (stage: string): Promise<void> => {
  await installDependencies(stage);
  await cp(resolve(root, 'dist'), join(stage, 'dist'), { recursive: true });
  for (const name of ['.zapierapprc', 'CHANGELOG.md']) {
    if (existsSync(resolve(root, name))) await copyFile(resolve(root, name), join(stage, name));
  }
  // The CLI puts into source.zip whatever no .gitignore names.
  await writeFile(join(stage, '.gitignore'), 'node_modules/\nbuild/\n');
};

const pack = async (action: 'build' | 'push', extra: string[]): Promise<void> => {
  const stage = await mkdtemp(join(await realpath(tmpdir()), 'protiv-stage-'));
  // In `build`, validation would ask Zapier's server; `npm run validate` checks what needs none.
  const flags = action === 'build' ? ['--skip-validation'] : [];
  try {
    await fillStage(stage);
    await run(
      process.execPath,
      [zapierCli, action, '--skip-dep-install', ...flags, ...extra],
      stage,
    );
    await mkdir(resolve(root, 'build'), { recursive: true });
    for (const zip of ['build.zip', 'source.zip']) {
      await copyFile(join(stage, 'build', zip), resolve(root, 'build', zip));
    }
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
};

const [action, ...extra] = process.argv.slice(2);

if (action !== 'build' && action !== 'push') {
  console.error('Say what to do: "npm run build:zip" or "npm run push".');
  process.exitCode = 1;
} else if (!existsSync(resolve(root, 'dist/index.js'))) {
  console.error('There is no dist/index.js yet. Run "npm run build" first.');
  process.exitCode = 1;
} else {
  try {
    await pack(action, extra);
    console.log('The zip is ready: build/build.zip');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
