import { useEffect, useState } from 'react';
import type { PackOffer } from '../../../electron/contract/packs';
import { formatDateTime, formatWait, type Instant } from '../../domain/kernel/instant';
import type { Refusal } from '../../domain/kernel/refusal';
import type { PackPreview } from '../../domain/recovery/decide-pack';
import { Answer, Button, Dialog } from '../../ui';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { ImportProgress } from '../../usecases/pack-commands';
import { ImportBar } from './import-bar';
import { LeftOutList } from './import-left-out';
import { PackFacts } from './import-pack-facts';

type Props = {
  readonly offer: PackOffer;
  readonly engine: EngineClient;
  readonly now: Instant;
  readonly importing: ImportProgress | undefined;
  readonly onDesk: () => void;
  /** With the code of the refusal that was read, or empty. */
  readonly onClose: (refused: string) => void;
};

type Step =
  | { readonly kind: 'looking' }
  | Refusal
  | PackPreview
  | { readonly kind: 'importing' }
  | { readonly kind: 'over'; readonly reply: CommandReply };

const titles: Readonly<Record<Step['kind'], string>> = {
  looking: 'Recovery pack',
  refused: 'This pack was not opened',
  preview: 'Recovery pack: look before you import',
  importing: 'Importing the pack',
  over: 'Recovery pack',
};

/** [PCK-26] A pack of the watched folder that was imported before, or whose refusal was read before, is nobody's news. */
const isOldNews = (offer: PackOffer, step: Step): boolean =>
  offer.watched &&
  step.kind === 'refused' &&
  (step.code === 'PackImportedBefore' || step.code === offer.reported);

const Over = ({
  reply,
  onDesk,
  onClose,
}: {
  readonly reply: CommandReply;
  readonly onClose: () => void;
} & Pick<Props, 'onDesk'>) => (
  <>
    <Answer reply={reply} />
    {reply.kind === 'done' ? <LeftOutList leftOut={reply.leftOut} /> : null}
    <div className="hf-actions">
      {reply.kind === 'done' ? (
        <Button look="primary" onPress={onDesk}>
          Go to the PWAD desk
        </Button>
      ) : null}
      <Button onPress={onClose} hint="Esc">
        Close
      </Button>
    </div>
  </>
);

const ageOf = (issued: Instant, now: Instant): string =>
  issued > now ? 'just now' : `${formatWait(issued, now)} ago`;

/** [PCK-13] From whom, for whom, how many, how old; then, if a person says so, the import. */
export const ImportPackDialog = ({ offer, engine, now, importing, onDesk, onClose }: Props) => {
  const [step, setStep] = useState<Step>({ kind: 'looking' });
  useEffect(() => {
    let wanted = true;
    void engine
      .ask({ kind: 'PreviewPack', offerId: offer.offerId, name: offer.name })
      .then((found) => wanted && setStep(found));
    return () => {
      wanted = false;
    };
  }, [engine, offer]);
  const oldNews = isOldNews(offer, step);
  useEffect(() => {
    if (oldNews) onClose('');
  }, [oldNews, onClose]);
  if (oldNews) return null;
  const close = (): void => onClose(step.kind === 'refused' ? step.code : '');
  const start = (packId: string): void => {
    setStep({ kind: 'importing' });
    void engine
      .execute({ kind: 'ImportPack', offerId: offer.offerId, packId })
      .then((reply) => setStep({ kind: 'over', reply }));
  };
  return (
    <Dialog title={titles[step.kind]} onClose={step.kind === 'importing' ? () => undefined : close}>
      <p className="hf-import__file">{offer.name}</p>
      {step.kind === 'looking' ? <p role="status">Proving that it is whole and from your supplier…</p> : null}
      {step.kind === 'refused' ? <Over reply={step} onDesk={onDesk} onClose={close} /> : null}
      {step.kind === 'preview' ? (
        <>
          <PackFacts
            preview={step}
            issued={`${formatDateTime(step.issued)}, ${ageOf(step.issued, now)}`}
            expires={formatDateTime(step.expires)}
          />
          <div className="hf-actions">
            <Button look="primary" onPress={() => start(step.packId)}>
              Import {step.count} {step.count === 1 ? 'script' : 'scripts'}
            </Button>
            <Button onPress={close} hint="Esc">
              Not now
            </Button>
          </div>
        </>
      ) : null}
      {step.kind === 'importing' ? <ImportBar progress={importing} /> : null}
      {step.kind === 'over' ? <Over reply={step.reply} onDesk={onDesk} onClose={close} /> : null}
    </Dialog>
  );
};
