import { useCallback } from 'react';
import { formatDateTime } from '../../domain/kernel/instant';
import { ownerOf, type PackRecord, type PackTrust } from '../../domain/recovery/pack-model';
import { useLive } from '../../ui';
import type { Reads } from '../../usecases/views';

type Props = { readonly reads: Reads; readonly trust: PackTrust | undefined };

const wordsOf = (record: Exclude<PackRecord, { kind: 'trust' }>, trust: PackTrust | undefined): string =>
  record.kind === 'pack'
    ? `Pack ${record.sequence} from ${ownerOf(trust, record.signerKid) ?? record.supplier}: ${record.count} scripts, ${record.bundles} with the prescription inside`
    : `${record.source.name}: ${record.counts.read} ids`;

/** Packs and lists that were taken in, the latest first. */
export const TakenIn = ({ reads, trust }: Props) => {
  const page = useLive(
    useCallback(
      (on: (rows: readonly PackRecord[]) => void) =>
        reads.list('packs', { limit: 50 }, ({ rows }) => on(rows)),
      [reads],
    ),
  );
  const taken = (page ?? []).flatMap((record) => (record.kind === 'trust' ? [] : [record]));
  if (taken.length === 0) return null;
  return (
    <>
      <h3>Taken in</h3>
      <ul>
        {taken.map((record) => (
          <li key={record.id}>
            {formatDateTime(record.importedAt)}, {record.by}. {wordsOf(record, trust)}.
          </li>
        ))}
      </ul>
    </>
  );
};
