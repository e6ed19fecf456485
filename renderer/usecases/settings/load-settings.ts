import type { Site } from '../../domain/kernel/context';
import type { Connection } from '../../domain/settings/model';
import type { Deps } from '../deps';

/** What the journal says about this pharmacy; undefined where nobody has said it yet. */
export const loadSettings = async ({
  store,
}: {
  readonly store: Pick<Deps['store'], 'loadFromList'>;
}): Promise<{ readonly site: Site | undefined; readonly connection: Connection | undefined }> => {
  const [site, connection] = await store.loadFromList('settings', ['site', 'connection']);
  return {
    site: site?.id === 'site' ? site.site : undefined,
    connection: connection?.id === 'connection' ? connection.connection : undefined,
  };
};
