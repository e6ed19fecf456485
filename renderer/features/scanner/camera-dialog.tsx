import { useEffect, useRef, useState, type ComponentProps } from 'react';
import type { IssueKey } from '../../domain/kernel/ids';
import { cameraRefusals, type CameraFault } from '../../domain/scanning/camera-refusals';
import { Button, Dialog, Said, useLatest } from '../../ui';

/** What became of the last code; `n` tells one from the next. */
export type CameraAnswer = {
  readonly n: number;
  readonly look: ComponentProps<typeof Said>['look'];
  readonly sentence: string;
  /** The script that can be opened. */
  readonly key?: IssueKey;
};

/** Shows the camera in a video element and tells each text that appears; answers with what ends it. */
export type WatchCamera = (
  video: HTMLVideoElement,
  told: { readonly onFailed: (fault: CameraFault) => void; readonly onText: (text: string) => void },
) => () => void;

type Props = {
  readonly watch: WatchCamera;
  readonly answer: CameraAnswer | undefined;
  readonly onText: (text: string) => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onClose: () => void;
};

type PictureProps = Pick<Props, 'watch' | 'onText'> & { readonly onFailed: (fault: CameraFault) => void };

const Picture = (props: PictureProps) => {
  const { watch } = props;
  const video = useRef<HTMLVideoElement>(null);
  const latest = useLatest(props);
  useEffect(
    () =>
      video.current
        ? watch(video.current, {
            onFailed: (fault) => latest.current.onFailed(fault),
            onText: (text) => latest.current.onText(text),
          })
        : undefined,
    [watch, latest],
  );
  return (
    <video ref={video} className="hf-camera" aria-label="What the camera sees" autoPlay muted playsInline />
  );
};

/** Opens the script of the last code; it takes the keys, so that Enter does it. */
const OpenIt = ({ onPress, n }: { readonly onPress: () => void; readonly n: number }) => {
  const around = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    around.current?.querySelector('button')?.focus();
  }, [n]);
  return (
    <span ref={around}>
      <Button look="primary" hint="Enter" onPress={onPress}>
        Open the script
      </Button>
    </span>
  );
};

/** [SCN-20] [SCN-21] The camera in place of a scanner: stays open for the next code until Esc. */
export const CameraDialog = ({ watch, answer, onText, onOpen, onClose }: Props) => {
  const [fault, setFault] = useState<CameraFault | undefined>(undefined);
  const key = answer?.key;
  return (
    <Dialog title="Scan with the camera" onClose={onClose}>
      {/* Codes that are scanned while this is open are taken, not refused. */}
      <div className="hf-camera-frame" data-takes-scans="">
        {fault === undefined ? (
          <Picture watch={watch} onText={onText} onFailed={setFault} />
        ) : (
          <Said look="refused">
            {cameraRefusals[fault].sentence} {cameraRefusals[fault].next}
          </Said>
        )}
        {answer ? (
          <Said key={answer.n} look={answer.look}>
            {answer.sentence}
          </Said>
        ) : fault === undefined ? (
          <p role="status">
            Hold a barcode flat before the camera, a hand’s breadth away, until it sounds. No picture is kept.
          </p>
        ) : null}
      </div>
      <div className="hf-actions">
        {fault === undefined ? null : (
          <Button look="primary" onPress={() => setFault(undefined)}>
            Try again
          </Button>
        )}
        {answer && key !== undefined ? <OpenIt n={answer.n} onPress={() => onOpen(key)} /> : null}
        <Button onPress={onClose} hint="Esc">
          Close
        </Button>
      </div>
    </Dialog>
  );
};
