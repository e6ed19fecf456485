import { useCallback } from 'react';
import type { Site } from '../../domain/kernel/context';
import type { RefusalId } from '../../domain/kernel/ids';
import type { RefusedState } from '../../domain/unscripted/refused';
import { refusedPage, refusedRows, refusedTitles } from '../../domain/unscripted/refused-record';
import { useKeys, useLive, Word } from '../../ui';
import type { Reads } from '../../usecases/views';
import { Facts } from './facts';
import { RecordBar } from './record-bar';
import type { PrintRecord } from './supply-screen';

type Props = {
  readonly id: RefusalId;
  readonly reads: Reads;
  readonly site: Site;
  readonly print: PrintRecord;
  readonly onBack: () => void;
};

/** [USC-14] One refusal on record. */
export const RefusalScreen = ({ id, reads, site, print, onBack }: Props) => {
  const state = useLive(
    useCallback(
      (onValue: (found: RefusedState | undefined) => void) => reads.one('refusals', id, onValue),
      [reads, id],
    ),
  );
  const toPaper = () =>
    state ? print('refusal-record', 'Emergency supply refused', refusedPage(state, site)) : undefined;
  useKeys({ Escape: onBack, p: toPaper });
  if (!state) return <p role="status">Opening the record…</p>;
  return (
    <>
      <RecordBar onBack={onBack} onPrint={toPaper} />
      <h1>
        {refusedTitles[state.refused.route]} <Word look="stop">refused</Word>
      </h1>
      <section className="hf-panel hf-compare" aria-label="The record">
        <Facts rows={refusedRows(state)} />
      </section>
    </>
  );
};
