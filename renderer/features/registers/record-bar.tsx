import type { ReactNode } from 'react';
import { Button } from '../../ui';

type Props = {
  readonly backTo: string;
  readonly onBack: () => void;
  readonly onPrint: () => void;
  readonly children?: ReactNode;
};

/** What can be done with any record; `children` is what only this one allows. */
export const RecordBar = ({ backTo, onBack, onPrint, children }: Props) => (
  <div className="hf-actions">
    <Button onPress={onBack} hint="Esc">
      Back to {backTo}
    </Button>
    <Button onPress={onPrint} hint="P">
      Print the record
    </Button>
    {children}
  </div>
);
