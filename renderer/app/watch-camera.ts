import { look, type InPicture } from '../domain/scanning/appearances';
import type { CameraFault } from '../domain/scanning/camera-refusals';
import { sameCamera, type KnownCamera } from '../domain/scanning/scanner';
import { listCameras, openCamera, type Camera } from '../platform/camera';
import { startLooking } from '../reading/look';

/** Between the end of one look and the next. */
const pauseMs = 150;

export type Watcher = {
  readonly onFailed: (fault: CameraFault) => void;
  readonly onText: (text: string) => void;
  /** The cameras that can be chosen of. */
  readonly onCameras: (cameras: readonly KnownCamera[]) => void;
  /** The chosen one is here under another id; it is to be asked for by that. */
  readonly onRecognised: (camera: KnownCamera) => void;
};

const hasPicture = ({ readyState, videoWidth }: HTMLVideoElement): boolean =>
  readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && videoWidth > 0;

/** [SCN-20] [SCN-23] Shows the camera in `video` and tells each code that appears, until the answer is called. */
export const watchCamera = (
  video: HTMLVideoElement,
  chosen: KnownCamera | undefined,
  { onFailed, onText, onCameras, onRecognised }: Watcher,
): (() => void) => {
  const looking = startLooking(() => window.begun.newReader());
  let camera: Camera | undefined;
  let over = false;
  let there: InPicture = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    over = true;
    clearTimeout(timer);
    camera?.stop();
    video.srcObject = null;
    looking.end();
  };
  const fail = (fault: CameraFault): void => {
    if (over) return;
    end();
    onFailed(fault);
  };
  const lookOnce = async (): Promise<void> => {
    const texts = hasPicture(video) ? await looking.look(await createImageBitmap(video)) : [];
    if (over) return;
    if (!texts) return fail('unreadable');
    const { now, fresh } = look(there, texts, performance.now());
    there = now;
    fresh.forEach(onText);
    lookLater();
  };
  const lookLater = (): void => {
    timer = setTimeout(() => void lookOnce().catch(() => fail('unreadable')), pauseMs);
  };
  const begin = async (): Promise<void> => {
    const opened = await openCamera(chosen, () => fail('unplugged'));
    // Only who may see one is told their names.
    const cameras = await listCameras();
    if (over) return typeof opened === 'string' ? undefined : opened.stop();
    const same = opened === 'gone' && chosen ? sameCamera(chosen, cameras) : undefined;
    if (same) return onRecognised(same);
    onCameras(cameras);
    if (typeof opened === 'string') return fail(opened);
    camera = opened;
    video.srcObject = opened.stream;
    lookLater();
  };
  void begin();
  return end;
};
