import { useCallback } from 'react';
import { askedSentence, isSettled, type AskedScript } from '../../domain/inbox/asked';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';
import { Button, useLive, Word } from '../../ui';

type Props = {
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

const words: Readonly<Record<AskedScript['outcome']['kind'], string>> = {
  asked: 'no answer yet',
  here: 'here',
  'in-doubt': 'in doubt',
  elsewhere: 'elsewhere',
  stuck: 'stuck',
  cancelled: 'cancelled',
  expired: 'expired',
  dispensed: 'dispensed',
  'not-found': 'not known',
  refused: 'refused',
};

const lookOf = ({ outcome }: AskedScript): 'good' | 'attention' | 'stop' | 'plain' => {
  if (outcome.kind === 'here') return 'good';
  if (outcome.kind === 'asked') return 'plain';
  return outcome.kind === 'elsewhere' || outcome.kind === 'in-doubt' ? 'attention' : 'stop';
};

/** Scripts that were asked for by their id, with the Spine's answer and the next step. */
export const AskedSection = ({ reads, engine, onReply }: Props) => {
  const asked = useLive(
    useCallback((onValue: (rows: readonly AskedScript[]) => void) => reads.asked(onValue), [reads]),
  );
  if (!asked || asked.length === 0) return null;
  return (
    <section className="hf-panel" aria-label="Asked for by id">
      <h2>
        Asked for by id <span className="hf-count">{asked.length}</span>
      </h2>
      <table className="hf-log">
        <thead>
          <tr>
            <th scope="col">Script</th>
            <th scope="col">What the Spine said</th>
            <th scope="col">Next</th>
          </tr>
        </thead>
        <tbody>
          {asked.map((one) => {
            const { sentence, next } = askedSentence(one);
            return (
              <tr key={one.shortId}>
                <td>{one.shortId}</td>
                <td>
                  <Word look={lookOf(one)}>{words[one.outcome.kind]}</Word>
                  {sentence}
                </td>
                <td>
                  {next}{' '}
                  {isSettled(one) ? null : (
                    <Button
                      onPress={() =>
                        void engine.execute({ kind: 'RequestById', typed: one.shortId }).then(onReply)
                      }
                    >
                      Ask again
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
