import { useState } from 'react';
import type { DrillStatus } from '../../../electron/contract/drill';
import type { DrillAction } from '../../../electron/contract/drill-action';
import type { PrescriptionId } from '../../domain/kernel/ids';
import type { PrintPage } from '../../domain/kernel/print-page';
import { barcodeSheet } from '../../domain/labels/barcode-sheet';
import { Button, Dialog, useKeys, useNow } from '../../ui';
import type { CommandReply } from '../../usecases/commands';
import type { Press, PrintJob } from '../../usecases/paper';
import { resultPage } from './result-page';
import {
  aim,
  at,
  clockGoes,
  foundAs,
  howTo,
  idWords,
  nothingFound,
  paces,
  scoreLines,
  standing,
} from './words';

type Props = {
  readonly status: DrillStatus;
  readonly pace: number;
  readonly onPace: (pace: number) => void;
  readonly onAct: (action: DrillAction) => void;
  /** Saves the supplier's public key, as a file that Settings opens. */
  readonly onSaveKey: (file: string) => void;
  readonly press: Press;
  readonly onReply: (reply: CommandReply) => void;
};

/** Rows of what is counted by script; more are a number. */
const mostRows = 40;

type ControlsProps = Pick<Props, 'status' | 'pace' | 'onPace' | 'onAct'>;

const Speeds = ({ pace, onPace }: Pick<Props, 'pace' | 'onPace'>) => (
  <div className="hf-tabs hf-drill__speeds" role="group" aria-label="Speed of the clock">
    {paces.map((one) => (
      <button key={one.pace} type="button" aria-pressed={one.pace === pace} onClick={() => onPace(one.pace)}>
        {one.words}
      </button>
    ))}
  </div>
);

/** What moves the clock, and what comes when it is moved. */
const Moving = ({ status, pace, onPace, onAct, onAsk }: ControlsProps & { readonly onAsk: () => void }) => {
  const { phase, next, endsNext } = status;
  const goes = clockGoes(status);
  const closed = phase === 'closed';
  return (
    <>
      <p>
        {next
          ? `Next, ${at(next.at)}: ${next.title}`
          : 'Nothing more comes from outside. Bring what is here to its end.'}
      </p>
      <div className="hf-actions">
        {closed ? null : (
          <Button
            look="primary"
            hint="P"
            onPress={() => onAct(goes ? { kind: 'pause' } : { kind: 'run', pace })}
          >
            {goes ? 'Stop the clock' : 'Set the clock going'}
          </Button>
        )}
        {endsNext ? null : (
          <Button look={closed ? 'primary' : 'secondary'} hint="N" onPress={() => onAct({ kind: 'next' })}>
            {closed ? 'Open the next morning' : 'Next step'}
          </Button>
        )}
      </div>
      <Speeds pace={pace} onPace={onPace} />
      <div className="hf-actions">
        <Button onPress={() => onAct({ kind: 'leave' })}>Leave it for now</Button>
        <Button look="warning" onPress={onAsk}>
          End the drill
        </Button>
      </div>
    </>
  );
};

const Controls = (props: ControlsProps & { readonly onAsk: () => void }) => {
  const { phase } = props.status;
  const now = useNow(60_000);
  return (
    <section className="hf-panel" aria-label="Clock of the drill">
      <p className="hf-drill__time" data-testid="drill-time">
        {at(now)}
      </p>
      <p role="status" data-testid="drill-phase">
        {standing(props.status)}
      </p>
      {phase === 'over' ? (
        <Button look="primary" onPress={() => props.onAct({ kind: 'leave' })}>
          Back to the training pharmacy
        </Button>
      ) : (
        <Moving {...props} />
      )}
    </section>
  );
};

