import { refuse, type Refusal } from '../kernel/refusal';
import type { Scanned } from './scan-words';

/** What the desk’s keys do about the scan; elsewhere the same keys do something else. */
const atTheDesk = ({ undo, mayAsk, early, asks, key }: Scanned): string => {
  const acts = [
    ...(undo ? ['U takes it back'] : []),
    ...(key === undefined ? [] : ['O opens it']),
    ...(mayAsk === true ? ['Q asks for it'] : []),
    ...(early === undefined ? [] : [`L releases issue ${early} now`]),
    ...(asks === true ? ['R records what became of it'] : []),
  ].join(', ');
  return acts === '' ? '' : `F4 shows it on the desk; there ${acts}.`;
};

/** [SCN-28] A scan’s answer where the desk is not on the screen: it says of which script it speaks. */
export const sayAway = (scanned: Scanned): { readonly sentence: string; readonly next: string } => {
  const { title, id, who, sentence, next } = scanned;
  const script = [id, who].filter((word) => word !== '').join(' · ');
  return {
    sentence: `${title}${title.endsWith('?') ? '' : '.'} ${script}. ${sentence}`,
    next: `${next} ${atTheDesk(scanned)}`.trim(),
  };
};

/** The same as the answer of a command. */
export const awayReply = (
  scanned: Scanned,
): { readonly kind: 'done'; readonly sentence: string } | Refusal => {
  const { sentence, next } = sayAway(scanned);
  return scanned.look === 'accepted'
    ? { kind: 'done', sentence: `${sentence} ${next}` }
    : refuse('ScanAnswered', 'DSK-4', sentence, next);
};

/** [DSK-21] A scan that would open its script while something else is filled in: what it found, and what comes first. */
export const sayHeld = (
  scanned: Scanned,
  what: string,
): { readonly sentence: string; readonly next: string } => ({
  sentence: sayAway(scanned).sentence,
  next: finishFirst(what),
});

/** [DSK-21] What is filled in comes first. */
export const finishFirst = (what: string): string => `Save ${what} or leave it, then scan again.`;
