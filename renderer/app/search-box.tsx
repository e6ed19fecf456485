import { useCallback, useEffect, useRef, useState } from 'react';
import { awayReply } from '../domain/desk/scan-away';
import { readTypedId } from '../domain/kernel/check-character';
import { formatDate } from '../domain/kernel/instant';
import type { IssueKey, PrescriptionId } from '../domain/kernel/ids';
import { sayTypedId } from '../domain/scanning/typed-id';
import type { Answers, CommandReply, EngineClient } from '../usecases/commands';
import type { WorklistRow } from '../usecases/views';
import { useChosen, useFound, useKeys } from '../ui';
import type { Offered } from './use-scans';

type Props = {
  readonly engine: EngineClient;
  /** A scanned id that is not here. */
  readonly offered: Offered | undefined;
  /** Whether / comes here; a screen with a search of its own has it instead. */
  readonly slash: boolean;
  /** Without one nothing can be asked for: an id that is not here goes onto the desk. */
  readonly broker: boolean;
  readonly onOpen: (key: IssueKey) => void;
  readonly onReply: (reply: CommandReply) => void;
};

const limit = 12;

type Option =
  | { readonly kind: 'script'; readonly id: string; readonly row: WorklistRow }
  | { readonly kind: 'ask' | 'list'; readonly id: string; readonly shortId: PrescriptionId }
  | { readonly kind: 'download'; readonly id: string };

/** What Enter could mean, best first. */
const optionsFor = (text: string, rows: readonly WorklistRow[], broker: boolean): readonly Option[] => {
  const found: Option[] = rows.map((row) => ({ kind: 'script', id: row.key, row }));
  const typed = readTypedId(text);
  if (typed.kind === 'ok' && rows.length === 0)
    found.push({ kind: broker ? 'ask' : 'list', id: 'ask', shortId: typed.id });
  if (broker && 'download now'.startsWith(text.trim().toLowerCase()) && text.trim().length >= 2)
    found.push({ kind: 'download', id: 'download' });
  return found;
};

const OptionText = ({ option }: { readonly option: Option }) => {
  switch (option.kind) {
    case 'script':
      return (
        <>
          <strong>
            {option.row.family.toUpperCase()}, {option.row.given}
          </strong>{' '}
          {formatDate(option.row.birthDate)} · {option.row.firstItem}
          {option.row.itemCount > 1 ? ` + ${option.row.itemCount - 1}` : ''} ·{' '}
          <span className="hf-whole">{option.row.shortId}</span>
        </>
      );
    case 'ask':
      return <>{option.shortId} is not here. Enter asks the Spine for it.</>;
    case 'list':
      return <>{option.shortId} is not here. Enter puts it on the PWAD desk, unless it is there.</>;
    case 'download':
      return <>Download now</>;
  }
};

/** What a text finds; undefined until the answer is there. */
const useSearch = (engine: EngineClient, text: string): Answers['Search'] | undefined =>
  useFound(
    useCallback((typed: string) => engine.ask({ kind: 'Search', text: typed, limit }), [engine]),
    text,
  );

const idLike = /^[0-9a-z]{6}-?[0-9a-z]{6}-?[0-9a-z]{5}[0-9a-z+]$/i;
/** Why nothing was found: an id with a slip in it is said to have one. */
const nothingBy = (text: string): string => {
  const words = idLike.test(text.trim()) ? sayTypedId(text) : undefined;
  return words?.look === 'wrong'
    ? `Not a prescription id. ${words.sentence}`
    : 'Nothing here by that name or number.';
};

type FoundProps = {
  readonly text: string;
  readonly options: readonly Option[];
  readonly complete: boolean;
  readonly chosen: number;
  readonly onTake: (option: Option) => void;
};

