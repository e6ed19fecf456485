import type { DecideContext } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { itemEnd } from './allowed';
import { shortInBag, shortWords } from './bag';
import { decided, type Decision, type LineChoice } from './commands';
import { decideLine } from './decide-line';
import { decideStep, steps } from './decide-work';
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
      'Say that none of it is in the bag. Whoever hands it out says why.',
    );
  const decision = decideLine({ state, item, context }, choice);
  if (decision.kind === 'refused') return decision;
  const { itemId } = item;
  const products = choice.kind === 'owing' ? undefined : choice.products;
  if (choice.kind === 'full' && !products?.length) return { kind: 'said', line: undefined };
  const quantity = countOf(decision.line);
  return { kind: 'said', line: { itemId, quantity, ...(products?.length ? { products } : {}) } };
};

/** “Assembled, 2 items short”. */
export const assembledWords = (short: number): string =>
  short === 0 ? 'Assembled' : `Assembled, ${shortWords(short)}`;

/** [PRX-4] [PRX-23] Assembled, with what is in the bag of each line where that is not simply all of it. */
export const decideAssemble = (
  state: PrescriptionState,
  choices: readonly LineChoice[],
  context: DecideContext,
): Decision => {
  const step = decideStep(state, steps.assemble, context);
  if (step.kind === 'refused') return step;
  const bag: LineInBag[] = [];
  for (const item of state.prescription.items) {
    const choice = choices.find(({ itemId }) => itemId === item.itemId);
    if (!choice || !lineIsOpen(state, item) || itemEnd(item, context.now) !== undefined) continue;
    const said = inBag(state, item, choice, context);
    if (said.kind === 'refused') return said;
    if (said.line) bag.push(said.line);
  }
  if (bag.length === 0) return step;
  const { from, to } = steps.assemble;
  const short = shortInBag({ ...state, bag: { saidAt: context.now, lines: bag } });
  return decided(`${assembledWords(short)}. Next: accuracy check.`, [
    { type: 'prescription.advanced', key: state.prescription.key, from, to, bag },
  ]);
};
