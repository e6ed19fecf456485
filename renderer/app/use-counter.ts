import { useCallback } from 'react';
import type { IssueKey } from '../domain/kernel/ids';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { PrescriptionView } from '../usecases/views';
import { useKeys } from '../ui';
import type { DeskSeat } from './desk-place';
import { sameMenu, type Place } from './places';
import { useIntake } from './use-intake';
import { useScans } from './use-scans';

type Shell = {
  readonly engine: EngineClient;
  readonly signedIn: boolean;
  readonly place: Place;
  readonly visit: (place: Place) => void;
  readonly onReply: (reply: CommandReply | undefined) => void;
};

/** What comes over the counter wherever somebody is: scans, packs and lists, and what of it the desk shows. */
export const useCounter = ({ engine, signedIn, place, visit, onReply }: Shell) => {
  const intake = useIntake(signedIn);
  useKeys({ 'Ctrl+o': intake.choose }, signedIn);
  const ofDesk = sameMenu(place, 'desk');
  const from = ofDesk ? 'desk' : 'today';
  const open = useCallback(
    (key: IssueKey, found?: PrescriptionView) =>
      visit({ kind: 'prescription', key, from, ...(found ? { found } : {}) }),
    [visit, from],
  );
  const scans = useScans({
    engine,
    signedIn,
    desk: place.kind === 'desk' ? 'shown' : ofDesk ? 'behind' : 'away',
    openKey: place.kind === 'prescription' ? place.key : undefined,
    onOpen: open,
    onDesk: () => visit({ kind: 'desk' }),
    onReply,
  });
  const { last, lastAt, earlier, typed, forget, camera } = scans;
  const desk: DeskSeat = {
    last,
    lastAt,
    earlier,
    typed,
    forget,
    choose: intake.choose,
    openCamera: camera.open,
  };
  return { intake, open, scans, desk };
};
