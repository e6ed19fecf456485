import { isJson, type Json } from '../../electron/training/json';

/** What is done to a good message. */
export type Change = (message: Json) => unknown;
const set = (value: unknown, path: readonly (string | number)[], to: unknown): unknown => {
  const [step, ...more] = path;
  if (step === undefined) return to;
  if (Array.isArray(value))
    return (value as unknown[]).flatMap((one, i) => {
      if (i !== step && step !== '*') return [one];
      const inner = set(one, more, to);
      return inner === undefined ? [] : [inner];
    });
  if (!isJson(value)) return value;
  const changed = { ...value, [step]: set(value[step], more, to) };
  return to === undefined && more.length === 0
    ? Object.fromEntries(Object.entries(changed).filter(([key]) => key !== step))
    : changed;
};
export const at =
  (...path: (string | number)[]) =>
  (to: unknown): Change =>
  (message) =>
    set(message, path, to);
export const drop = (...path: (string | number)[]): Change => at(...path)(undefined);
/** Every place where a text stands in the message. */
export const replaced =
  (from: string, to: string): Change =>
  (message) =>
    JSON.parse(JSON.stringify(message).replaceAll(from, to)) as unknown;
/** Only the first place. */
export const once =
  (from: string, to: string): Change =>
  (message) =>
    JSON.parse(JSON.stringify(message).replace(from, to)) as unknown;
