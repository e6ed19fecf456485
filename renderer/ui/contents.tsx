import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useKeys } from './use-keys';

const headingsIn = (page: Element): readonly HTMLHeadingElement[] =>
  [...page.querySelectorAll('h2')].filter((heading) => heading.closest('dialog') === null);

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

/**
 * The parts of a long page, to go to each at once. Read from the headings of the page it stands in, some of which come
 * later than others, so that none is left out and none is promised that is not there.
 */
export const Contents = ({ hint }: { readonly hint: string }) => {
  const nav = useRef<HTMLElement>(null);
  const [headings, setHeadings] = useState<readonly HTMLHeadingElement[]>([]);
  useLayoutEffect(() => {
    const page = nav.current?.parentElement;
    if (!page) return undefined;
    const read = (): void => {
      const found = headingsIn(page);
      setHeadings((known) =>
        found.length === known.length && found.every((one, i) => one === known[i]) ? known : found,
      );
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(page, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
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
