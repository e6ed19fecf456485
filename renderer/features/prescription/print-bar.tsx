import { Button } from '../../ui';
import type { Doing } from './side';

type Props = {
  readonly doing: Doing;
  /** [LBL-7] Something of it can be handed out, or was. */
  readonly labels: boolean;
  /** [PRN-3] A token was printed before, or may have been. */
  readonly again: boolean;
};

/** Paper: a label makes a medicine look right, so that a script that is held, gone or over has none. */
export const PrintBar = ({ doing, labels, again }: Props) => (
  <div className="hf-actions" role="group" aria-label="Print">
    {labels ? (
      <>
        <Button onPress={doing.labels} hint="P">
          Print labels
        </Button>
        <Button onPress={doing.bag} hint="B">
          Bag label
        </Button>
      </>
    ) : null}
    <Button onPress={doing.token} hint="T">
      {again ? 'Print token again' : 'Print token'}
    </Button>
  </div>
);
