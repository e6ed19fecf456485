import { useCallback, useState } from 'react';
import { whyNotTaken } from '../domain/recovery/given-files';
import { fileLimits, type PackOffer } from '../platform/pack-files';
import { callMain } from '../platform/bridge';
import type { GivenList, Intake, LeftFiles } from '../features/recovery/import-types';
import { dropPack } from './drop-pack';
import { takeFiles, type Dropped } from './take-files';
import { useDrop } from './use-drop';
import { usePackFolder, usePacksTold } from './use-packs-told';

const limits = { each: fileLimits.openBytes, together: fileLimits.openTogether, count: fileLimits.openCount };

/** Packs that main offers, kept up to date. */
const useOffers = () => {
  const [offers, setOffers] = useState<readonly PackOffer[]>([]);
  const look = useCallback(() => {
    void callMain('packs.offers', undefined).then((reply) => reply.ok && setOffers(reply.value));
  }, []);
  usePacksTold(look);
  const dismiss = useCallback(
    (offerId: string, refused: string) => {
      // At once: while its dialog stands, what lies under it cannot have the keys.
      setOffers((before) => before.filter((one) => one.offerId !== offerId));
      void callMain('packs.dismiss', { offerId, refused }).then(look);
    },
    [look],
  );
  return { offers, dismiss };
};

/** Things that wait to be looked at, in the order in which they came. */
const useWaiting = <T extends object>() => {
  const [items, setItems] = useState<readonly T[]>([]);
  const add = useCallback((more: readonly T[]) => setItems((before) => [...before, ...more]), []);
  const remove = useCallback((one: T) => setItems((before) => before.filter((other) => other !== one)), []);
  return { items, add, remove };
};

type Left = LeftFiles & { readonly signedOut: boolean };

const currentOf = (
  left: Left | undefined,
  offer: PackOffer | undefined,
  list: GivenList | undefined,
): Intake | undefined => {
  if (left) return { kind: 'left', left };
  if (offer) return { kind: 'pack', offer };
  return list && { kind: 'list', list };
};

/**
 * [PCK-21] [LST-9] What waits to be looked at, one at a time: what was not taken of files that were opened or
 * dropped, packs from anywhere, lists.
 */
export const useIntake = (active: boolean) => {
  const { offers, dismiss } = useOffers();
  const folder = usePackFolder();
  const { items: lists, add: addLists, remove: removeList } = useWaiting<GivenList>();
  const { items: lefts, add: addLeft, remove: removeLeft } = useWaiting<Left>();
  const sayLeft = useCallback(
    (left: LeftFiles) => addLeft(left.files.length > 0 ? [{ ...left, signedOut: !active }] : []),
    [active, addLeft],
  );
  const drop = useCallback(
    (dropped: readonly Dropped[]) => {
      if (!active) {
        const files = dropped.map(({ file }) => ({ name: file.name, sentence: whyNotTaken.signedOut }));
        return sayLeft({ files, others: false });
      }
      void takeFiles(dropped, { limits, dropPack }).then((taken) => {
        addLists(taken.lists);
        sayLeft({ files: taken.leftOut, others: taken.packs + taken.lists.length > 0 });
      });
    },
    [active, addLists, sayLeft],
  );
  const over = useDrop(active, drop);
  const choose = useCallback(() => {
    void callMain('packs.choose', undefined).then((reply) => {
      if (!reply.ok || reply.value.kind !== 'opened') return;
      const { files, leftOut } = reply.value;
      addLists(files.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) })));
      sayLeft({ files: leftOut, others: files.length > 0 });
    });
  }, [addLists, sayLeft]);
  // What somebody dropped while signed in is not named to whoever passes.
  const left = lefts.find(({ signedOut }) => active || signedOut);
  const [offer] = active ? offers : [];
  const [list] = active ? lists : [];
  const close = useCallback(
    /** With the code of the refusal that was read, or empty. */
    (refused: string) => {
      if (left) removeLeft(left);
      else if (offer) dismiss(offer.offerId, refused);
      else if (list) removeList(list);
    },
    [left, offer, list, removeLeft, dismiss, removeList],
  );
  return { current: currentOf(left, offer, list), over, close, choose, folder };
};
