import { Said, type SaidLook } from './said';

type Reply =
  | { readonly kind: 'done'; readonly sentence: string }
  | {
      readonly kind: 'refused';
      readonly sentence: string;
      readonly next: string;
      readonly mayBeDone?: true;
    };

type Props = {
  readonly reply: Reply | undefined;
  /** How it stands by now, in place of the reply's own sentence. */
  readonly now?: { readonly sentence: string; readonly look: SaidLook } | undefined;
  readonly onClose?: () => void;
};

/** “Not done” is said only where that is known. */
export const lookOf = (reply: Reply): SaidLook =>
  reply.kind === 'refused' && reply.mayBeDone ? 'attention' : reply.kind;

/** What came of the last command, until it is closed. */
export const Answer = ({ reply, now, onClose }: Props) =>
  reply ? (
    <Said look={now?.look ?? lookOf(reply)} answer={reply} {...(onClose ? { onClose } : {})}>
      {now?.sentence ?? reply.sentence} {reply.kind === 'refused' ? reply.next : ''}
    </Said>
  ) : null;
