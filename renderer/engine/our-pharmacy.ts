import type { EngineStart } from '../../electron/contract/channels';
import type { Site } from '../domain/kernel/context';
import { isBrokerSetUp, siteIsSet } from '../domain/settings/model';
import type { Deps } from '../usecases/deps';
import { loadSettings } from '../usecases/settings/load-settings';

/** Who we are, as the settings have it now; until they say it, as the profile was made. */
export class OurPharmacy {
  readonly #start: EngineStart;
  #site: Site;
  #isConnected = false;

  constructor(start: EngineStart) {
    this.#start = start;
    this.#site = start.site;
  }

  get site(): Site {
    return this.#site;
  }

  /** [SET-4] [SET-6] Whether there is a broker to speak to. */
  get hasBroker(): boolean {
    return isBrokerSetUp(this.#start.profile.kind, this.#isConnected);
  }

  /** [SET-2] Nobody speaks to it before the pharmacy has a name. */
  get talks(): boolean {
    return this.hasBroker && siteIsSet(this.#site);
  }

  /** Takes the settings up, here and in main. */
  async read(deps: Deps): Promise<void> {
    const { site, connection } = await loadSettings(deps);
    this.#site = site ?? this.#start.site;
    if (deps.kind === 'live') this.#isConnected = await deps.identity.configure(connection);
  }
}
