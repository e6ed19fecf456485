import { useEffect, useState } from 'react';
import type { SheetSource } from '../../domain/desk/result-sheet';
import { deskTabNames } from '../../domain/desk/words';
import type { DrawBarcode } from '../../domain/labels/barcode';
import { barcodeSheet } from '../../domain/labels/barcode-sheet';
import { partWords, sheetParts, type SheetPart } from '../../domain/labels/sheet-parts';
import { Choices, Said, Select, SheetDialog } from '../../ui';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { PaperReply } from '../../usecases/paper';
import type { MadeSheet } from '../../usecases/desk/result-sheet';

/** Hands a sheet to the printer or saves it. */
export type DeliverSheet = (page: MadeSheet['page'], how: 'paper' | 'pdf') => Promise<PaperReply>;

/** How the desk comes onto paper. */
export type DeskPaper = {
  readonly result: DeliverSheet;
  readonly barcodes: DeliverSheet;
  readonly draw: DrawBarcode;
};

type Props = {
  readonly engine: EngineClient;
  readonly paper: DeskPaper;
  readonly onReply: (reply: CommandReply) => void;
  readonly onClose: () => void;
};

type SheetAs = 'result' | 'barcodes';

const everything = 'all';
const codeOf = ({ kind, packId, name }: SheetSource): string => `${kind}|${packId ?? ''}|${name}`;

const choicesOf = (sources: MadeSheet['sources'], all: number) => [
  { code: everything, display: `All scripts on the desk (${all})` },
  ...sources.map((one) => ({ code: codeOf(one), display: `${one.name} (${one.count})` })),
];

/** What the sheet will say, before it is paper. */
const Preview = ({ sheet, as }: { readonly sheet: MadeSheet; readonly as: SheetAs }) => (
  <>
    <p>
      <strong>{sheet.left}</strong>{' '}
      {as === 'barcodes'
        ? 'Each barcode stands with its id, name and medicine, as far as they are known; twenty to a page.'
        : 'Below the numbers each script stands with its end, who said so and when, and the phone of whoever has it.'}
    </p>
    <table className="hf-sheet-counts">
      <caption className="hf-visually-hidden">What will be on the sheet</caption>
      <tbody>
        {sheet.counts.map(([tab, count]) => (
          <tr key={tab}>
            <th scope="row">{deskTabNames[tab]}</th>
            <td>{count}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">Together</th>
          <td>
            <strong>{sheet.total}</strong>
          </td>
        </tr>
      </tbody>
    </table>
  </>
);

/** [DSK-22] Barcodes to scan, twenty to a page; of very many the part that was chosen. */
const codesOf = ({ of, stands, codes }: MadeSheet, part: SheetPart, draw: DrawBarcode): MadeSheet['page'] => {
  const whole = part.to - part.from + 1 === part.all;
  const heading = `PWAD: ${of}${whole ? '' : `, ${partWords(part)}`} · ${stands}`;
  const name = whole ? '' : ` ${part.from} to ${part.to}`;
  const { html, ...page } = barcodeSheet(heading, codes.slice(part.from - 1, part.to), draw);
  return { ...page, title: `${page.title}${name}`, html: String(html) };
};

/** [DSK-22] Which part is next, and what was said of the one before. */
const useParts = (sheet: MadeSheet | undefined) => {
  const [at, setAt] = useState(0);
  const [done, setDone] = useState('');
  const parts = sheetParts(sheet?.codes.length ?? 0);
  const part = parts[at] ?? parts[0];
  return {
    parts,
    part,
    done,
    choose: (next: number): void => setAt(next),
    /** True where there is another part to go on with. */
    goOn: (sentence: string): boolean => {
      if (at + 1 >= parts.length) return false;
      setDone(sentence);
      setAt(at + 1);
      return true;
    },
    begin: (): void => {
      setAt(0);
      setDone('');
    },
  };
};

const PartChoice = ({ parts, part, done, choose }: ReturnType<typeof useParts>) => (
  <>
    {done === '' ? null : <Said look="done">{done}</Said>}
    <Select
      label="Barcodes, in the order of the desk"
      value={String(part ? parts.indexOf(part) : 0)}
      options={parts.map((one, i) => ({ code: String(i), display: partWords(one) }))}
      onChange={(code) => choose(Number(code))}
      hint="So many go on paper part by part."
    />
  </>
);

const useSheet = (engine: EngineClient) => {
  const [of, setOf] = useState<SheetSource | undefined>(undefined);
  const [sheet, setSheet] = useState<MadeSheet | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    void engine.ask({ kind: 'ResultSheet', of }).then((made) => wanted && setSheet(made));
    return () => {
      wanted = false;
    };
  }, [engine, of]);
  const choose = (code: string) => {
    setSheet(undefined);
    setOf(sheet?.sources.find((one) => codeOf(one) === code));
  };
  return { of, sheet, choose };
};

/** [DSK-16] The result sheet: for which import, what will stand on it, and then paper or a PDF. */
export const DeskSheetDialog = ({ engine, paper, onReply, onClose }: Props) => {
  const { of, sheet, choose } = useSheet(engine);
  const [all, setAll] = useState<Pick<MadeSheet, 'sources' | 'total'> | undefined>(undefined);
  if (sheet && !all) setAll(sheet);
  const [as, setAs] = useState<SheetAs>('result');
  const parts = useParts(sheet);
  const { part } = parts;
  const codes = as === 'barcodes' && part ? part : undefined;
  const give = async (how: 'paper' | 'pdf'): Promise<string> => {
    if (!sheet) return '';
    const reply = await (codes
      ? paper.barcodes(codesOf(sheet, codes, paper.draw), how)
      : paper.result(sheet.page, how));
    if (reply.kind === 'refused') return `${reply.sentence} ${reply.next}`;
    if (reply.kind === 'done') {
      if (codes && parts.goOn(`${partWords(codes)}. ${reply.sentence}`)) return '';
      onReply(reply);
    }
    onClose();
    return '';
  };
  return (
    <SheetDialog
      title="Result sheet of the PWAD desk"
      ready={sheet !== undefined}
      onGive={give}
      onClose={onClose}
    >
      {all ? (
        <Choices
          legend="For"
          choices={choicesOf(all.sources, all.total)}
          chosen={of ? codeOf(of) : everything}
          onChoose={(code) => {
            parts.begin();
            choose(code);
          }}
        />
      ) : null}
      {sheet && sheet.codes.length > 0 ? (
        <Choices
          legend="As"
          choices={[
            { code: 'result', display: 'Result sheet: every script with its end' },
            {
              code: 'barcodes',
              display: `Barcodes of what still needs something done (${sheet.codes.length})`,
            },
          ]}
          chosen={as}
          onChoose={(code) => setAs(code === 'barcodes' ? code : 'result')}
        />
      ) : null}
      {codes && parts.parts.length > 1 ? <PartChoice {...parts} /> : null}
      {sheet ? <Preview sheet={sheet} as={as} /> : <p role="status">Counting…</p>}
    </SheetDialog>
  );
};