const Found = ({ text, options, complete, chosen, onTake }: FoundProps) => (
  <ul className="hf-search__found" id="found" role="listbox" aria-label="Found">
    {options.length === 0 && complete ? (
      <li role="option" aria-selected={false} aria-disabled="true">
        {nothingBy(text)}
      </li>
    ) : null}
    {options.map((option, i) => (
      <li
        key={option.id}
        id={`found-${i}`}
        role="option"
        aria-selected={i === chosen}
        onMouseDown={(event) => {
          event.preventDefault();
          onTake(option);
        }}
      >
        <OptionText option={option} />
      </li>
    ))}
    {complete ? null : (
      <li role="option" aria-selected={false} aria-disabled="true">
        Holdfast has just started and still reads its scripts; more may be found.
      </li>
    )}
  </ul>
);

/** [SET-4] Where the Spine cannot be asked: the id goes onto the desk, unless it is told what became of it already. */
const putOnDesk = async (engine: EngineClient, id: PrescriptionId): Promise<CommandReply> => {
  const reply = await engine.execute({ kind: 'ScanPrescription', id, onlyKnown: false });
  const scanned = reply.kind === 'done' ? reply.found?.scanned : undefined;
  if (!scanned) return reply;
  return scanned.asks === true
    ? { kind: 'done', sentence: `${id} is on the PWAD desk. F4 opens the desk.` }
    : awayReply(scanned);
};

const carryOut = (
  engine: EngineClient,
  option: Exclude<Option, { kind: 'script' }>,
): Promise<CommandReply> => {
  switch (option.kind) {
    case 'ask':
      return engine.execute({ kind: 'RequestById', typed: option.shortId });
    case 'list':
      return putOnDesk(engine, option.shortId);
    case 'download':
      return engine.execute({ kind: 'DownloadNow' });
  }
};

/** Puts a scanned id that is not here into the box, once. */
const useOffered = (offered: Offered | undefined, type: (text: string) => void, focus: () => void): void => {
  const [taken, setTaken] = useState(offered);
  if (offered !== taken) {
    setTaken(offered);
    type(offered?.id ?? '');
  }
  useEffect(() => {
    if (offered) focus();
    // The box is the same one for as long as it is shown.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [offered]);
};

/** One box for a scan, an id, a name, an NHS number or a command. */
export const SearchBox = ({ engine, offered, slash, broker, onOpen, onReply }: Props) => {
  const [text, setText] = useState('');
  const [isHere, setIsHere] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const found = useSearch(engine, text);
  const options = optionsFor(text, found?.rows ?? [], broker);
  const { at, move, forget } = useChosen(found ? options.map(({ id }) => id) : []);
  // Elsewhere it would cover what somebody went to.
  const open = isHere && text.trim() !== '' && (found !== undefined || options.length > 0);
  const focus = () => input.current?.focus();
  useKeys({ ...(slash ? { '/': focus } : {}), 'Ctrl+k': focus });
  const type = (typed: string) => {
    setText(typed);
    forget();
  };
  useOffered(offered, type, focus);
  const leave = () => {
    type('');
    input.current?.blur();
  };
  const take = (option: Option): void => {
    leave();
    if (option.kind === 'script') return onOpen(option.row.key);
    void carryOut(engine, option).then(onReply);
  };
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => options[at] && take(options[at]),
    Escape: leave,
  };
  return (
    <div className="hf-search">
      <input
        ref={input}
        role="combobox"
        aria-label="Search or scan anything"
        aria-expanded={open}
        aria-controls="found"
        aria-activedescendant={open && options.length > 0 ? `found-${at}` : undefined}
        placeholder={`${slash ? '/' : 'Ctrl+K'}  Search or scan anything`}
        value={text}
        autoComplete="off"
        spellCheck={false}
        data-acts-while-empty="?"
        onFocus={() => setIsHere(true)}
        onBlur={() => setIsHere(false)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          const act = acts[event.key];
          if (!act) return;
          event.preventDefault();
          act();
        }}
      />
      {open ? (
        <Found {...{ text, options }} chosen={at} complete={found?.complete ?? true} onTake={take} />
      ) : null}
    </div>
  );
};
