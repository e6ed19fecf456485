import { refuse, type Refusal } from '../../domain/kernel/refusal';
import type { ImportReport } from '../desk/import-to-desk';
import type { ImportReply } from './pack-commands';

type Done = Extract<ImportReply, { kind: 'done' }>;

const scripts = (count: number): string => (count === 1 ? '1 script' : `${count} scripts`);

/** `Pack 17 is on the PWAD desk: 118 scripts new, 2 there already.`, and what could not be used. */
export const reportDone = (name: string, { added, known, repeated, leftOut }: ImportReport): Done => {
  const none = leftOut.filter(({ what }) => what === 'entry').length;
  const byId = leftOut.length - none;
  return {
    kind: 'done',
    sentence: [
      `${name} is on the PWAD desk: ${scripts(added)} new`,
      known > 0 ? `, ${known} there already` : '',
      repeated > 0 ? `, ${repeated} named twice` : '',
      byId > 0 ? `; ${byId} by id only, because the prescription with it could not be used` : '',
      none > 0 ? `; ${none} left out, because the id is not right` : '',
      '.',
    ].join(''),
    leftOut,
  };
};

/** [PCK-25] The same of a pack that had been interrupted; what was on the desk by then is not counted again. */
export const reportFinished = (name: string, report: ImportReport): Done =>
  reportDone(`The rest of ${name}, which had been interrupted,`, report);

/** [PCK-19] [PCK-25] A pack is in the journal, and not all of it is on the desk. */
export const notWhole = (name: string, { code, rule, sentence }: Refusal): Refusal =>
  refuse(
    code,
    rule,
    `Not all of ${name} is on the PWAD desk yet. ${code === 'SignedOut' ? 'Nobody was signed in any more.' : sentence}`,
    'Nothing of it is lost: it goes on by itself when somebody signs in who may import.',
  );
