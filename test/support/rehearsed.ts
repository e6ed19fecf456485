import { randomUUID } from 'node:crypto';
import { rehearse } from '../../renderer/tools/rehearse';
import { readFileText, type FoundScript } from '../../renderer/tools/scripts-of';
import type { Site } from '../../renderer/domain/kernel/context';
import { anActor, aSite, now } from './builders';

const yes = JSON.stringify({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'information', code: 'informational' }],
});

export type Rehearsed = { readonly name: string; readonly message: unknown };

/** Every message that the program would send about scripts, by what it is, to an endpoint that takes all. */
export const rehearsed = async (
  bundles: readonly unknown[],
  site: Site = aSite,
): Promise<readonly Rehearsed[]> => {
  const scripts = bundles.flatMap((bundle): readonly FoundScript[] => {
    const file = readFileText(JSON.stringify(bundle));
    return file.kind === 'scripts' ? file.found : [];
  });
  const sent: Rehearsed[] = [];
  let last: unknown;
  await rehearse(
    {
      endpoint: async (_sort, message) => {
        last = JSON.parse(JSON.stringify(message)) as unknown; // what goes over the wire
        return { kind: 'answered', status: 200, headers: {}, bodyText: yes };
      },
      cast: { site, user: anActor(), newId: randomUUID },
      now,
      tell: (_kind, line) => {
        if (last !== undefined) sent.push({ name: line.split(':')[0] ?? '', message: last });
        last = undefined;
      },
    },
    scripts,
  );
  return sent;
};
