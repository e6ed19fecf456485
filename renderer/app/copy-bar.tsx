import type { Instant } from '../domain/kernel/instant';
import type { ProfileKind } from '../domain/settings/model';
import { copyAlert } from '../domain/settings/second-copy';
import { AttentionBar } from './attention-bar';
import { useSecondCopy } from './use-second-copy';

type Props = { readonly kind: ProfileKind; readonly now: Instant; readonly onOpen: () => void };

/** [CPY-4] [CPY-6] What is on this computer only has its own line on every screen until it is elsewhere too. */
export const CopyBar = ({ kind, now, onOpen }: Props) => {
  const copy = useSecondCopy();
  const alert = copy && copyAlert(copy, kind, now);
  return alert ? (
    <AttentionBar label="Second copy" hint="F8" onOpen={onOpen}>
      {alert.sentence} {alert.next}
    </AttentionBar>
  ) : null;
};
