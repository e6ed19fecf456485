import { useCallback, useEffect, useState } from 'react';
import { asInstant } from '../domain/kernel/instant';
import type { IssueKey, PrescriptionId } from '../domain/kernel/ids';
import type { Scan } from '../domain/scanning/scan';
import { unknownScanner } from '../domain/scanning/scanner';
import { loadScanner, saveScanner, type ScannerSettings } from '../platform/scanner';
import { sound, type Sound } from '../platform/sounds';
import type { CommandReply, EngineClient } from '../usecases/commands';
import { takeScan, type Taken } from './take-scan';
import { useScanner } from './use-scanner';

type Shell = {
  readonly engine: EngineClient;
  readonly signedIn: boolean;
  readonly onOpen: (key: IssueKey) => void;
  readonly onReply: (reply: CommandReply | undefined) => void;
};

/** What was scanned and is not here, for the search box; `n` tells one scan from the next of the same id. */
export type Offered = { readonly id: PrescriptionId; readonly n: number };

const soundOf = (taken: Taken): Sound => {
  switch (taken.kind) {
    case 'open':
      return 'accepted';
    case 'offer':
      return 'attention';
    case 'say':
      return taken.look === 'info' ? 'accepted' : 'attention';
    case 'refused':
      return 'refused';
  }
};

/** Scans from anywhere in the program, and what this computer knows of its scanner. */
export const useScans = ({ engine, signedIn, onOpen, onReply }: Shell) => {
  const [settings, setSettings] = useState<ScannerSettings>({ sounds: true, ways: unknownScanner });
  const [offered, setOffered] = useState<Offered | undefined>(undefined);
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
        case 'offer':
          onReply(undefined);
          return setOffered((before) => ({ id: taken.id, n: (before?.n ?? 0) + 1 }));
        case 'say':
          return onReply({ kind: 'done', sentence: taken.sentence });
        case 'refused':
          return onReply(taken);
      }
    },
    [sounds, onOpen, onReply],
  );
  const take = useCallback(
    (scan: Scan): void => {
      const asking = document.querySelector('dialog[open]') !== null;
      void takeScan(scan, { engine, signedIn, asking, now: asInstant(Date.now()) }).then(act);
    },
    [engine, signedIn, act],
  );
  useScanner(settings.ways, take);
  const change = useCallback((next: ScannerSettings) => {
    setSettings(next);
    void saveScanner(next);
  }, []);
  return { settings, change, take, offered };
};
