import { assertNever } from '../domain/kernel/assert-never';
import { sayBag, sayOther } from '../domain/desk/scan-other';
import { sayWrong, type Scanned } from '../domain/desk/scan-words';
import type { IssueKey, PrescriptionId } from '../domain/kernel/ids';
import { formatDate, readWall, type Instant } from '../domain/kernel/instant';
import { refuse, type Refusal } from '../domain/kernel/refusal';
import { bagCodeOf } from '../domain/labels/bag-label';
import type { Scan } from '../domain/scanning/scan';
import type { EngineClient } from '../usecases/commands';
import { isFinishedTab } from '../domain/prescriptions/tab';
import type { PrescriptionView, WorklistRow } from '../usecases/views';

/** What the screen does about a scan. */
export type Taken =
  | { readonly kind: 'open'; readonly key: IssueKey }
  /** The desk's answer. `open`: the script goes onto the screen, as `view` has it. */
  | {
      readonly kind: 'scanned';
      readonly scanned: Scanned;
      readonly open: boolean;
      readonly view?: PrescriptionView;
    }
  /** Not here: the search box offers to ask for it. */
  | { readonly kind: 'offer'; readonly id: PrescriptionId }
  | { readonly kind: 'say'; readonly look: 'info' | 'attention'; readonly sentence: string }
  | Refusal;

/** [DSK-21] Whether the desk is on the screen, or behind a script that was opened from it: ids are then its business. */
export type DeskMode = 'shown' | 'behind' | 'away';

/** Where the scan fell. */
export type ScanPlace = {
  readonly engine: EngineClient;
  readonly signedIn: boolean;
  readonly desk: DeskMode;
  /** A question waits for its answer; another screen must not take its place. */
  readonly asking: boolean;
  readonly now: Instant;
  /** [DSK-24] Also the next issue of a repeat before it is due. */
  readonly early?: boolean;
};

const notSignedIn = refuse(
  'ScanBeforeSignIn',
  'SCN-12',
  'Nobody is signed in, so the scan was not taken.',
  'Sign in, then scan again.',
);
const questionOpen = refuse(
  'ScanDuringQuestion',
  'SCN-12',
  'A question is open, so the scan was not taken.',
  'Answer it or leave it with Esc, then scan again.',
);

const many = 200;

const rowsFor = async (engine: EngineClient, text: string): Promise<readonly WorklistRow[]> =>
  (await engine.ask({ kind: 'Search', text, limit: many })).rows;

/** Of the issues of one script, the one that somebody works on; failing that, the latest. */
const bestOf = (rows: readonly WorklistRow[]): WorklistRow | undefined => {
  const open = rows.filter(({ tab }) => !isFinishedTab(tab));
  return [...(open.length > 0 ? open : rows)].sort(
    (a, b) => b.issue - a.issue || b.receivedAt - a.receivedAt,
  )[0];
};

/** Away from the desk an id that nobody heard of is offered first: the Spine is never asked by a stray barcode. */
const takePrescription = async (
  { engine, desk, early = false }: ScanPlace,
  id: PrescriptionId,
): Promise<Taken> => {
  const reply = await engine.execute({ kind: 'ScanPrescription', id, onlyKnown: desk === 'away', early });
  if (reply.kind === 'refused') return reply;
  const { found } = reply;
  if (!found) return { kind: 'offer', id };
  return { kind: 'scanned', ...found, open: desk === 'away' && found.scanned.isHere === true };
};

const takeBag = async (engine: EngineClient, code: string): Promise<Taken> => {
  const rows = await rowsFor(engine, code.slice(0, 6));
  const row = bestOf(rows.filter(({ shortId }) => bagCodeOf(shortId) === code));
  return row
    ? { kind: 'open', key: row.key }
    : refuse(
        'BagUnknown',
        'SCN-12',
        'No script of this bag is here.',
        'Read the name on the bag and search for it.',
      );
};

/** There is no list of pack numbers here, so that a pack is shown and never said to be the right one. */
const sayProduct = (scan: Extract<Scan, { kind: 'product' }>, now: Instant): Taken => {
  const parts = [
    `Pack ${scan.gtin}`,
    ...(scan.batch === undefined ? [] : [`batch ${scan.batch}`]),
    ...(scan.expiry === undefined ? [] : [`expires ${formatDate(scan.expiry)}`]),
    ...(scan.serial === undefined ? [] : [`serial ${scan.serial}`]),
  ].join(', ');
  return scan.expiry !== undefined && scan.expiry < readWall(now).date
    ? refuse(
        'PackExpired',
        'SCN-12',
        `${parts}: this pack has expired.`,
        'Put it with the waste medicines and take another.',
      )
    : {
        kind: 'say',
        look: 'info',
        sentence: `${parts}. Holdfast has no list of pack numbers: compare name, strength and form with the script by eye.`,
      };
};

const meaningOf = async (scan: Scan, place: ScanPlace): Promise<Taken> => {
  const { engine, desk, now } = place;
  switch (scan.kind) {
    case 'prescription':
      return takePrescription(place, scan.id);
    case 'prescription-wrong':
      if (desk !== 'away')
        return { kind: 'scanned', scanned: sayWrong(scan.text, scan.sentence), open: false };
      return refuse(
        'ScanWrong',
        'SCN-5',
        `${scan.text} is not a prescription id. ${scan.sentence}`,
        'Scan it again, or type it as it stands on the paper.',
      );
    case 'product':
      return sayProduct(scan, now);
    case 'bag':
      return takeBag(engine, scan.code);
    case 'user-card':
      return {
        kind: 'say',
        look: 'attention',
        sentence: 'This is a person’s card. Lock with Ctrl+L, then choose the name and type the PIN.',
      };
    case 'unknown':
      return refuse(
        'ScanUnknown',
        'SCN-5',
        'That code is nothing that Holdfast knows.',
        'Scan the barcode of a prescription, a pack or a bag. Settings (F8), Scanner (B) shows what the scanner sends.',
      );
    default:
      return assertNever(scan);
  }
};

/** [DSK-20] No answer at the desk leaves the one before it standing, [DSK-21] and none leads away from it. */
const saidAtDesk = (scan: Scan, taken: Taken): Taken => {
  const said = (look: 'attention' | 'refused', sentence: string, next: string): Taken => ({
    kind: 'scanned',
    scanned: sayOther(scan, look, sentence, next),
    open: false,
  });
  switch (taken.kind) {
    case 'say':
      return said('attention', taken.sentence, 'No script was scanned.');
    case 'refused':
      return said('refused', taken.sentence, taken.next);
    case 'open':
      return { kind: 'scanned', scanned: sayBag(scan, taken.key), open: false };
    case 'scanned':
    case 'offer':
      return taken;
  }
};

/** [DSK-20] Whether the desk's last answer and its undo are over: not where a question was open, perhaps about it. */
export const endsLast = (taken: Taken): boolean =>
  taken.kind === 'refused' && taken.code !== questionOpen.code;

/** [SCN-12] The one place that decides what a scan means here and now. */
export const takeScan = async (scan: Scan, place: ScanPlace): Promise<Taken> => {
  const { signedIn, desk, asking } = place;
  if (!signedIn) return notSignedIn;
  if (asking) return questionOpen;
  const taken = await meaningOf(scan, place);
  return desk === 'shown' || (desk === 'behind' && scan.kind === 'prescription')
    ? saidAtDesk(scan, taken)
    : taken;
};
