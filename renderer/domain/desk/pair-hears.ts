import type { PrescriptionId } from '../kernel/ids';
import { isAfter, type Instant } from '../kernel/instant';
import type { ReissueEvent } from '../reissue/events';
import {
  markedElsewhere,
  markedOver,
  markedSupplied,
  markWords,
  type Heard,
  type ReissueMark,
} from '../reissue/mark';
import { openBeside } from '../reissue/close';
import { otherOf, type ReissueState, type Which } from '../reissue/model';
import { hasLeft, isWithUs } from '../reissue/rule';
import type { Scripts } from '../reissue/settle';
import { deskTabOf, type DeskRow } from './model';

type Said = { readonly mark: ReissueMark; readonly heard: Heard };

const markOf = ({ custody }: DeskRow): ReissueMark | undefined => {
  switch (custody.kind) {
    case 'cancelled':
    case 'expired':
    case 'dispensed':
    case 'elsewhere':
      return custody.kind;
    case 'ended-in-pack':
      return custody.end === 'closed' ? undefined : custody.end;
    case 'listed':
    case 'sealed':
    case 'queued':
    case 'asked':
    case 'in-doubt':
    case 'here':
    case 'handed-out':
    case 'not-dispensed':
    case 'conflict':
    case 'stuck':
    case 'not-found':
    case 'signature-failed':
    case 'returned':
    case 'refused':
    case 'released-there':
    case 'needs-gp':
    case 'closed':
      return undefined;
  }
};

/** What a row says of its script; undefined where it says nothing, or only what the script itself says. */
const saidBy = (row: DeskRow): Said | undefined => {
  const { custody, since } = row;
  const mark = markOf(row);
  if (mark === undefined) return undefined;
  const holder = custody.kind === 'elsewhere' ? custody.holder : undefined;
  const who = holder ? [holder.name, holder.phone].filter((part) => part !== '').join(', ') : '';
  if (custody.kind === 'ended-in-pack')
    return { mark, heard: { at: since.at, by: `pack ${custody.pack}`, says: 'pack', who } };
  if (since.says === 'here') return undefined;
  const by = since.says === 'spine' ? 'the Spine' : since.by;
  return { mark, heard: { at: since.at, by, says: since.says, who } };
};

/** Whether what the desk says of an id is about the script of this side: nothing of it is with us, nor left from here. */
const isAbout = (row: DeskRow, pair: ReissueState, which: Which, scripts: Scripts): boolean => {
  const { key, shortId } = pair[which];
  if (shortId !== row.id) return false;
  if (key === undefined) return row.script === undefined;
  const script = scripts(key);
  if (!script || script.prescription.treatment === 'erd') return false;
  // What went back before the desk heard of its id is not followed by its row.
  if (row.script !== key && (row.script !== undefined || script.custody.kind !== 'returned')) return false;
  return script.custody.kind !== 'returning' && !isWithUs(script) && !hasLeft(script);
};

const hearSide = (pair: ReissueState, which: Which, row: DeskRow, now: Instant): readonly ReissueEvent[] => {
  const { id, reopenedAt } = pair;
  const { mark } = pair[which];
  const said = saidBy(row);
  // [RSU-24] A pharmacist has said since that it is not so.
  if (said && reopenedAt !== undefined && !isAfter(said.heard.at, reopenedAt, now)) return [];
  const bySpine = row.since.says === 'spine';
  // That something was supplied is taken back by no person's word at the desk.
  if (mark && markedSupplied(pair[which]) && !(mark.heard && bySpine)) return [];
  if (!said) {
    // While it is being asked for, what was heard stands.
    const stands = !mark?.heard || deskTabOf(row) === 'waiting';
    return stands ? [] : [{ type: 'reissue.unmarked', id, which }];
  }
  const words = markWords[said.mark];
  const isSaid = mark?.words === words && mark.heard?.who === said.heard.who;
  if (mark && (!isAfter(said.heard.at, mark.at, now) || isSaid)) return [];
  return [{ type: 'reissue.marked', id, which, words, heard: said.heard }];
};

/** [RSU-22] [RSU-24] Whether what is heard of a side opens the pair again: its end rests on what is not so any more. */
const opensAgain = (
  { end, goes, ...sides }: ReissueState,
  which: Which,
  row: DeskRow,
  now: Instant,
): boolean => {
  if (end?.how === 'settled-elsewhere') return sides[which].mark?.heard !== undefined;
  if (end?.how !== 'returned' && end?.how !== 'left') return false;
  const said = goes === which ? saidBy(row) : undefined;
  const isHad = said?.mark === 'dispensed' || said?.mark === 'elsewhere';
  return isHad && said !== undefined && !isAfter(end.at, said.heard.at, now);
};

/**
 * [RSU-22] What follows for a pair from what the desk knows of its scripts that are not here. `beside`: other pairs; a
 * script that one of them has is not taken from it by one that is closed.
 */
export const hear = (
  pair: ReissueState,
  rows: readonly DeskRow[],
  scripts: Scripts,
  now: Instant,
  beside: readonly ReissueState[] = [],
): readonly ReissueEvent[] => {
  if (pair.decision === 'open' || (pair.end && openBeside(pair, beside))) return [];
  const heard = (['original', 'replacement'] as const).flatMap((which) =>
    rows
      .filter((row) => isAbout(row, pair, which, scripts) && (!pair.end || opensAgain(pair, which, row, now)))
      .flatMap((row) => hearSide(pair, which, row, now)),
  );
  return pair.end && heard.length > 0 ? [{ type: 'reissue.came-back', id: pair.id }, ...heard] : heard;
};

const named = (pair: ReissueState, which: Which): string => pair[which].shortId ?? `the ${which}`;

const sideOfId = (pair: ReissueState, id: PrescriptionId): Which | undefined =>
  (['original', 'replacement'] as const).find((which) => pair[which].shortId === id);

/** [RSU-22] What a word at the desk means for the other script of a pair, for whoever said it; empty where nothing. */
export const followsForPair = (before: ReissueState, pair: ReissueState, id: PrescriptionId): string => {
  const which = sideOfId(pair, id);
  if (which === undefined) return '';
  const other = otherOf(which);
  const { mark } = pair[which];
  if (before.end && pair.end) return '';
  if (before.end && !mark?.heard) return ' Its pair in Registers is open again.';
  if (pair.bothSupplied && !before.bothSupplied)
    return ` ${named(pair, other)} of its pair was supplied as well: a pharmacist closes the pair in Registers with what was done about it.`;
  if (!mark?.heard || mark.at === before[which].mark?.at) return '';
  if (pair.end)
    return ` Its pair in Registers is closed: ${named(pair, other)} may be supplied once it is here.`;
  if (markedOver(pair[which]))
    return ` ${named(pair, other)} of its pair stays held until a pharmacist says in Registers: use it after all, or return it.`;
  if (!markedElsewhere(pair[which])) return '';
  return which === 'original'
    ? ` Ring ${mark.heard.who}, so that it is not supplied there: ${named(pair, other)} takes its place.`
    : ` It may be supplied there: ring ${mark.heard.who} before anything is supplied from ${named(pair, other)}.`;
};
