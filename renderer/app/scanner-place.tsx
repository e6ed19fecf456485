import { setUpSheet } from '../domain/labels/set-up-sheet';
import { ScannerScreen } from '../features/scanner/scanner-screen';
import { drawBarcode } from '../platform/barcodes/draw';
import { paper } from '../platform/paper';
import { sound } from '../platform/sounds';
import type { CommandReply } from '../usecases/commands';
import { keystrokeOf } from './keystroke';
import type { useScans } from './use-scans';

export type ScannerSeat = Pick<ReturnType<typeof useScans>, 'settings' | 'change' | 'hid' | 'camera'>;

type Props = {
  readonly scanner: ScannerSeat;
  readonly onReply: (reply: CommandReply | undefined) => void;
  readonly onBack: () => void;
};

/** Settings → Scanner, with what it asks of this computer. */
export const ScannerPlace = ({ scanner, onReply, onBack }: Props) => (
  <ScannerScreen
    settings={scanner.settings}
    onChange={scanner.change}
    hid={scanner.hid}
    readKey={keystrokeOf}
    draw={drawBarcode}
    onSound={sound}
    onPrint={() =>
      void paper
        .print(setUpSheet(drawBarcode), 'sheet')
        .then((reply) => onReply(reply.kind === 'cancelled' ? undefined : reply))
    }
    onCamera={scanner.camera.open}
    onBack={onBack}
  />
);
