import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { awayReply, finishFirst, sayHeld } from '../domain/desk/scan-away';
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
import type { PrescriptionView } from '../usecases/views';
import { unsavedHere, useClock, useLatest } from '../ui';
import { fillIdField } from './keystroke';
import { inTurn } from './in-turn';
import { endsLast, takeScan, type DeskMode, type Taken } from './take-scan';
import { useCamera } from './use-camera';
import { noteScanned } from './use-idle';
import { useHidScanner } from './use-hid-scanner';
import { useScanner } from './use-scanner';

type Shell = {
  readonly engine: EngineClient;
  readonly signedIn: boolean;
  readonly desk: DeskMode;
  /** The script that is on the screen. */
  readonly openKey: IssueKey | undefined;
  /** `found`: the script as the scan found it. */
  readonly onOpen: (key: IssueKey, found?: PrescriptionView) => void;
  readonly onDesk: () => void;
  readonly onReply: (reply: CommandReply | undefined) => void;
};

/** What was scanned and is not here, for the search box; `n` tells one scan from the next of the same id. */
export type Offered = { readonly id: PrescriptionId; readonly n: number };

/** The desk's answers, newest first: the one that is acted on, and those before it. */
type Seen = {
  readonly last: Scanned | undefined;
  /** When it was scanned. */
  readonly lastAt: number;
  readonly earlier: readonly Scanned[];
};

const nothingSeen: Seen = { last: undefined, lastAt: 0, earlier: [] };
const earlierOf = ({ last, earlier }: Seen): readonly Scanned[] =>
  (last ? [last, ...earlier] : earlier).slice(0, 4);

/** A question that waits for its answer. The camera's dialog waits for scans. */
const question = 'dialog[open]:not(:has([data-takes-scans]))';

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

/** [DSK-21] What is filled in and not saved stays on the screen: a scan that would lead away is answered over it. */
const heldReply = (
  taken: Taken,
  { desk, openKey }: Pick<Shell, 'desk' | 'openKey'>,
): CommandReply | undefined => {
  const what = unsavedHere()?.what;
  if (what === undefined) return undefined;
  const held = (sentence: string, next = finishFirst(what)) =>
    refuse('ScanWhileFilling', 'DSK-21', sentence, next);
  switch (taken.kind) {
    case 'open':
      return taken.key === openKey ? undefined : held('The script of this bag is here.');
    case 'offer':
      return held(`${taken.id} is not here.`);
    case 'scanned': {
      const { scanned, open } = taken;
      if (scanned.key === openKey || !(open || desk === 'behind')) return undefined;
      if (scanned.isHere !== true) return awayReply(scanned);
      const { sentence, next } = sayHeld(scanned, what);
      return held(sentence, next);
    }
    case 'say':
    case 'refused':
      return undefined;
  }
};

/** The answers of the desk: a new one goes before the others, and one that was acted on is forgotten. */
const useSeen = () => {
  const [seen, setSeen] = useState<Seen>(nothingSeen);
  const clock = useClock();
  const see = (scanned: Scanned): void =>
    setSeen((before) => ({ last: scanned, lastAt: clock(), earlier: earlierOf(before) }));
  const putBehind = (): void => setSeen((before) => ({ ...nothingSeen, earlier: earlierOf(before) }));
  const forget = useCallback(
    (done: Scanned | undefined) =>
      setSeen((before) => (before.last === done ? { ...before, last: undefined } : before)),
    [],
  );
  return { seen, see, putBehind, forget };
};

