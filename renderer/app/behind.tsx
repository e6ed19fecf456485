import { Said, useKeys } from '../ui';
import type { Place } from './places';
import type { LeftBehind } from './seats';

type Props = { readonly behind: LeftBehind; readonly onBack: (place: Place) => void };

/** [USR-15] Says of what was just left that it is kept, and not saved. */
export const Behind = ({ behind: { what, place }, onBack }: Props) => {
  const back = () => onBack(place);
  useKeys({ Backspace: back });
  return (
    <Said look="info">
      Not saved yet: {what}. It stays as it is for you until Holdfast is closed or somebody else signs in.{' '}
      <button type="button" className="hf-plain" onClick={back}>
        Back to it <kbd className="hf-key">Backspace</kbd>
      </button>
    </Said>
  );
};
