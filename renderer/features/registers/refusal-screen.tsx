import { useCallback } from 'react';
import type { Site } from '../../domain/kernel/context';
import type { RefusalId } from '../../domain/kernel/ids';
import type { RefusedState } from '../../domain/unscripted/refused';
import { refusedPage, refusedRows, refusedTitles } from '../../domain/unscripted/refused-record';
import { Button, useKeys, useLive, Word } from '../../ui';
import type { Reads } from '../../usecases/views';
import { Facts } from './facts';
import { RecordBar } from './record-bar';
import type { PrintRecord } from './supply-screen';
import { refusalReason } from './words';

type Props = {
  readonly id: RefusalId;
  readonly reads: Reads;
  readonly site: Site;
  readonly print: PrintRecord;
  readonly onCorrect: (state: RefusedState) => void;
  readonly backTo: string;
  readonly onBack: () => void;
};

/** [USC-14] [USC-15] One refusal on record. */
export const RefusalScreen = ({ id, reads, site, print, onCorrect, backTo, onBack }: Props) => {
  const state = useLive(
    useCallback(
      (onValue: (found: RefusedState | undefined) => void) => reads.one('refusals', id, onValue),
      [reads, id],
    ),
  );
  const toPaper = () =>
    state
      ? print('refusal-record', {
          title: 'Emergency supply refused',
          html: refusedPage(state, site),
          page: 'A4',
        })
      : undefined;
  const correct = state && !state.correctedBy ? () => onCorrect(state) : undefined;
  useKeys({ Escape: onBack, p: toPaper, ...(correct ? { c: correct } : {}) });
  if (!state) return <p role="status">Opening the record…</p>;
  const reason = refusalReason(state);
  return (
    <>
      <RecordBar backTo={backTo} onBack={onBack} onPrint={toPaper}>
        {correct ? (
          <Button onPress={correct} hint="C">
            Correct it
          </Button>
        ) : null}
      </RecordBar>
      <h1>
        {refusedTitles[state.refused.route]} <Word look={reason.look}>{reason.text}</Word>
      </h1>
      <section className="hf-panel hf-compare" aria-label="The record">
        <Facts rows={refusedRows(state)} />
      </section>
    </>
  );
};
