import { useCallback } from 'react';
import { useLive } from '../../ui';
import type { CollectionName, CollectionStates, ListPage } from '../../usecases/collections';
import type { Reads } from '../../usecases/views';

const limit = 200;

/** The first of a tab of a register, as they stand now; undefined until they are read. */
export const useTab = <T extends CollectionName>(reads: Reads, table: T, tab: string) =>
  useLive(
    useCallback(
      (onValue: (page: ListPage<CollectionStates[T]>) => void) => reads.list(table, { tab, limit }, onValue),
      [reads, table, tab],
    ),
  )?.rows;
