import { refuse, type Refusal } from '../kernel/refusal';
import type { DecideContext } from '../kernel/context';
import type { ReissueEvent } from './events';
import { markedOver } from './mark';
import { otherOf, type EndHow, type ReissueState, type Side, type Which } from './model';
import type { PrescriptionState } from '../prescriptions/model';
import { isWithUs } from './rule';
import { whichGoes, type Here } from './settle';
import { canStay, wasHandedOut } from './stays';

const sides: readonly Which[] = ['original', 'replacement'];

/** The other one was handed out, or is gone as well: nothing is to be supplied for this pair any more. */
const isServed = (side: Side, script: Here[Which]): boolean =>
  wasHandedOut(side, script) || (script !== undefined && !canStay(side, script));

/**
 * [RSU-23] The one that goes, where it is not with us and nobody need wait for it: it lies in a pack, hangs with the
 * broker, or another pharmacy has it.
 */
export const mayLeave = (state: ReissueState, here: Here): Which | undefined => {
  if (state.decision === 'open' || state.proposal) return undefined;
  const goes = whichGoes({ state, here });
  if (goes === 'both-supplied') return undefined;
  const which = goes === 'nobody-knows' ? 'original' : goes;
  const { key, shortId } = state[which];
  const goer = here[which];
  const known = key === undefined ? shortId !== undefined : goer !== undefined;
  if (!known || (goer && (isWithUs(goer) || goer.custody.kind === 'returning'))) return undefined;
  const other = otherOf(which);
  return isServed(state[other], here[other]) ? which : undefined;
};

/** [RSU-24] Ends that a pharmacist may take back; the others say what was done with the scripts themselves. */
const mayBeUndone: readonly EndHow[] = ['settled-elsewhere', 'called-off', 'left', 'different'];

export const mayReopen = ({ end }: ReissueState): boolean =>
  end !== undefined && mayBeUndone.includes(end.how);

/** [RSU-22] [RSU-23] It is with us: what was heard of it, or that nothing comes of it, counts no more. */
export const saysItself = (pair: ReissueState, script: PrescriptionState): readonly ReissueEvent[] =>
  sides
    .filter((which) => pair[which].key === script.prescription.key && isWithUs(script) && !pair.end)
    .filter((which) => pair[which].mark?.heard || markedOver(pair[which]))
    .map((which) => ({ type: 'reissue.unmarked', id: pair.id, which }));

const knowsOne = (pair: ReissueState, { key, shortId }: Side): boolean =>
  sides.some((which) => {
    const side = pair[which];
    if (key !== undefined && side.key !== undefined) return side.key === key;
    return shortId !== undefined && side.shortId === shortId;
  });

/** Another open pair that knows one of the two. */
export const openBeside = (
  { id, original, replacement }: ReissueState,
  pairs: readonly ReissueState[],
): ReissueState | undefined =>
  pairs.find(
    (pair) => pair.id !== id && !pair.end && (knowsOne(pair, original) || knowsOne(pair, replacement)),
  );

/** [RSU-24] [RSU-15] Said to be two supplies, and something left from both: what is left to do is to say so. */
const bothLeft = ({ end, decision, ...state }: ReissueState, here: Here): boolean =>
  end?.how === 'different' &&
  decision === 'open' &&
  sides.every((one) => wasHandedOut(state[one], here[one]));

/** [RSU-24] What closed the pair is not so after all. */
export const reopened = (
  state: ReissueState,
  here: Here,
  pairs: readonly ReissueState[],
  { user }: DecideContext,
  reason: string,
): readonly ReissueEvent[] | Refusal => {
  const { id } = state;
  if (openBeside(state, pairs))
    return refuse(
      'AlreadyRegistered',
      'RSU-24',
      'Another pair that is open knows one of the two.',
      'Go on with that one; it is in Registers.',
    );
  return [
    { type: 'reissue.came-back', id, author: user, reason },
    ...(bothLeft(state, here)
      ? [{ type: 'reissue.decided', id, goes: 'replacement', author: user, reason } satisfies ReissueEvent]
      : []),
    ...sides
      .filter((which) => markedOver(state[which]))
      .map((which): ReissueEvent => ({ type: 'reissue.unmarked', id, which })),
  ];
};
