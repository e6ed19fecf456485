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

type Waiting<T> = { readonly id: string; readonly one: T };

/** Things that wait to be looked at, in the order in which they came. */
const useWaiting = <T>() => {
  const [items, setItems] = useState<readonly Waiting<T>[]>([]);
  const add = useCallback(
    (more: readonly T[]) =>
      setItems((before) => [...before, ...more.map((one) => ({ id: crypto.randomUUID(), one }))]),
    [],
  );
  const remove = useCallback(
    (id: string) => setItems((before) => before.filter((item) => item.id !== id)),
    [],
  );
  return { items, add, remove };
};

type Left = LeftFiles & { readonly signedOut: boolean };

const currentOf = (
  left: Waiting<Left> | undefined,
  offer: PackOffer | undefined,
  list: Waiting<GivenList> | undefined,
): Intake | undefined => {
  if (left) return { kind: 'left', id: left.id, left: left.one };
  if (offer) return { kind: 'pack', id: offer.offerId, offer };
  return list && { kind: 'list', id: list.id, list: list.one };
};

type Waits = {
  readonly addLists: (lists: readonly GivenList[]) => void;
  readonly sayLeft: (left: LeftFiles) => void;
};

/** [LST-9] Takes what is dropped on the window or chosen. */
const useTaking = (active: boolean, { addLists, sayLeft }: Waits) => {
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
      if (!reply.ok)
        return sayLeft({
          files: [{ name: 'What was chosen', sentence: reply.refusal.sentence }],
          others: false,
        });
      if (reply.value.kind !== 'opened') return;
      const { files, leftOut } = reply.value;
      addLists(files.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) })));
      sayLeft({ files: leftOut, others: files.length > 0 });
    });
  }, [addLists, sayLeft]);
  return { over, choose };
};

/**
 * [PCK-21] [LST-9] What waits to be looked at, one at a time: what was not taken of files that were opened or
 * dropped, packs from anywhere, lists.
 */
export const useIntake = (active: boolean) => {
  const { offers, dismiss } = useOffers();
  /** Packs whose import goes on without their dialog; main has them open until it has ended. */
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  const folder = usePackFolder();
  const { items: lists, add: addLists, remove: removeList } = useWaiting<GivenList>();
  const { items: lefts, add: addLeft, remove: removeLeft } = useWaiting<Left>();
  const sayLeft = useCallback(
    (left: LeftFiles) => addLeft(left.files.length > 0 ? [{ ...left, signedOut: !active }] : []),
    [active, addLeft],
  );
  const { over, choose } = useTaking(active, { addLists, sayLeft });
  // What somebody dropped while signed in is not named to whoever passes.
  const left = lefts.find(({ one }) => active || one.signedOut);
  const offer = active ? offers.find(({ offerId }) => !away.has(offerId)) : undefined;
  const [list] = active ? lists : [];
  /** With the code of the refusal that was read, or empty. */
  const close = useCallback(
    ({ kind, id }: Pick<Intake, 'kind' | 'id'>, refused: string): void => {
      if (kind === 'pack') dismiss(id, refused);
      else (kind === 'left' ? removeLeft : removeList)(id);
    },
    [removeLeft, dismiss, removeList],
  );
  /** [PCK-25] Its import goes on. */
  const leave = useCallback(
    ({ kind, id }: Intake): void => {
      if (kind === 'pack') setAway((before) => new Set([...before, id]));
      else removeList(id);
    },
    [removeList],
  );
  return { current: currentOf(left, offer, list), over, close, leave, choose, folder };
};
