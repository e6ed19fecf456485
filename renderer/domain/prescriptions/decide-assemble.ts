import { bestNow } from '../kernel/clock-fault';
import type { DecideContext } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { itemEnd } from './allowed';
import { shortInBag, shortWords } from './bag';
import { closedByEps } from './clean-up';
import { decided, type Decision, type LineChoice } from './commands';
import { decideLine } from './decide-line';
import { decideStep, steps } from './decide-work';
import { countedBy } from './hand-out-time';
import type { Item, LineInBag, PrescriptionState } from './model';
import { countOf, lineIsOpen } from './supplied';

type Said = { readonly kind: 'said'; readonly line: LineInBag | undefined } | Refusal;

/** What is in the bag of one line, by the rules of the hand-out (PRX-14, PRX-16). */
const inBag = (state: PrescriptionState, item: Item, choice: LineChoice, context: DecideContext): Said => {
  if (choice.kind === 'not-dispensed')
    return refuse(
      'NotAtAssembly',
      'PRX-23',
      `That ${item.medication.display} is not dispensed is not said at assembly.`,
      state.work === 'part-supplied'
        ? 'Leave it owing, assemble the rest, and say so as that is handed out. Where nothing else is here, leave all else owing and hand out (H): that tells EPS.'
        : 'Say that none of it is in the bag. Whoever hands it out says why.',
    );
  const decision = decideLine({ state, item, context }, choice);
  if (decision.kind === 'refused') return decision;
  const { itemId } = item;
  const products = choice.kind === 'owing' ? undefined : choice.products;
  if (choice.kind === 'full' && !products?.length) return { kind: 'said', line: undefined };
  const quantity = countOf(decision.line);
  return { kind: 'said', line: { itemId, quantity, ...(products?.length ? { products } : {}) } };
};

/** “Assembled, 2 items short”, or of what was owed “The rest is assembled”. */
export const assembledWords = ({ work }: Pick<PrescriptionState, 'work'>, short: number): string =>
  `${work === 'part-supplied' ? 'The rest is assembled' : 'Assembled'}${short === 0 ? '' : `, ${shortWords(short)}`}`;

/** [PRX-24] */
const nothingCame = (): Refusal =>
  refuse(
    'NothingInBag',
    'PRX-24',
    'Nothing of what is owed is in the bag, so there is nothing to check.',
    'Say what has come. Until then it stays owed.',
  );

/** [PRX-4] [PRX-23] [PRX-24] Assembled, with what is in the bag of each line where that is not simply all of it. */
export const decideAssemble = (
  state: PrescriptionState,
  choices: readonly LineChoice[],
  context: DecideContext,
): Decision => {
  const step = decideStep(state, steps.assemble, context);
  if (step.kind === 'refused') return step;
  // [PRX-22] As the hand-out will count it.
  const counted = countedBy(bestNow(context), context);
  const bag: LineInBag[] = [];
  const open = state.prescription.items.filter(
    (item) => lineIsOpen(state, item) && itemEnd(item, counted.now) === undefined,
  );
  for (const item of open) {
    const choice = choices.find(({ itemId }) => itemId === item.itemId);
    if (!choice) continue;
    const said = inBag(state, item, choice, counted);
    if (said.kind === 'refused') return said;
    if (said.line) bag.push(said.line);
  }
  const rest = state.work === 'part-supplied';
  if (rest && bag.filter(({ quantity }) => quantity === 0).length === open.length) return nothingCame();
  const closed = closedByEps(state, context);
  if (closed) return closed;
  if (bag.length === 0 && !rest) return step;
  const { to } = steps.assemble;
  const short = shortInBag({ ...state, work: to, bag: { lines: bag } });
  return decided(`${assembledWords(state, short)}. Next: accuracy check.`, [
    {
      ...{ type: 'prescription.advanced', key: state.prescription.key, from: state.work, to },
      ...(bag.length > 0 ? { bag } : {}),
    },
  ]);
};
