import { openLocation } from '../../harness/bench-location.ts';
import type { Location, LocationOptions } from '../../harness/bench-location.ts';
import { Processes } from '../../harness/processes.ts';
import { stageApps } from './apps.ts';
import type { StagedApps } from './apps.ts';

/** What the sections share; each part is made when it is first asked for. */
export class Bench {
  #staged: Promise<StagedApps> | undefined;
  #processes: Promise<Processes> | undefined;

  async apps(): Promise<StagedApps['apps']> {
    this.#staged ??= stageApps();
    return (await this.#staged).apps;
  }

  processes(): Promise<Processes> {
    this.#processes ??= Processes.open();
    return this.#processes;
  }

  /**
   * Runs `measure` on a location whose facts Zapier's cache holds already, as it does after the first
   * poll of each hour.
   */
  async withLocation<Result>(
    options: LocationOptions,
    measure: (location: Location) => Promise<Result>,
  ): Promise<Result> {
    const location = await openLocation(options);
    try {
      const processes = await this.processes();
      const { protiv } = await this.apps();
      const { cache } = await processes.probe(protiv, { event: location.poll, calls: 1 });
      return await measure({ ...location, poll: { ...location.poll, zcacheTestObj: cache } });
    } finally {
      await location.sandbox.close();
    }
  }

  /** The same with several locations, which are all there at once. */
  withLocations<Result>(
    [next, ...others]: readonly LocationOptions[],
    measure: (locations: readonly Location[]) => Promise<Result>,
    opened: readonly Location[] = [],
  ): Promise<Result> {
    if (!next) return measure(opened);
    return this.withLocation(next, (location) =>
      this.withLocations(others, measure, [...opened, location]),
    );
  }

  async close(): Promise<void> {
    await (await this.#processes)?.close();
    await (await this.#staged)?.close();
  }
}
