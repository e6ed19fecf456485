import { useCallback, useEffect, useState } from 'react';
import type { Scanned } from '../domain/desk/scan-words';
import { readTypedId } from '../domain/kernel/check-character';
import { asInstant } from '../domain/kernel/instant';
import type { IssueKey, PrescriptionId } from '../domain/kernel/ids';
import { refuse } from '../domain/kernel/refusal';
import type { Scan } from '../domain/scanning/scan';
import { unknownScanner, type ScannerSettings } from '../domain/scanning/scanner';
import { loadScanner, saveScanner } from '../platform/scanner';
import { sound, type Sound } from '../platform/sounds';
import type { CommandReply, EngineClient } from '../usecases/commands';
import { useClock } from '../ui';
import { fillIdField } from './keystroke';
import { takeScan, type Taken } from './take-scan';
import { useHidScanner } from './use-hid-scanner';
import { useScanner } from './use-scanner';

type Shell = {
  readonly engine: EngineClient;
  readonly signedIn: boolean;
  readonly atDesk: boolean;
  readonly onOpen: (key: IssueKey) => void;
  readonly onReply: (reply: CommandReply | undefined) => void;
};

/** What was scanned and is not here, for the search box; `n` tells one scan from the next of the same id. */
export type Offered = { readonly id: PrescriptionId; readonly n: number };

const soundOf = (taken: Taken): Sound => {
  switch (taken.kind) {
    case 'open':
      return 'accepted';
    case 'scanned':
      return taken.scanned.look;
    case 'offer':
      return 'attention';
    case 'say':
      return taken.look === 'info' ? 'accepted' : 'attention';
    case 'refused':
      return 'refused';
  }
};

/** A scan's answer away from the desk, in one sentence. */
const replyOf = ({ look, title, sentence, next }: Scanned): CommandReply =>
  look === 'accepted'
    ? { kind: 'done', sentence: `${sentence} ${next}` }
    : refuse('ScanAnswered', 'DSK-4', `${title}. ${sentence}`, next);

/** Scans from anywhere in the program, and what this computer knows of its scanner. */
export const useScans = ({ engine, signedIn, atDesk, onOpen, onReply }: Shell) => {
  const clock = useClock();
  const [settings, setSettings] = useState<ScannerSettings>({ sounds: true });
  const [offered, setOffered] = useState<Offered | undefined>(undefined);
  const [last, setLast] = useState<Scanned | undefined>(undefined);
  useEffect(() => {
    void loadScanner().then(setSettings);
  }, []);
  const { sounds } = settings;
  const act = useCallback(
    (taken: Taken): void => {
      if (sounds) sound(soundOf(taken));
      switch (taken.kind) {
        case 'open':
          return onOpen(taken.key);
        case 'scanned': {
          const { scanned, open } = taken;
          setLast(scanned);
          if (open && scanned.key !== undefined) onOpen(scanned.key);
          return onReply(atDesk || (open && scanned.look === 'accepted') ? undefined : replyOf(scanned));
        }
        case 'offer':
          onReply(undefined);
          return setOffered((before) => ({ id: taken.id, n: (before?.n ?? 0) + 1 }));
        case 'say':
          return onReply({ kind: 'done', sentence: taken.sentence });
        case 'refused':
          return onReply(taken);
      }
    },
    [sounds, atDesk, onOpen, onReply],
  );
  const take = useCallback(
    (scan: Scan): void => {
      if (scan.kind === 'prescription' && fillIdField(scan.id)) return sounds ? sound('accepted') : undefined;
      const asking = document.querySelector('dialog[open]') !== null;
      void takeScan(scan, { engine, signedIn, atDesk, asking, now: asInstant(clock()) }).then(act);
    },
    [engine, signedIn, atDesk, sounds, act, clock],
  );
  useScanner(settings.ways ?? unknownScanner, take);
  const hid = useHidScanner(take);
  const change = useCallback((next: ScannerSettings): Promise<boolean> => {
    setSettings(next);
    return saveScanner(next);
  }, []);
  const typed = useCallback(
    (text: string): void => {
      const read = readTypedId(text);
      take(
        read.kind === 'ok'
          ? { kind: 'prescription', id: read.id }
          : { kind: 'prescription-wrong', text, sentence: read.sentence },
      );
    },
    [take],
  );
  const forget = useCallback(() => setLast(undefined), []);
  return { settings, change, take, hid, offered, last, typed, forget };
};
