import { useEffect, useState } from 'react';
import type { Dropped } from './take-files';

/** At once: what was dropped can be asked for only while it is being dropped. */
const droppedIn = ({ dataTransfer }: DragEvent): readonly Dropped[] =>
  [...(dataTransfer?.items ?? [])].flatMap((item) => {
    const file = item.getAsFile();
    return file ? [{ file, folder: item.webkitGetAsEntry()?.isDirectory === true }] : [];
  });

/** Files dropped anywhere on the window, and whether some hover over it. */
export const useDrop = (active: boolean, onFiles: (dropped: readonly Dropped[]) => void): boolean => {
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
      const dropped = droppedIn(event);
      if (dropped.length > 0) onFiles(dropped);
    };
    window.addEventListener('dragover', allow);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [active, onFiles]);
  return over;
};
