import { app } from 'electron';
import { askInBox } from './ask-in-box';
import { placeOfFault } from './system/faults';
import { restart } from './system/restart';

const askWhetherAgain = (place: string): Promise<boolean> =>
  askInBox(undefined, {
    message: 'Holdfast has met a fault in itself.',
    detail: `Nothing that was saved is lost, and what waits to be sent is kept. Start it again now; tell the supplier of the place if this comes back.\n\n${place}`,
    buttons: ['Start Holdfast again', 'Go on'],
    cancelId: 1,
  });

/** [PRF-10] A fault that nobody expected in main: Electron would show its words, which may name somebody, and no way on. */
export const tellOwnFaults = (say: (sentence: string) => void): void => {
  let asking = false;
  let ends = false;
  app.on('before-quit', () => (ends = true));
  const tell = (failure: unknown): void => {
    const place = placeOfFault(failure);
    say(`a fault in the program itself (${place}).`);
    // Who is leaving is not asked.
    if (asking || ends || !app.isReady()) return;
    asking = true;
    void askWhetherAgain(place).then((again) => {
      asking = false;
      if (again) restart();
    });
  };
  process.on('uncaughtException', tell);
  process.on('unhandledRejection', tell);
};
