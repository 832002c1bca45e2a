/**
 * A folder outside the project from which Zapier's CLI packs an app.
 *
 * Built in place the CLI walks the development dependencies too, and a folder inside the project would
 * still let its tracer find optional packages in the `node_modules` above. Only what is named here is
 * staged, so that no `.env` can slip into a zip.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { EXTERNAL } from './bundle.ts';
import { shippedFolders } from './supply-chain/lock-file.ts';
import { ZAPIER_CLI } from './zapier-cli.ts';

const root = resolve(import.meta.dirname, '..');

/** `package.json`, as far as staging changes it. */
interface Manifest {
  [part: string]: unknown;
  scripts?: unknown;
  devDependencies?: unknown;
  allowScripts?: unknown;
  workspaces?: unknown;
  dependencies?: Record<string, string>;
}

interface LockFile {
  /** By folder; `''` is the project itself. */
  packages: Record<string, Manifest>;
}

/** What is in the bundle needs no installing; the CLI would zip its many `package.json`. */
const isBundled = (name: string): boolean => !EXTERNAL.includes(name);

/**
 * What the zip needs. Without scripts the CLI has no `_zapier-build` to run: the bundle is built
 * already.
 */
const runtimeManifest = ({
  scripts: _scripts,
  devDependencies: _devDependencies,
  allowScripts: _allowScripts,
  workspaces: _workspaces,
  dependencies = {},
  ...rest
}: Manifest): Manifest => ({
  ...rest,
  dependencies: Object.fromEntries(
    Object.entries(dependencies).filter(([name]) => !isBundled(name)),
  ),
});

const readJson = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(resolve(root, name), 'utf8'));

const writeJson = (path: string, content: unknown): Promise<void> =>
  writeFile(path, `${JSON.stringify(content, null, 2)}\n`);

/**
 * Runs a command; fails when the command does.
 *
 * @param quiet keeps its output for the error, instead of showing it on this terminal
 * @param environment what it finds in its environment besides
 */
const run = (
  command: string,
  args: readonly string[],
  cwd: string,
  quiet: boolean,
  environment: Readonly<Record<string, string>> = {},
) =>
  new Promise<void>((done, fail) => {
    const child = spawn(command, args, {
      cwd,
      stdio: quiet ? 'pipe' : 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
      env: {
        ...process.env,
        DISABLE_ZAPIER_ANALYTICS: '1',
        NO_UPDATE_NOTIFIER: '1',
        ...environment,
      },
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) return done();
      fail(new Error(`"${command} ${args.join(' ')}" ended with code ${String(code)}.\n${output}`));
    });
  });

/**
 * Installs what the bundle leaves outside, at the versions that the tests saw: the staged lock file is
 * the project's, less what only development needs and what is bundled.
 */
const installDependencies = async (folder: string, quiet: boolean): Promise<void> => {
  const manifest = await readJson<Manifest>('package.json');
  await writeJson(join(folder, 'package.json'), runtimeManifest(manifest));
  const { packages, ...lock } = await readJson<LockFile>('package-lock.json');
  const bundled = Object.keys(manifest.dependencies ?? {}).filter(isBundled);
  const left = new Set(bundled.map((name) => `node_modules/${name}`));
  const shipped = shippedFolders(packages);
  const runtime = Object.entries(packages).filter(
    ([path]) => path === '' || (shipped.has(path) && !left.has(path)),
  );
  await writeJson(join(folder, 'package-lock.json'), {
    ...lock,
    packages: Object.fromEntries(
      runtime.map(([path, entry]) => [path, path === '' ? runtimeManifest(entry) : entry]),
    ),
  });
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['ci', '--ignore-scripts', '--prefer-offline', ...quietly], folder, quiet);
};

export interface Stage {
  /**
   * Runs Zapier's CLI on a built app.
   *
   * @param dist the folder that holds the app's bundle
   * @param extra further arguments for the CLI
   * @returns the folder that holds `build.zip` and `source.zip`
   */
  pack: (action: 'build' | 'push', dist: string, extra?: readonly string[]) => Promise<string>;
  /** Removes the folder. */
  close: () => Promise<void>;
}

/**
 * Makes a staging folder with the app's runtime dependencies. Several apps can be packed in it, one
 * after another.
 *
 * @param quiet keeps what npm and the CLI print off this terminal
 * @param environment what the CLI, and so the app that it loads, finds in its environment besides
 */
export const openStage = async ({
  quiet = false,
  environment = {},
}: { quiet?: boolean; environment?: Readonly<Record<string, string>> } = {}): Promise<Stage> => {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'protiv-stage-'));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await installDependencies(folder, quiet);
    for (const name of ['.zapierapprc', 'CHANGELOG.md']) {
      if (existsSync(resolve(root, name))) await copyFile(resolve(root, name), join(folder, name));
    }
    // The CLI puts into source.zip whatever no .gitignore names.
    await writeFile(join(folder, '.gitignore'), 'node_modules/\nbuild/\n');
  } catch (error) {
    await close();
    throw error;
  }
  return {
    pack: async (action, dist, extra = []) => {
      // In `build`, validation would ask Zapier's server; `npm run validate` checks what needs none.
      const flags = action === 'build' ? ['--skip-validation'] : [];
      await rm(join(folder, 'dist'), { recursive: true, force: true });
      await cp(dist, join(folder, 'dist'), { recursive: true });
      await run(
        process.execPath,
        [ZAPIER_CLI, action, '--skip-dep-install', ...flags, ...extra],
        folder,
        quiet,
        environment,
      );
      return join(folder, 'build');
    },
    close,
  };
};
