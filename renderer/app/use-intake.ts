import { useCallback, useEffect, useState } from 'react';
import { dropPieceBytes, packsOfferedMessage, type PackOffer } from '../platform/pack-files';
import { callMain } from '../platform/bridge';
import type { GivenList, Intake } from '../features/recovery/import-types';

const isPackName = (name: string): boolean => /\.epspack$/i.test(name);

/** Hands a dropped pack to main piece by piece: the page knows no path, and no one call holds it all. */
const dropPack = async (file: File): Promise<void> => {
  const offerId = crypto.randomUUID();
  for (let at = 0; at === 0 || at < file.size; at += dropPieceBytes) {
    const piece = await file.slice(at, at + dropPieceBytes).arrayBuffer();
    const last = at + dropPieceBytes >= file.size;
    const reply = await callMain('packs.drop', {
      offerId,
      name: file.name,
      at,
      bytes: new Uint8Array(piece),
      last,
    });
    if (!reply.ok || !reply.value) return;
  }
};

const listOf = async (file: File): Promise<GivenList> => ({
  name: file.name,
  bytes: new Uint8Array(await file.arrayBuffer()),
});

/** Files dropped anywhere on the window, and whether some hover over it. */
const useDrop = (active: boolean, onLists: (lists: readonly GivenList[]) => void): boolean => {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const allow = (event: DragEvent): void => {
      event.preventDefault();
      if (active && event.dataTransfer?.types.includes('Files')) setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      if (!active) return;
      const files = [...(event.dataTransfer?.files ?? [])];
      for (const file of files.filter(({ name }) => isPackName(name))) void dropPack(file);
      const lists = files.filter(({ name }) => !isPackName(name));
      if (lists.length > 0) void Promise.all(lists.map(listOf)).then(onLists);
    };
    window.addEventListener('dragover', allow);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [active, onLists]);
  return over;
};

/** Packs that main offers, kept up to date. */
const useOffers = () => {
  const [offers, setOffers] = useState<readonly PackOffer[]>([]);
  const look = useCallback(() => {
    void callMain('packs.offers', undefined).then((reply) => reply.ok && setOffers(reply.value));
  }, []);
  useEffect(() => {
    const listen = (event: MessageEvent): void => {
      if (event.data === packsOfferedMessage && event.origin === location.origin) look();
    };
    window.addEventListener('message', listen);
    look();
    return () => window.removeEventListener('message', listen);
  }, [look]);
  const dismiss = useCallback(
    (offerId: string) => {
      // At once: while its dialog stands, what lies under it cannot have the keys.
      setOffers((before) => before.filter((one) => one.offerId !== offerId));
      void callMain('packs.dismiss', { offerId }).then(look);
    },
    [look],
  );
  return { offers, dismiss };
};

/** [PCK-21] What waits to be looked at, one at a time: packs from anywhere, lists that were opened or dropped. */
export const useIntake = (active: boolean) => {
  const { offers, dismiss } = useOffers();
  const [lists, setLists] = useState<readonly GivenList[]>([]);
  const add = useCallback((more: readonly GivenList[]) => setLists((before) => [...before, ...more]), []);
  const over = useDrop(active, add);
  const [offer] = offers;
  const [list] = lists;
  const current: Intake | undefined = offer ? { kind: 'pack', offer } : list && { kind: 'list', list };
  const offerId = offer?.offerId;
  const close = useCallback(() => {
    if (offerId === undefined) setLists(([, ...rest]) => rest);
    else dismiss(offerId);
  }, [offerId, dismiss]);
  const choose = useCallback(() => {
    void callMain('packs.choose', undefined).then((reply) => {
      if (!reply.ok || reply.value.kind !== 'opened') return;
      add(reply.value.files.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) })));
    });
  }, [add]);
  return { current: active ? current : undefined, over, close, choose };
};
