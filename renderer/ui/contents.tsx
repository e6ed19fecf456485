import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useKeys } from './use-keys';

const notAsked = (heading: Element): boolean => heading.closest('dialog') === null;

const headingsIn = (page: Element): readonly HTMLHeadingElement[] =>
  [...page.querySelectorAll('h2')].filter(notAsked);

/** Also one within a section. */
const headingOf = (page: Element, name: string): HTMLHeadingElement | undefined =>
  [...page.querySelectorAll<HTMLHeadingElement>('h2, h3')]
    .filter(notAsked)
    .find(({ textContent }) => textContent === name);

/** Its keys are there too, so that Tab goes on from it. */
const goTo = (heading: HTMLHeadingElement): void => {
  heading.tabIndex = -1;
  heading.scrollIntoView({ block: 'start' });
  heading.focus({ preventScroll: true });
};

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

const move = (event: KeyboardEvent<HTMLElement>): void => {
  const step = steps[event.key];
  if (step === undefined) return;
  const all = [...event.currentTarget.querySelectorAll('button')];
  const at = all.findIndex((one) => one === document.activeElement);
  all[(at + step + all.length) % all.length]?.focus();
  event.preventDefault();
};

/** A heading that somebody was led to from elsewhere; another object each time they are. */
export type LedTo = { readonly heading: string };

type Props = { readonly hint: string; readonly to: LedTo | undefined };

/** Goes to where somebody was led, once it is there: some headings come later. */
const useLed = (to: LedTo | undefined): ((page: Element) => void) => {
  const led = useRef<LedTo>(undefined);
  return useCallback(
    (page) => {
      const heading = to && led.current !== to ? headingOf(page, to.heading) : undefined;
      if (!heading) return;
      led.current = to;
      goTo(heading);
    },
    [to],
  );
};

/**
 * The parts of a long page, to go to each at once. Read from the headings of the page it stands in, some of which come
 * later than others, so that none is left out and none is promised that is not there.
 */
export const Contents = ({ hint, to }: Props) => {
  const nav = useRef<HTMLElement>(null);
  const [headings, setHeadings] = useState<readonly HTMLHeadingElement[]>([]);
  const lead = useLed(to);
  useLayoutEffect(() => {
    const page = nav.current?.parentElement;
    if (!page) return undefined;
    const read = (): void => {
      const found = headingsIn(page);
      setHeadings((known) =>
        found.length === known.length && found.every((one, i) => one === known[i]) ? known : found,
      );
      lead(page);
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(page, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [lead]);
  useKeys({ [hint.toLowerCase()]: () => nav.current?.querySelector('button')?.focus() });
  return (
    <nav ref={nav} className="hf-contents" aria-label="Sections" onKeyDown={move}>
      <kbd className="hf-key" aria-hidden="true">
        {hint}
      </kbd>
      <ol>
        {headings.map((heading, i) => (
          <li key={i}>
            <button type="button" className="hf-plain" onClick={() => goTo(heading)}>
              {heading.textContent}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
};
