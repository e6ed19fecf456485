import { Answer, Button, Dialog } from '../../ui';
import type { ImportEnd, ImportReply } from '../../usecases/recovery/pack-commands';
import { LeftOutList } from './import-left-out';

type Props = {
  readonly reply: ImportReply;
  readonly onDesk: () => void;
  readonly onClose: () => void;
};

/** What an import came to, with each script that could not be used. */
export const ImportOver = ({ reply, onDesk, onClose }: Props) => (
  <>
    <Answer reply={reply} />
    {reply.kind === 'done' ? <LeftOutList leftOut={reply.leftOut} /> : null}
    <div className="hf-actions">
      {reply.kind === 'done' ? (
        <Button look="primary" onPress={onDesk} hint="Enter" autoFocus>
          Go to the PWAD desk
        </Button>
      ) : null}
      <Button onPress={onClose} hint="Esc" autoFocus={reply.kind !== 'done'}>
        Close
      </Button>
    </div>
  </>
);

/** [PCK-25] The same, of an import whose dialog was left or that went on after a restart. */
export const ImportEndDialog = ({
  end: { name, reply },
  onDesk,
  onClose,
}: Omit<Props, 'reply'> & { readonly end: ImportEnd }) => (
  <Dialog title="What the import came to" onClose={onClose}>
    <p className="hf-import__file">{name}</p>
    <ImportOver reply={reply} onDesk={onDesk} onClose={onClose} />
  </Dialog>
);
