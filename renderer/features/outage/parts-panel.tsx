import { asInstant, dayMs, formatClock, type Instant } from '../../domain/kernel/instant';
import { stripOf, type PartHistory } from '../../domain/watch/history';
import { shownParts } from '../../domain/watch/line';
import type { Health, PartWatch } from '../../domain/watch/model';
import { healthWords, partWords } from '../../domain/watch/words';
import { Word } from '../../ui';
import { Strip } from './strip';

type Props = {
  readonly parts: readonly PartWatch[];
  readonly histories: readonly PartHistory[];
  readonly now: Instant;
};

const looks: Readonly<Record<Health, 'good' | 'stop' | 'plain'>> = {
  works: 'good',
  fails: 'stop',
  absent: 'plain',
  unknown: 'plain',
};

const standing = ({ health, sinceAt, reason, tookMs }: PartWatch, now: Instant): string => {
  switch (health) {
    case 'fails':
      return `since ${formatClock(sinceAt, now)}. ${reason}.`;
    case 'works':
      return `since ${formatClock(sinceAt, now)}${tookMs === undefined ? '' : ` · ${tookMs} ms`}`;
    case 'absent':
      return reason;
    case 'unknown':
      return reason === '' ? 'The first look is on its way.' : `${reason}.`;
  }
};

/** Every part with how it stands and its last 24 hours, by our own probes and messages. */
export const PartsPanel = ({ parts, histories, now }: Props) => (
  <section className="hf-panel" aria-labelledby="outage-parts">
    <h2 id="outage-parts">What works</h2>
    <table className="hf-log hf-watch">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Now</th>
          <th scope="col">
            <span className="hf-watch__hours">
              <span>24 hours ago</span>
              <span>now</span>
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shownParts(parts).map((part) => (
          <tr key={part.part} data-testid={`part-${part.part}`}>
            <th scope="row">{partWords[part.part]}</th>
            <td>
              <Word look={looks[part.health]}>{healthWords[part.health]}</Word>
              {standing(part, now)}
            </td>
            <td className="hf-watch__day">
              <Strip
                name={partWords[part.part]}
                now={now}
                stretches={stripOf(
                  histories.find((history) => history.part === part.part),
                  part,
                  { fromAt: asInstant(now - dayMs), untilAt: now },
                )}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <p className="hf-key">
      Measured by this computer: tall is failing, low is working, empty was not measured. No status page is
      asked.
    </p>
  </section>
);
