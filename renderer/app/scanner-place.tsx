import { setUpSheet } from '../domain/labels/set-up-sheet';
import { ScannerScreen } from '../features/scanner/scanner-screen';
import { sound } from '../platform/sounds';
import { usePress } from './around-press';
import { keystrokeOf } from './keystroke';
import type { useScans } from './use-scans';

export type ScannerSeat = Pick<
  ReturnType<typeof useScans>,
  'settings' | 'change' | 'hid' | 'tryHere' | 'camera'
>;

type Props = {
  readonly scanner: ScannerSeat;
  readonly onBack: () => void;
};

/** Settings → Scanner, with what it asks of this computer. */
export const ScannerPlace = ({ scanner, onBack }: Props) => {
  const { print, draw } = usePress();
  return (
    <ScannerScreen
      settings={scanner.settings}
      onChange={scanner.change}
      hid={scanner.hid}
      tryHere={scanner.tryHere}
      readKey={keystrokeOf}
      draw={draw}
      onSound={sound}
      onPrint={() => print({ of: 'set-up-codes', page: () => setUpSheet(draw) })}
      onCamera={scanner.camera.open}
      onBack={onBack}
    />
  );
};
