import type { SerialQueue } from '../sync/serial-queue';
import { changeTrust, type TrustRequest } from '../usecases/recovery/change-trust';
import type { Deps } from '../usecases/deps';
import { importList } from '../usecases/recovery/import-list';
import { finishPacks, importPack, type PackParts } from '../usecases/recovery/import-pack';
import { importToDesk } from '../usecases/desk/import-to-desk';
import type {
  ImportEnd,
  ImportProgress,
  PackAnswers,
  PackCommand,
  PackQuestion,
} from '../usecases/recovery/pack-commands';
import type { PackPort } from '../usecases/ports';
import { checkPack, loadTrust } from '../usecases/recovery/preview-pack';
import type { Handlers } from './handlers';

type Parts = {
  readonly deps: Deps;
  readonly packs: PackPort;
  readonly readPart: PackParts['readPart'];
  readonly queue: SerialQueue;
  readonly changed: () => void;
};

/** Its script is read when the first pack comes: zod is a fifth of the engine's. */
export const readPartLater: PackParts['readPart'] = async (text) =>
  (await import('../domain/recovery/read-part')).readPart(text);

/** Recovery packs and lists in the engine: long work in short steps, one import at a time. */
export const makePacks = ({ deps, packs, readPart, queue, changed }: Parts) => {
  let progress: ImportProgress | undefined;
  let ends: readonly ImportEnd[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = queue.run;
  const parts: PackParts = {
    deps,
    packs,
    readPart,
    inTurn,
    toDesk: (source, entries, onProgress) => importToDesk(deps, source, entries, onProgress, inTurn),
    show: (next) => {
      progress = next;
      changed();
    },
  };
  const afterLast = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  const trust = (command: TrustRequest) => inTurn(() => changeTrust(deps, packs, command));
  const handlers: Handlers<PackCommand['kind']> = {
    ImportPack: (command) => afterLast(() => importPack(parts, command)),
    ImportList: (command) => afterLast(() => importList(parts, command)),
    AcceptSupplierKey: trust,
    RemoveSupplierKey: trust,
    PromoteSupplierKey: trust,
    WatchPackFolder: trust,
  };

  return {
    progress: () => progress,
    /** Watches the folder that was chosen. */
    begin: async (): Promise<void> => {
      await packs.watch((await loadTrust(deps))?.folder);
    },
    /** What came of imports that went on after a restart. */
    ends: () => ends,
    /** Whoever signs in may bring to an end what a restart left half listed. */
    finish: async (): Promise<void> => {
      const more = await afterLast(() => finishPacks(parts));
      if (more.length === 0) return;
      ends = [...ends, ...more];
      changed();
    },
    handlers,
    ask: async (question: PackQuestion): Promise<PackAnswers[PackQuestion['kind']]> => {
      if (question.kind === 'ReadSupplierKey') return packs.readKey(question.text);
      const checked = await afterLast(() => checkPack(parts, question));
      return checked.kind === 'refused' ? checked : checked.preview;
    },
  };
};
export type EnginePacks = ReturnType<typeof makePacks>;
