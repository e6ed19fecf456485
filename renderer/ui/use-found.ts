import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { useAsked } from './use-asked';

/** Another value whenever scripts came or changed. */
export const ScriptsPulse = createContext(0);

/** How soon a search is repeated while scripts are still being read. */
const againMs = 300;

type Found = { readonly complete: boolean };

/**
 * [STO-9] What `find` finds by a text, asked for again when scripts come or change; undefined for no text, unless
 * `always`. What was found by an older text is never given for a newer one. `find` must be stable (useCallback).
 */
export const useFound = <T extends Found>(
  find: (text: string) => Promise<T>,
  text: string,
  always = false,
): T | undefined => {
  const scripts = useContext(ScriptsPulse);
  const [again, setAgain] = useState(0);
  const empty = text.trim() === '' && !always;
  const question = useCallback(async () => ({ text, answer: await find(text) }), [find, text]);
  const asked = useAsked(empty ? undefined : question, `${scripts} ${again}`);
  useEffect(() => {
    if (asked === undefined || asked.answer.complete) return undefined;
    const timer = setTimeout(() => setAgain((n) => n + 1), againMs);
    return () => clearTimeout(timer);
  }, [asked]);
  return !empty && asked?.text === text ? asked.answer : undefined;
};
