import { containedIn, extensionOf, items, resourcesOf, str, type Json } from '../json';
import { numberAt, sum, type Amounts } from './handed-out';
import type { Heard } from './recorded-spine';

/** A message about a script that reached the Spine. */
export type Told = {
  readonly kind: 'notification' | 'return' | 'withdrawal';
  readonly messageId: string;
  readonly shortId: string;
  /** The notification that it amends or withdraws, or empty. */
  readonly about: string;
  readonly amounts: readonly (readonly [string, number])[];
  /** Of the script, as a notification says it. */
  readonly status: string;
  readonly handedOver: string;
  readonly text: string;
  /** It had its effect now, for the first time. */
  readonly took: boolean;
};

export const isBeyond = (amounts: Amounts, limit: Amounts): boolean =>
  [...amounts].some(([line, amount]) => amount > (limit.get(line) ?? 0) + 1e-9);

const prescriptionOf = (dispense: Json): Json | undefined =>
  containedIn(dispense, str(dispense, 'authorizingPrescription', 0, 'reference'));

const notificationOf = (body: Json): Omit<Told, 'text' | 'took'> => {
  const dispenses = resourcesOf(body, 'MedicationDispense');
  const [first] = dispenses;
  const replaced = extensionOf(resourcesOf(body, 'MessageHeader')[0], 'Extension-replacementOf');
  return {
    kind: 'notification',
    messageId: str(body, 'identifier', 'value').toLowerCase(),
    shortId: str(first && prescriptionOf(first), 'groupIdentifier', 'value'),
    about: str(replaced, 'valueIdentifier', 'value').toLowerCase(),
    amounts: dispenses.map((one) => [
      str(prescriptionOf(one), 'identifier', 0, 'value').toLowerCase(),
      numberAt(one, 'quantity', 'value'),
    ]),
    status: str(extensionOf(first, 'Extension-EPS-TaskBusinessStatus'), 'valueCoding', 'code'),
    handedOver: str(first, 'whenHandedOver'),
  };
};

export const toldBy = ({ path, body, status, replay }: Heard): Told | undefined => {
  const outcome = { took: status === 200 && !replay, text: JSON.stringify(body) };
  if (path.endsWith('$process-message')) return { ...outcome, ...notificationOf(body) };
  const asked = str(body, 'status');
  if (!path.endsWith('/Task') || (asked !== 'rejected' && asked !== 'in-progress')) return undefined;
  const isReturn = asked === 'rejected';
  return {
    ...outcome,
    kind: isReturn ? 'return' : 'withdrawal',
    messageId: str(items(body, 'identifier')[0], 'value').toLowerCase(),
    shortId: str(body, 'groupIdentifier', 'value'),
    about: isReturn ? '' : str(body, 'focus', 'identifier', 'value').toLowerCase(),
    amounts: [],
    status: '',
    handedOver: '',
  };
};

/** Notifications that count: all that took, but for what was amended since, or withdrawn. */
export const standing = (told: readonly Told[]): readonly Told[] => {
  const effects = told.filter(({ took }) => took);
  const gone = new Set(effects.map(({ about }) => about));
  return effects.filter(({ kind, messageId }) => kind === 'notification' && !gone.has(messageId));
};

export const amountsOf = (told: readonly Told[]): Amounts => sum(told.flatMap(({ amounts }) => amounts));

/** Other bytes under one id, or one id that took twice. */
const isAltered = (one: Told, before: readonly Told[]): boolean =>
  before.some(
    ({ messageId, text, took }) => messageId === one.messageId && (text !== one.text || (took && one.took)),
  );

/** Nothing may be told after the whole script was, nor one hand-out again, nor more than was prescribed. */
const saysItAgain = (one: Told, before: readonly Told[], prescribed: Amounts): boolean => {
  const stands = standing(before);
  const same = ({ handedOver, amounts }: Told): boolean =>
    handedOver === one.handedOver && JSON.stringify(amounts) === JSON.stringify(one.amounts);
  return (
    stands.length > 0 &&
    (stands.some((other) => other.status === '0006' || other.status === '0007' || same(other)) ||
      isBeyond(amountsOf([...stands, one]), prescribed))
  );
};

/** A second id for what took already, whatever the Spine answers: to have sent it is the fault. */
const isSecond = (one: Told, before: readonly Told[], prescribed: Amounts): boolean => {
  if (before.some(({ messageId }) => messageId === one.messageId)) return false;
  if (one.kind === 'notification' && one.about === '') return saysItAgain(one, before, prescribed);
  return before.some(({ kind, about, took }) => took && kind === one.kind && about === one.about);
};

/** Whether something was told twice of a script, of what reached the Spine about it in its order. */
export const isToldTwice = (told: readonly Told[], prescribed: Amounts): boolean =>
  told.some((one, n) => {
    const before = told.slice(0, n);
    return isAltered(one, before) || isSecond(one, before, prescribed);
  });
