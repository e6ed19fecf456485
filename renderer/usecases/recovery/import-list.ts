import { mayImport } from '../../domain/recovery/decide-pack';
import { maxListed } from '../../domain/recovery/list-report';
import { listRefusals } from '../../domain/recovery/list-refusals';
import { commit } from '../commit';
import type { PackParts } from './import-pack';
import { reportDone } from './import-words';
import type { ImportReply, PackCommand } from './pack-commands';
import { signedOut } from '../signed-in';

/** [LST-8] Puts the ids of a list that somebody has looked at onto the desk, and keeps what the list came to. */
export const importList = async (
  { deps, toDesk, inTurn, show }: PackParts,
  { source, entries, counts }: Extract<PackCommand, { kind: 'ImportList' }>,
): Promise<ImportReply> => {
  const actor = deps.who.current();
  if (!actor) return signedOut('Sign in, then open it again.');
  const refusal = mayImport(actor);
  if (refusal) return refusal;
  if (entries.length === 0) return listRefusals.nothing();
  if (entries.length > maxListed) return listRefusals.tooLarge();
  try {
    const listed = await toDesk(source, entries, (done) =>
      show({ name: source.name, doing: 'listing', done, total: entries.length }),
    );
    if (listed.kind === 'refused') return listed;
    const notWritten = await inTurn(() =>
      commit(deps, actor.name, [{ event: { type: 'list.imported', id: deps.ids.newId(), source, counts } }]),
    );
    return notWritten ?? reportDone(source.name, listed);
  } finally {
    show(undefined);
  }
};
