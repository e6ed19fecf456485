import { Button, lookOf, saidWords } from '../../ui';
import type { ImportEnd, ImportProgress } from '../../usecases/recovery/pack-commands';

const words: Readonly<Record<ImportProgress['doing'], string>> = {
  storing: 'writing it to the journal',
  listing: 'putting its scripts on the desk',
};
const things: Readonly<Record<ImportProgress['doing'], string>> = { storing: 'parts', listing: 'scripts' };

const count = (n: number): string => n.toLocaleString('en-GB');

/** `Pack 17: putting its scripts on the desk, 1,200 of 3,000 scripts.` */
const progressWords = ({ name, doing, done, total }: ImportProgress): string =>
  `${name}: ${words[doing]}, ${count(done)} of ${count(total)} ${things[doing]}.`;

const ImportMeter = ({ progress }: { readonly progress: ImportProgress | undefined }) => (
  <progress
    className="hf-progress"
    aria-label="Import"
    {...(progress ? { max: progress.total, value: progress.done } : {})}
  />
);

/** [PCK-25] How far an import is, in the frame of every screen. */
export const ImportLine = ({ progress }: { readonly progress: ImportProgress }) => (
  <aside className="hf-import-line" aria-label="Import that goes on">
    <ImportMeter progress={progress} />
    <span>{progressWords(progress)}</span>
  </aside>
);

type EndProps = {
  readonly end: ImportEnd;
  /** How many ends more wait to be seen. */
  readonly more: number;
  readonly onLook: () => void;
  readonly onClose: () => void;
};

/** [PCK-25] What an import came to that nobody looked on, in the frame of every screen until it is closed. */
export const ImportEndLine = ({ end: { reply }, more, onLook, onClose }: EndProps) => (
  <aside
    className={
      reply.kind === 'done' && reply.leftOut.length === 0
        ? 'hf-import-line'
        : 'hf-import-line hf-import-line--attention'
    }
    aria-label="Import that has ended"
  >
    <p role="status">
      <strong>{saidWords[lookOf(reply)]}</strong>
      {reply.sentence} {reply.kind === 'refused' ? reply.next : ''} {more > 0 ? `${more} more ended.` : ''}
    </p>
    <button type="button" className="hf-plain" onClick={onLook}>
      Look at it
    </button>
    <button type="button" className="hf-plain" onClick={onClose}>
      Close
    </button>
  </aside>
);

type Props = {
  readonly progress: ImportProgress | undefined;
  /** What becomes of it if the program stops meanwhile. */
  readonly ifStopped: string;
  readonly onAway: () => void;
};

/** [PCK-25] How far an import is, and the way out of its dialog: work goes on meanwhile. */
export const ImportGoesOn = ({ progress, ifStopped, onAway }: Props) => (
  <>
    <ImportMeter progress={progress} />
    <p role="status">{progress ? progressWords(progress) : 'Beginning…'}</p>
    <p>
      You can go on working: how far it is stands at the top of every screen, and its end is said there.{' '}
      {ifStopped}
    </p>
    <div className="hf-actions">
      <Button look="primary" onPress={onAway} hint="Esc">
        Go on working
      </Button>
    </div>
  </>
);
