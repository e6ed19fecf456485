import { assertNever } from '../domain/kernel/assert-never';
import { sayAway } from '../domain/desk/scan-away';
import type { IssueKey } from '../domain/kernel/ids';
import { readScan } from '../domain/scanning/read-scan';
import { CameraDialog, type CameraAnswer } from '../features/scanner/camera-dialog';
import type { Taken } from './take-scan';
import type { useScans } from './use-scans';
import { watchCamera } from './watch-camera';

const looks = { accepted: 'done', attention: 'attention', refused: 'refused' } as const;

/** What became of a scan, where nothing may be opened by itself. */
const wordsOf = (taken: Taken, broker: boolean): Omit<CameraAnswer, 'n'> => {
  switch (taken.kind) {
    case 'open':
      return { look: 'done', sentence: 'A bag of a script that is here.', key: taken.key };
    case 'scanned': {
      const { look, next, key } = taken.scanned;
      const words = `${sayAway(taken.scanned).sentence} ${next}`;
      return { look: looks[look], sentence: words, ...(key === undefined ? {} : { key }) };
    }
    case 'offer':
      return {
        look: 'attention',
        sentence: `${taken.id} is not here. Close this with Esc: the search box then offers to ${
          broker ? 'ask the Spine for it' : 'put it on the PWAD desk'
        }.`,
      };
    case 'say':
      return { look: taken.look, sentence: taken.sentence };
    case 'refused':
      return { look: 'refused', sentence: `${taken.sentence} ${taken.next}` };
    default:
      return assertNever(taken);
  }
};

type Props = {
  readonly scans: Pick<ReturnType<typeof useScans>, 'camera' | 'take' | 'settings' | 'change'>;
  readonly broker: boolean;
  readonly onOpen: (key: IssueKey) => void;
};

/** The camera over whatever screen is shown, while somebody has it open. */
export const CameraPlace = ({ scans, broker, onOpen }: Props) => {
  const { camera, take, settings, change } = scans;
  const { shown, close } = camera;
  if (!shown) return null;
  return (
    <CameraDialog
      watch={watchCamera}
      answer={shown.last && { n: shown.n, ...wordsOf(shown.last, broker) }}
      onText={(text) => take(readScan(text, { sendsSeparators: true }))}
      chosen={settings.camera}
      onChoose={(chosen) => void change({ ...settings, camera: chosen })}
      onOpen={(key) => {
        close();
        onOpen(key);
      }}
      onClose={close}
    />
  );
};
