import type { IssueKey } from '../../domain/kernel/ids';
import type { WorklistRow } from '../../usecases/views';

/** Where the list has its rows from: some are here, others come when they are looked for. */
export type RowSource = {
  readonly count: number;
  readonly rowAt: (index: number) => WorklistRow | undefined;
  /** -1 where it is not among the rows that are here. */
  readonly indexOf: (key: IssueKey | undefined) => number;
  readonly loaded: boolean;
  /** Somebody looks at this row or near it. */
  readonly near: (index: number) => void;
};
