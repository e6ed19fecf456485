import { useEffect, useRef, useState, type ComponentProps } from 'react';
import type { IssueKey } from '../../domain/kernel/ids';
import { cameraRefusals, type CameraFault } from '../../domain/scanning/camera-refusals';
import type { KnownCamera } from '../../domain/scanning/scanner';
import { Button, Dialog, Said, Select, useLatest } from '../../ui';

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
  chosen: KnownCamera | undefined,
  told: Told,
) => () => void;

type Told = {
  readonly onFailed: (fault: CameraFault) => void;
  readonly onText: (text: string) => void;
  readonly onCameras: (cameras: readonly KnownCamera[]) => void;
  readonly onRecognised: (camera: KnownCamera) => void;
};

type Props = {
  readonly watch: WatchCamera;
  readonly answer: CameraAnswer | undefined;
  readonly onText: (text: string) => void;
  readonly chosen: KnownCamera | undefined;
  readonly onChoose: (camera: KnownCamera) => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onClose: () => void;
};

type PictureProps = Pick<Props, 'watch' | 'chosen'> & Told;

const Picture = (props: PictureProps) => {
  const { watch, chosen } = props;
  const video = useRef<HTMLVideoElement>(null);
  const latest = useLatest(props);
  useEffect(
    () =>
      video.current
        ? watch(video.current, chosen, {
            onFailed: (fault) => latest.current.onFailed(fault),
            onText: (text) => latest.current.onText(text),
            onCameras: (cameras) => latest.current.onCameras(cameras),
            onRecognised: (camera) => latest.current.onRecognised(camera),
          })
        : undefined,
    [watch, chosen, latest],
  );
  return (
    <video ref={video} className="hf-camera" aria-label="What the camera sees" autoPlay muted playsInline />
  );
};

/** [SCN-24] Which of several cameras; shown also where the chosen one is gone, so that another can be. */
const Chooser = ({
  cameras,
  chosen,
  onChoose,
}: Pick<Props, 'chosen' | 'onChoose'> & { readonly cameras: readonly KnownCamera[] }) => {
  const isHere = chosen === undefined || cameras.some(({ id }) => id === chosen.id);
  if (cameras.length < 2 && isHere) return null;
  const options = [
    ...(chosen === undefined ? [{ code: '', display: 'Whichever the computer prefers' }] : []),
    ...(chosen === undefined || isHere
      ? []
      : [{ code: chosen.id, display: `${chosen.name} (not connected)` }]),
    ...cameras.map(({ id, name }) => ({ code: id, display: name })),
  ];
  return (
    <Select
      label="Camera"
      value={chosen?.id ?? ''}
      options={options}
      onChange={(code) => {
        const camera = cameras.find(({ id }) => id === code);
        if (camera) onChoose(camera);
      }}
    />
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
export const CameraDialog = (props: Props) => {
  const { watch, answer, chosen, onText, onChoose, onOpen, onClose } = props;
  const [cameras, setCameras] = useState<readonly KnownCamera[]>([]);
  const [fault, setFault] = useState<CameraFault | undefined>(undefined);
  const key = answer?.key;
  return (
    <Dialog title="Scan with the camera" onClose={onClose}>
      {/* Codes that are scanned while this is open are taken, not refused. */}
      <div className="hf-camera-frame" data-takes-scans="">
        {fault === undefined ? (
          <Picture
            {...{ watch, chosen, onText }}
            onFailed={setFault}
            onCameras={setCameras}
            onRecognised={onChoose}
          />
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
        <Chooser
          cameras={cameras}
          chosen={chosen}
          onChoose={(camera) => {
            setFault(undefined);
            onChoose(camera);
          }}
        />
      </div>
      <div className="hf-actions">
        {fault === undefined ? null : (
          <Button look="primary" onPress={() => setFault(undefined)} hint="Enter" autoFocus>
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