/** What the screen does about what was scanned: the camera's dialog, while it is open, says it in place of the screen. */
const useTaken = (shell: Shell, sounds: boolean) => {
  const { signedIn, desk, openKey, onOpen, onDesk, onReply } = shell;
  const [offered, setOffered] = useState<Offered | undefined>(undefined);
  const { seen, see, putBehind, forget } = useSeen();
  const camera = useCamera(signedIn);
  const watching = camera.shown !== undefined;
  const { hear } = camera;
  const offer = useCallback(
    (id: PrescriptionId) => setOffered((before) => ({ id, n: (before?.n ?? 0) + 1 })),
    [],
  );
  const show = (taken: Taken): void => {
    if (watching) {
      if (taken.kind === 'scanned') see(taken.scanned);
      return hear(taken);
    }
    const held = heldReply(taken, { desk, openKey });
    if (held) {
      if (taken.kind === 'scanned') see(taken.scanned);
      return onReply(held);
    }
    switch (taken.kind) {
      case 'open':
        return onOpen(taken.key);
      case 'scanned': {
        const { scanned, open, view } = taken;
        see(scanned);
        if (desk === 'shown') return onReply(undefined);
        if (desk === 'behind' && scanned.key !== openKey) return onDesk();
        if (open && scanned.key !== undefined) onOpen(scanned.key, view);
        return onReply(open && scanned.look === 'accepted' ? undefined : awayReply(scanned));
      }
      case 'offer':
        onReply(undefined);
        return offer(taken.id);
      case 'say':
        return onReply({ kind: 'done', sentence: taken.sentence });
      case 'refused':
        if (desk === 'shown' && endsLast(taken)) putBehind();
        return onReply(taken);
    }
  };
  const latest = useLatest((taken: Taken): void => {
    // Shown before anything else that waits, and before its sound, which takes as long to make as to show.
    flushSync(() => show(taken));
    if (sounds) sound(soundOf(taken));
  });
  const closeCamera = (): void => {
    camera.close();
    if (camera.shown?.last?.kind === 'offer') offer(camera.shown.last.id);
  };
  return { offered, ...seen, forget, camera: { ...camera, close: closeCamera }, latest };
};

/**
 * Scans from anywhere in the program, and what this computer knows of its scanner. `tryHere` hands a HID scanner's
 * scans to the test area until its answer is called.
 */
export const useScans = (shell: Shell) => {
  const { engine, signedIn, desk } = shell;
  const clock = useClock();
  const [settings, setSettings] = useState<ScannerSettings>({ sounds: true });
  useEffect(() => {
    void loadScanner().then(setSettings);
  }, []);
  const { sounds } = settings;
  const { latest, ...taken } = useTaken(shell, sounds);
  const [inOrder] = useState(inTurn);
  const take = useCallback(
    (scan: Scan, early = false): void => {
      if (!noteScanned()) return;
      if (scan.kind === 'prescription' && fillIdField(scan.id)) return sounds ? sound('accepted') : undefined;
      const asking = document.querySelector(question) !== null;
      const place = { engine, signedIn, desk, asking, early, now: asInstant(clock()) };
      inOrder(takeScan(scan, place), (answer) => latest.current(answer));
    },
    [engine, signedIn, desk, sounds, latest, clock, inOrder],
  );
  useScanner(settings.ways ?? unknownScanner, signedIn, take);
  const bench = useRef<((scan: Scan) => void) | undefined>(undefined);
  const tryHere = useCallback((hear: (scan: Scan) => void) => {
    bench.current = hear;
    return () => (bench.current = undefined);
  }, []);
  const takeHid = useCallback(
    (scan: Scan): void => {
      if (!bench.current) return take(scan);
      if (noteScanned()) bench.current(scan);
    },
    [take],
  );
  const hid = useHidScanner(takeHid);
  const change = useCallback((next: ScannerSettings): Promise<boolean> => {
    setSettings(next);
    return saveScanner(next);
  }, []);
  const typed = useCallback(
    (text: string, early = false): void => {
      const read = readTypedId(text);
      take(
        read.kind === 'ok'
          ? { kind: 'prescription', id: read.id }
          : { kind: 'prescription-wrong', text, sentence: read.sentence },
        early,
      );
    },
    [take],
  );
  return { settings, change, take, hid, tryHere, typed, ...taken };
};
