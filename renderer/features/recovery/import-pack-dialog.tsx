import { useEffect, useState } from 'react';
import type { PackOffer } from '../../../electron/contract/packs';
import { formatDateTime, type Instant } from '../../domain/kernel/instant';
import type { Refusal } from '../../domain/kernel/refusal';
import type { PackPreview } from '../../domain/recovery/decide-pack';
import { Button, Dialog, NotTheirs } from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { ImportProgress, ImportReply } from '../../usecases/recovery/pack-commands';
import { ImportGoesOn } from './import-bar';
import { ImportOver } from './import-over';
import { PackFacts } from './import-pack-facts';
import { useImport, type LeaveImport } from './use-import';

type Props = LeaveImport & {
  readonly offer: PackOffer;
  readonly engine: EngineClient;
  readonly now: Instant;
  readonly importing: ImportProgress | undefined;
  /** [PCK-15] Why whoever is here may not import. */
  readonly notTheirs: Refusal | undefined;
  readonly onDesk: () => void;
  /** With the code of the refusal that was read, or empty. */
  readonly onClose: (refused: string) => void;
};

type Step =
  | { readonly kind: 'looking' }
  | Refusal
  | PackPreview
  | { readonly kind: 'importing' }
  | { readonly kind: 'over'; readonly reply: ImportReply };

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

const ifStopped =
  'If Holdfast stops meanwhile, nothing is half done: it goes on by itself, or it was never there.';

/** One pack is open at a time. */
const lookingWords = (importing: ImportProgress | undefined): string =>
  importing
    ? `This pack is looked at when the import of ${importing.name} has ended.`
    : 'Proving that it is whole and from your supplier…';

const ageOf = (issued: Instant, now: Instant): string => {
  const minutes = Math.floor((now - issued) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 120) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1440)} days ago`;
};

/** [PCK-13] From whom, for whom, how many, how old; then, if a person says so, the import. */
export const ImportPackDialog = (props: Props) => {
  const { offer, engine, now, importing, notTheirs, onDesk, onClose, onAway } = props;
  const runImport = useImport({ ...props, name: offer.name });
  const [step, setStep] = useState<Step>({ kind: 'looking' });
  const { offerId, name } = offer;
  useEffect(() => {
    let wanted = true;
    void engine.ask({ kind: 'PreviewPack', offerId, name }).then((found) => wanted && setStep(found));
    return () => {
      wanted = false;
    };
  }, [engine, offerId, name]);
  const oldNews = isOldNews(offer, step);
  useEffect(() => {
    if (oldNews) onClose('');
  }, [oldNews, onClose]);
  if (oldNews) return null;
  const close = (): void => onClose(step.kind === 'refused' ? step.code : '');
  const start = (packId: string): void => {
    setStep({ kind: 'importing' });
    runImport({ kind: 'ImportPack', offerId, packId }, (reply) => setStep({ kind: 'over', reply }));
  };
  return (
    <Dialog title={titles[step.kind]} onClose={step.kind === 'importing' ? onAway : close}>
      <p className="hf-import__file">{offer.name}</p>
      {step.kind === 'looking' ? <p role="status">{lookingWords(importing)}</p> : null}
      {step.kind === 'refused' ? <ImportOver reply={step} onDesk={onDesk} onClose={close} /> : null}
      {step.kind === 'preview' ? (
        <>
          <PackFacts
            preview={step}
            issued={`${formatDateTime(step.issued)}, ${ageOf(step.issued, now)}`}
            expires={formatDateTime(step.expires)}
          />
          <NotTheirs refusal={notTheirs} />
          <div className="hf-actions">
            {/* Over whatever somebody does a pack from the folder may open: their Enter is not for it. */}
            {notTheirs ? null : (
              <Button
                look="primary"
                onPress={() => start(step.packId)}
                {...(offer.watched ? {} : { hint: 'Enter', autoFocus: true })}
              >
                Import {step.count} {step.count === 1 ? 'script' : 'scripts'}
              </Button>
            )}
            <Button onPress={close} hint="Esc">
              Not now
            </Button>
          </div>
        </>
      ) : null}
      {step.kind === 'importing' ? (
        <ImportGoesOn progress={importing} ifStopped={ifStopped} onAway={onAway} />
      ) : null}
      {step.kind === 'over' ? <ImportOver reply={step.reply} onDesk={onDesk} onClose={close} /> : null}
    </Dialog>
  );
};
