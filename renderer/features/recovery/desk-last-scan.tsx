import { memo } from 'react';
import type { Scanned } from '../../domain/desk/scan-words';
import { asInstant, formatClock, minuteMs } from '../../domain/kernel/instant';
import { Button, useNow } from '../../ui';

const marks: Readonly<Record<Scanned['look'], readonly [mark: string, word: string]>> = {
  accepted: ['✔', 'Accepted'],
  attention: ['!', 'Attention'],
  refused: ['✖', 'Refused'],
};

/** An answer says how it stood when it was given. */
const oldMs = 15 * minuteMs;

type Props = {
  readonly last: Scanned | undefined;
  /** When it was scanned. */
  readonly lastAt: number;
  readonly onUndo: () => void;
  readonly onOpen: () => void;
  readonly onAsk: () => void;
  readonly onEarly: () => void;
  readonly onRecord: () => void;
};

/** [DSK-5] [DSK-19] The answer to the last scan, readable from two metres: a word, a shape and a colour. */
export const DeskLastScan = ({ last, lastAt, onUndo, onOpen, onAsk, onEarly, onRecord }: Props) => {
  const now = useNow(60_000);
  if (!last)
    return (
      <section className="hf-last" aria-label="Last scan">
        <p className="hf-last__title">Ready for the next barcode</p>
      </section>
    );
  const [mark, word] = marks[last.look];
  return (
    <section className={`hf-last hf-last--${last.look}`} aria-label="Last scan" role="status">
      <span className="hf-last__mark" aria-hidden="true">
        {mark}
      </span>
      <div className="hf-last__words">
        <p className="hf-last__title">
          <span className="hf-visually-hidden">{word}: </span>
          {last.title} <span className="hf-last__id">{last.id}</span>
        </p>
        {last.who === '' ? null : <p className="hf-last__who">{last.who}</p>}
        <p>
          {last.sentence} {last.next}
        </p>
        {now - lastAt > oldMs ? (
          <p>
            Scanned at {formatClock(asInstant(lastAt), asInstant(now))}
            {last.stands ? '.' : ': by now it may stand otherwise, as its row says.'}
          </p>
        ) : null}
      </div>
      <div className="hf-actions">
        {last.undo ? (
          <Button onPress={onUndo} hint="U">
            Undo
          </Button>
        ) : null}
        {last.key ? (
          <Button onPress={onOpen} hint="O">
            Open the script
          </Button>
        ) : null}
        {last.mayAsk ? (
          <Button onPress={onAsk} hint="Q">
            Ask for it
          </Button>
        ) : null}
        {last.early === undefined ? null : (
          <Button onPress={onEarly} hint="L">
            Release issue {last.early} now
          </Button>
        )}
        {last.asks ? (
          <Button look="primary" onPress={onRecord} hint="R">
            Record what became of it
          </Button>
        ) : null}
      </div>
    </section>
  );
};

/** [DSK-20] The answers before the last: who scans without looking finds the one that sounded wrong. */
export const DeskEarlier = memo(({ scans }: { readonly scans: readonly Scanned[] }) =>
  scans.length === 0 ? null : (
    <ol className="hf-earlier" aria-label="Before it">
      {scans.map(({ look, title, id }, i) => (
        <li key={scans.length - i} className={`hf-earlier--${look}`}>
          <span aria-hidden="true">{marks[look][0]}</span>{' '}
          <span className="hf-visually-hidden">{marks[look][1]}: </span>
          {title} {id}
        </li>
      ))}
    </ol>
  ),
);
