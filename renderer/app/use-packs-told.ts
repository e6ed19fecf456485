import { useCallback, useEffect, useState } from 'react';
import { callMain } from '../platform/bridge';
import { packsOfferedMessage, type WatchedFolder } from '../platform/pack-files';

/** Looks at once, and again whenever main says that something about packs is another. */
export const usePacksTold = (look: () => void): void => {
  useEffect(() => {
    const listen = (event: MessageEvent): void => {
      if (event.data === packsOfferedMessage && event.origin === location.origin) look();
    };
    window.addEventListener('message', listen);
    look();
    return () => window.removeEventListener('message', listen);
  }, [look]);
};

/** [PCK-26] The watched folder, kept up to date where it begins or ceases to be readable. */
export const usePackFolder = (): WatchedFolder | undefined => {
  const [folder, setFolder] = useState<WatchedFolder | undefined>(undefined);
  const look = useCallback(() => {
    void callMain('packs.folder', undefined).then((reply) => reply.ok && setFolder(reply.value));
  }, []);
  usePacksTold(look);
  return folder;
};
