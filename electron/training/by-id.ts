import type { Answer } from './json';
import type { Holder, Script } from './model';
import { rejected, withAnotherDispenser } from './outcome';

const unknownHolder: Holder = { ods: 'UNKNOWN', name: 'UNKNOWN', phone: '', lines: [], postcode: '' };

/** Of the issues of one id the script that is handed over to who asks by it, or why none is (eps.md 1.1, 6). */
export const byId = (issues: readonly Script[], asker: Holder): Script | Answer => {
  const sorted = [...issues].sort((a, b) => a.issue - b.issue);
  const script = sorted.find((one) => ['0000', '0001', '0002', '0003'].includes(one.status)) ?? sorted.at(-1);
  if (!script) return rejected('RESOURCE_NOT_FOUND');
  switch (script.status) {
    case '0000':
    case '0001':
      return script;
    case '0002':
      // The holder may ask again; everybody else learns who the holder is.
      if (script.holder?.ods === asker.ods && !script.stuck) return script;
      return withAnotherDispenser(script.holder ?? unknownHolder);
    case '0003':
      return script.holder?.ods === asker.ods
        ? rejected('PRESCRIPTION_DISPENSED')
        : withAnotherDispenser(script.holder ?? unknownHolder);
    case '0004':
      return rejected('PRESCRIPTION_EXPIRED');
    case '0005':
      return rejected('PRESCRIPTION_CANCELLED');
    case '0006':
    case '0007':
    case '0008':
    case '0009':
    case '9000':
      return rejected('PRESCRIPTION_DISPENSED');
  }
};

/** The issue that a message is about: the one it names, else the one that somebody has. */
export const issueOfMessage = (
  issues: readonly Script[],
  issue: number | undefined,
  longId: string | undefined,
): Script | undefined => {
  const same = issues.filter((script) => !longId || script.longId === longId);
  return issue === undefined
    ? (same.find((script) => script.holder !== undefined) ?? same[0])
    : same.find((script) => script.issue === issue);
};
