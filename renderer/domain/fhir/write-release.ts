import type { Actor, Site } from '../kernel/context';
import { systems } from './systems';
import { actorRole, identifier, siteOrganization } from './writing';

export type ReleaseInput = {
  readonly site: Site;
  /** Nobody at the door for what goes without a person (INB-18): EPS refuses who is named there. */
  readonly actor?: Actor;
  readonly shortId?: string;
};

/** [FHIR-9] Body of `$release`: with an id for one script, without for those nominated to us (eps.md 1.1). */
export const writeRelease = ({ site, actor, shortId }: ReleaseInput) => ({
  resourceType: 'Parameters',
  parameter: [
    ...(shortId === undefined
      ? []
      : [{ name: 'group-identifier', valueIdentifier: identifier(systems.shortId, shortId) }]),
    { name: 'owner', resource: siteOrganization(site, 'owner') },
    { name: 'status', valueCode: 'accepted' },
    ...(actor ? [{ name: 'agent', resource: actorRole(actor, 'agent') }] : []),
  ],
});
