import { useEffect, useLayoutEffect, useRef } from 'react';
import type { CommandOf, EngineClient } from '../../usecases/commands';
import type { ImportEnd, ImportReply } from '../../usecases/recovery/pack-commands';

/** What leads out of an import that goes on. */
export type LeaveImport = {
  /** Its dialog is left, or goes because nobody is signed in any more. */
  readonly onAway: () => void;
  /** It has ended, and its dialog was left. */
  readonly onEnd: (end: ImportEnd) => void;
};

type Parts = LeaveImport & { readonly engine: EngineClient; readonly name: string };

/** [PCK-25] Runs an import whose dialog may be left: its end is said in the dialog, or where it is told otherwise. */
export const useImport = ({ engine, name, onAway, onEnd }: Parts) => {
  const held = useRef({ here: true, going: false, onAway, onEnd });
  useLayoutEffect(() => {
    held.current.onAway = onAway;
    held.current.onEnd = onEnd;
  });
  useEffect(() => {
    const now = held.current;
    now.here = true;
    return () => {
      now.here = false;
      if (now.going) now.onAway();
    };
  }, []);
  return (command: CommandOf<'ImportPack' | 'ImportList'>, onOver: (reply: ImportReply) => void): void => {
    const now = held.current;
    now.going = true;
    void engine.execute(command).then((reply) => {
      now.going = false;
      if (now.here) onOver(reply);
      else
        now.onEnd({
          id: crypto.randomUUID(),
          name,
          reply,
          ...(command.kind === 'ImportPack' ? { packId: command.packId } : {}),
        });
    });
  };
};