const Score = ({ status, onSave }: { readonly status: DrillStatus; readonly onSave: () => void }) => (
  <section className="hf-panel">
    <h2>{status.phase === 'over' ? 'How it came out' : 'As it stands'}</h2>
    <p>{aim}</p>
    <table className="hf-log hf-drill__score">
      <tbody>
        {scoreLines(status).map(([what, figure, isBad]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td className={isBad ? 'hf-drill__bad' : undefined}>{figure}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {status.phase === 'over' ? (
      <p>
        Counted from the training Spine’s own record and the journal. The number of this drill is{' '}
        {status.seed}.
      </p>
    ) : (
      <p>What waits at the Spine or hangs in the broker counts as unaccounted for until it is here.</p>
    )}
    <Button onPress={onSave}>Save as a PDF</Button>
  </section>
);

const Found = ({ found, score }: Pick<DrillStatus, 'found' | 'score'>) => (
  <section className="hf-panel">
    <h2>By script</h2>
    {found.length === 0 ? (
      <p>{nothingFound({ found, score })}</p>
    ) : (
      <table className="hf-log">
        <tbody>
          {found.slice(0, mostRows).map(({ what, id }) => (
            <tr key={`${what} ${id}`}>
              <th scope="row">{foundAs(what)}</th>
              <td>{idWords(id)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {found.length > mostRows ? <p>And {found.length - mostRows} more; the PDF has them all.</p> : null}
  </section>
);

type ToldProps = Pick<DrillStatus, 'told'> & {
  readonly onSave: (ids: readonly string[]) => void;
  readonly onOpenPack: (name: string) => void;
  readonly onSaveKey: () => void;
};

/** Newest first: what was heard last is what must be acted on. */
const Told = ({ told, onSave, onOpenPack, onSaveKey }: ToldProps) => (
  <section className="hf-panel">
    <h2>What happened so far</h2>
    {told.length === 0 ? <p>Nothing yet. What the pharmacy hears from outside appears here.</p> : null}
    <ol className="hf-drill__told" reversed>
      {[...told].reverse().map((one) => (
        <li key={`${one.at} ${one.text}`}>
          <span className="hf-drill__at">{at(one.at)}</span> {one.text}
          {one.ids.length > 0 ? (
            <>
              {' '}
              <Button onPress={() => onSave(one.ids)}>Save its {one.ids.length} barcodes as a PDF</Button>
            </>
          ) : null}
          {one.pack === '' ? null : (
            <div className="hf-actions">
              <Button onPress={() => onOpenPack(one.pack)}>Open the pack</Button>
              <Button onPress={onSaveKey}>Save the supplier’s key</Button>
            </div>
          )}
        </li>
      ))}
    </ol>
  </section>
);

const EndDialog = ({ onEnd, onClose }: { readonly onEnd: () => void; readonly onClose: () => void }) => (
  <Dialog title="End the drill?" onClose={onClose}>
    <p>
      The clock stops for good, and what is open now is counted as it is. The drill can be looked at again
      from Settings of the training pharmacy. To go on with it another day, leave it for now.
    </p>
    <div className="hf-actions">
      <Button look="primary" onPress={onClose} hint="Esc">
        Go on
      </Button>
      <Button look="warning" onPress={onEnd}>
        End it
      </Button>
    </div>
  </Dialog>
);

/** A drill by hand: its clock, what happened and what comes, and how it stands. */
export const DrillScreen = (props: Props) => {
  const { status, pace, onAct, onSaveKey, press, onReply } = props;
  const { phase, told } = status;
  const [asks, setAsks] = useState(false);
  const now = useNow(60_000);
  const save = async (of: PrintJob['of'], page: PrintPage, fileName: string): Promise<void> => {
    const reply = await press.toPdf({ of, page: () => page, fileName });
    if (reply.kind !== 'cancelled') onReply(reply);
  };
  // The supplier's file has the ids as the Spine has them.
  const sheet = (ids: readonly string[]): PrintPage =>
    barcodeSheet(
      'From the supplier',
      ids.map((id) => ({ id: id as PrescriptionId, lines: [] })),
      press.draw,
    );
  useKeys({
    ...(status.endsNext ? {} : { n: () => onAct({ kind: 'next' }) }),
    p: () => {
      if (clockGoes(status)) onAct({ kind: 'pause' });
      if (phase === 'paused') onAct({ kind: 'run', pace });
    },
  });
  return (
    <>
      <h1>Drill: {status.title}</h1>
      <p>{status.sentence}</p>
      {told.length === 0 && phase !== 'over' ? <p>{howTo}</p> : null}
      <div className="hf-outage">
        <div>
          <Controls {...props} onAsk={() => setAsks(true)} />
          <Told
            told={told}
            onSave={(ids) => void save('barcode-sheet', sheet(ids), 'Barcodes from the supplier')}
            onOpenPack={(name) => onAct({ kind: 'open-pack', name })}
            onSaveKey={() => onSaveKey(status.supplierKey)}
          />
        </div>
        <div>
          <Score
            status={status}
            onSave={() => void save('drill-result', resultPage(status, now), 'Result of a drill')}
          />
          {phase === 'over' ? <Found found={status.found} score={status.score} /> : null}
        </div>
      </div>
      {asks ? (
        <EndDialog
          onEnd={() => {
            setAsks(false);
            onAct({ kind: 'stop' });
          }}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </>
  );
};
