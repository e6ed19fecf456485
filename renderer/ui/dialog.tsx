import { createContext, useContext, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { filled } from './unsaved';

type Props = {
  readonly title: string;
  /** For what stands side by side. */
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

const Head = createContext<ReactNode>(null);
/** What stands over every question within, as what it is about would be covered by it. */
export const DialogHead = Head.Provider;

/** A question that must be answered or left with Esc. */
export const Dialog = ({ title, wide = false, onClose, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const head = useContext(Head);
  const id = useId();
  const [isFilled, setFilled] = useState(false);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // What has the keys may stand at its end; reading begins at its top.
    element?.scrollTo(0, 0);
    // Closed while it still stands, so that whoever had the keys before has them again.
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? 'hf-dialog hf-dialog--wide' : 'hf-dialog'}
      aria-labelledby={id}
      onInput={() => setFilled(true)}
      {...filled(`what you filled in under “${title}”`, isFilled)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {head}
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
};
