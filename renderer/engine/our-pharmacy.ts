import type { EngineStart } from '../../electron/contract/channels';
import type { Site } from '../domain/kernel/context';
import { siteIsSet } from '../domain/settings/model';
import type { Deps } from '../usecases/deps';
import { loadSettings } from '../usecases/settings/load-settings';

/** Who we are, as the settings have it now; until they say it, as the profile was made. */
export class OurPharmacy {
  readonly #start: EngineStart;
  #site: Site;

  constructor(start: EngineStart) {
    this.#start = start;
    this.#site = start.site;
  }

  get site(): Site {
    return this.#site;
  }

  /** [SET-2] [SET-4] Nobody speaks to a broker before the pharmacy has a name, and a companion never. */
  get talks(): boolean {
    return this.#start.profile.kind !== 'companion' && siteIsSet(this.#site);
  }

  /** Takes the settings up, here and in main. */
  async read(deps: Deps): Promise<void> {
    const { site, connection } = await loadSettings(deps);
    this.#site = site ?? this.#start.site;
    if (deps.kind === 'live') await deps.identity.configure(connection);
  }
}
