import { useCallback, useState } from 'react';
import type { DrawBarcode } from '../../domain/labels/barcode';
import { learn } from '../../domain/scanning/learn';
import type { Keystroke } from '../../domain/scanning/stroke';
import { unknownScanner, type ScannerSettings } from '../../domain/scanning/scanner';
import type { Scan } from '../../domain/scanning/scan';
import { sayHidTried, sayTried, sayWays, tryOut, type TriedWords } from '../../domain/scanning/try-out';
import { Button, Said, useKeys } from '../../ui';
import { Bench } from './bench';
import { Codes } from './codes';
import { HidPanel, type HidProps } from './hid-panel';
import type { ReadKey } from './use-rows';

const sounds = ['accepted', 'attention', 'refused'] as const;

type Props = {
  readonly settings: ScannerSettings;
  /** Takes effect at once; says whether it was also kept. */
  readonly onChange: (settings: ScannerSettings) => Promise<boolean>;
  /** Undefined where the runtime knows no HID scanners. */
  readonly hid: HidProps | undefined;
  /** Hands over what a HID scanner scans, until the answer is called. */
  readonly tryHere: (hear: (scan: Scan) => void) => () => void;
  readonly readKey: ReadKey;
  readonly draw: DrawBarcode;
  readonly onSound: (which: (typeof sounds)[number]) => void;
  readonly onPrint: () => void;
  readonly onCamera: () => void;
  readonly onBack: () => void;
};

const notKept: TriedWords = {
  look: 'attention',
  title: 'Not kept',
  sentence: 'It works now, and could not be written on this computer’s disk.',
  next: 'See that the disk is not full, then do it again; otherwise it is to be done anew after each start.',
};

/** [SCN-9] [SCN-10] What a row of keys did: taught, or was only tried. */
const useTrying = ({ settings, onChange }: Pick<Props, 'settings' | 'onChange'>) => {
  const [words, setWords] = useState<TriedWords | undefined>(undefined);
  const keep = useCallback(
    async (next: ScannerSettings, said: TriedWords): Promise<void> => {
      const kept = await onChange(next);
      setWords(kept ? said : notKept);
    },
    [onChange],
  );
  const onRow = useCallback(
    (keys: readonly Keystroke[]): void => {
      const ways = settings.ways ?? unknownScanner;
      const learned = learn(keys, ways);
      if (learned?.kind === 'learned')
        return void keep(
          { ...settings, ways: learned.ways },
          {
            look: 'done',
            title: 'Learned',
            sentence: 'Holdfast now knows this scanner, on this computer.',
            next:
              learned.ways.separator === undefined
                ? 'If it reads square codes, scan the second one too; then try a prescription.'
                : 'Try it with the barcode of a prescription or a pack.',
          },
        );
      if (learned) return setWords({ look: 'attention', title: 'Not learned', ...learned });
      return setWords(sayTried(tryOut(keys, ways), ways));
    },
    [settings, keep],
  );
  const { ways: _ways, ...others } = settings;
  const forget = () =>
    void keep(others, {
      look: 'done',
      title: 'Forgotten',
      sentence: 'The scanner is treated as one that nobody has set up.',
      next: 'Most work so. Scan the set-up code to learn again.',
    });
  const onHidScan = useCallback((scan: Scan) => setWords(sayHidTried(scan)), []);
  return { words, onRow, onHidScan, forget, keep };
};

const Known = ({ settings, onForget }: Pick<Props, 'settings'> & { readonly onForget: () => void }) => (
  <section className="hf-panel" aria-labelledby="scanner-known">
    <h2 id="scanner-known">What is known of this computer’s scanner</h2>
    {settings.ways ? (
      <>
        <dl className="hf-facts">
          {sayWays(settings.ways).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className="hf-actions">
          <Button onPress={onForget}>Forget it</Button>
        </div>
      </>
    ) : (
      <p>
        Nothing has been learned yet. Most scanners work without: try one in the test area. One that does not
        is taught by the set-up code.
      </p>
    )}
  </section>
);

type SoundsProps = Pick<Props, 'settings' | 'onSound'> & { readonly onSwitch: (on: boolean) => void };

const Sounds = ({ settings, onSound, onSwitch }: SoundsProps) => (
  <section className="hf-panel" aria-labelledby="scanner-sounds">
    <h2 id="scanner-sounds">Sounds</h2>
    <label className="hf-check">
      <input type="checkbox" checked={settings.sounds} onChange={(event) => onSwitch(event.target.checked)} />
      Sound at each scan
    </label>
    <div className="hf-actions">
      {sounds.map((which) => (
        <Button key={which} onPress={() => onSound(which)}>
          Try “{which}”
        </Button>
      ))}
    </div>
  </section>
);

/** Teaches Holdfast how this computer's scanner speaks, and shows what arrives. */
export const ScannerScreen = (props: Props) => {
  const { settings, readKey, draw, onSound, onPrint, onCamera, onBack } = props;
  const { words, onRow, onHidScan, forget, keep } = useTrying(props);
  const { tryHere } = props;
  const onListening = useCallback(() => tryHere(onHidScan), [tryHere, onHidScan]);
  useKeys({ Escape: onBack, p: onPrint, k: onCamera });
  const switchSounds = (on: boolean) =>
    void keep(
      { ...settings, sounds: on },
      { look: 'done', title: 'Sounds', sentence: on ? 'Sounds are on.' : 'Sounds are off.', next: '' },
    );
  return (
    <>
      <div className="hf-register-head">
        <h1>Scanner</h1>
        <div className="hf-actions">
          <Button onPress={onPrint} hint="P">
            Print the set-up codes
          </Button>
          <Button onPress={onCamera} hint="K">
            Scan with the camera…
          </Button>
          <Button onPress={onBack} hint="Esc">
            Back to Settings
          </Button>
        </div>
      </div>
      <section className="hf-panel" aria-label="Set up and test">
        <Codes draw={draw} />
        <Bench readKey={readKey} onRow={onRow} onListening={onListening} />
        {words ? (
          <Said look={words.look}>
            <strong>{words.title}.</strong> {words.sentence} {words.next}
          </Said>
        ) : null}
      </section>
      <Known settings={settings} onForget={forget} />
      {props.hid ? <HidPanel {...props.hid} /> : null}
      <Sounds settings={settings} onSound={onSound} onSwitch={switchSounds} />
    </>
  );
};
