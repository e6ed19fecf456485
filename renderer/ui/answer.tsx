import { Said } from './said';

type Reply =
  | { readonly kind: 'done'; readonly sentence: string }
  | { readonly kind: 'refused'; readonly sentence: string; readonly next: string };

type Props = { readonly reply: Reply | undefined; readonly onClose?: () => void };

/** What came of the last command, until it is closed. */
export const Answer = ({ reply, onClose }: Props) =>
  reply ? (
    <Said look={reply.kind} {...(onClose ? { onClose } : {})}>
      {reply.sentence} {reply.kind === 'refused' ? reply.next : ''}
    </Said>
  ) : null;
