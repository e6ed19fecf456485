import { useCallback, useEffect, useState } from 'react';
import type { PrintUse } from '../../domain/kernel/print-page';
import type { PaperPort, Printers } from '../../usecases/paper';
import { Button, Said, Select } from '../../ui';

export type PrinterActions = Pick<PaperPort, 'printers' | 'choosePrinter'>;

type Use = { readonly use: PrintUse; readonly label: string; readonly hint: string };

const sheet: Use = {
  use: 'sheet',
  label: 'Sheets and records',
  hint: 'Result sheets, reports, set-up codes, A4',
};

/** [SET-4] Where no script is worked on there is no token and no bag; a supply without one has its label. */
const usesOf = (companion: boolean): readonly Use[] =>
  companion
    ? [{ use: 'label', label: 'Labels', hint: 'Of supplies without the script, 70 × 35 mm' }, sheet]
    : [
        { use: 'label', label: 'Labels', hint: 'Dispensing and bag labels, 70 × 35 mm' },
        { use: 'token', label: 'Tokens', hint: 'Dispensing tokens, A4' },
        sheet,
      ];

const askEachTime = { code: '', display: 'Ask each time' };

const isHere = (name: string | undefined, { printers }: Printers): boolean =>
  name === undefined || printers.some((one) => one.name === name);

const optionsFor = (chosen: string | undefined, known: Printers) => [
  askEachTime,
  ...known.printers.map(({ name, display }) => ({ code: name, display })),
  ...(chosen === undefined || isHere(chosen, known)
    ? []
    : [{ code: chosen, display: `${chosen} (not connected)` }]),
];

const said: Readonly<Record<PrintUse, string>> = {
  label: 'labels',
  token: 'tokens',
  sheet: 'sheets and records',
};

type KnownProps = { readonly known: Printers; readonly uses: readonly Use[] };

/** [PRT-5] Each printer that was chosen and is gone, with what it was for. */
const Gone = ({ known, uses }: KnownProps) => {
  const gone = uses.flatMap(({ use }) => {
    const name = known.chosen[use];
    return name === undefined || isHere(name, known) ? [] : [`${name}, chosen for ${said[use]}`];
  });
  if (gone.length === 0) return null;
  return (
    <Said look="attention">
      Not connected: {gone.join('; ')}. Nothing goes to another printer instead. Connect it and look again,
      choose another here, or save pages as PDF when you print.
    </Said>
  );
};

type ChooserProps = KnownProps & {
  readonly onChoose: (use: PrintUse, name: string | null) => void;
};

const Chooser = ({ known, uses, onChoose }: ChooserProps) => (
  <div className="hf-printers">
    {uses.map(({ use, label, hint }) => (
      <Select
        key={use}
        label={label}
        hint={hint}
        value={known.chosen[use] ?? ''}
        options={optionsFor(known.chosen[use], known)}
        onChange={(name) => onChoose(use, name === '' ? null : name)}
      />
    ))}
  </div>
);

/** What is known of this computer's printers; `failed` where main gave no answer. */
const usePrinters = (actions: PrinterActions) => {
  const [known, setKnown] = useState<Printers | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  const hear = useCallback((reply: Printers | undefined) => {
    setFailed(reply === undefined);
    if (reply) setKnown(reply);
  }, []);
  const look = useCallback(() => void actions.printers().then(hear), [actions, hear]);
  useEffect(look, [look]);
  const choose = (use: PrintUse, name: string | null) => void actions.choosePrinter(use, name).then(hear);
  return { known, failed, look, choose };
};

type Props = { readonly actions: PrinterActions; readonly companion: boolean };

/** [PRT-6] Which printer of this computer takes what. */
export const PrintersPanel = ({ actions, companion }: Props) => {
  const uses = usesOf(companion);
  const { known, failed, look, choose } = usePrinters(actions);
  return (
    <section className="hf-panel" aria-labelledby="printers-title">
      <h2 id="printers-title">Printers</h2>
      {failed ? (
        <Said look="refused">
          The printers could not be asked, or the choice could not be kept. Look again; pages can be saved as
          PDF meanwhile.
        </Said>
      ) : null}
      {known ? <Gone {...{ known, uses }} /> : null}
      <p>
        A page goes to the printer chosen here without a question. Where none is chosen, the print window of
        this computer asks each time. The choice is kept on this computer.
      </p>
      {known?.printers.length === 0 ? (
        <p>
          This computer has no printer. Connect one in the settings of this computer, then look again; until
          then pages can be saved as PDF.
        </p>
      ) : null}
      {known ? (
        <Chooser {...{ known, uses }} onChoose={choose} />
      ) : (
        <p role="status">Asking for the printers…</p>
      )}
      <div className="hf-actions">
        <Button onPress={look}>Look for printers again</Button>
      </div>
    </section>
  );
};
