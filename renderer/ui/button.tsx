import type { ReactNode } from 'react';

type Props = {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** The key that does the same, shown on the button. */
  readonly hint?: string;
  readonly look?: 'primary' | 'secondary' | 'warning';
  readonly disabled?: boolean;
  readonly type?: 'button' | 'submit';
  /** Has the keys as soon as it is there. */
  readonly autoFocus?: boolean;
};

const looks = {
  primary: 'nhsuk-button',
  secondary: 'nhsuk-button nhsuk-button--secondary',
  warning: 'nhsuk-button nhsuk-button--warning',
} as const;

/** A button that shows its key. The primary look belongs to one button of a screen. */
export const Button = ({
  children,
  onPress,
  hint,
  look = 'secondary',
  disabled = false,
  type = 'button',
  autoFocus = false,
}: Props) => (
  <button className={looks[look]} type={type} disabled={disabled} autoFocus={autoFocus} onClick={onPress}>
    {children}
    {hint === undefined ? null : (
      <>
        {' '}
        <kbd className="hf-key" aria-hidden="true">
          {hint}
        </kbd>
      </>
    )}
  </button>
);
