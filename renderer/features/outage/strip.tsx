import { asInstant, dayMs, formatClock, formatWait, type Instant } from '../../domain/kernel/instant';
import { healthWords } from '../../domain/watch/words';
import { sumStrip, type Stretch } from '../../domain/watch/history';

type Props = { readonly name: string; readonly stretches: readonly Stretch[]; readonly now: Instant };

const width = 1440;
/** A short failure is still seen. */
const leastWidth = 4;

/** What fails is tall, what works is low, what was not measured is empty: told apart without colour. */
const shapes = {
  fails: { y: 0, height: 20 },
  works: { y: 11, height: 9 },
  absent: { y: 18, height: 2 },
  unknown: { y: 0, height: 0 },
} as const;

const titleOf = ({ health, fromAt, untilAt, reason }: Stretch, now: Instant): string =>
  `${healthWords[health]} from ${formatClock(fromAt, now)} to ${formatClock(untilAt, now)}${reason === '' ? '' : `: ${reason}`}`;

/** The day in words, for whoever hears it. */
const summary = (name: string, stretches: readonly Stretch[], now: Instant): string => {
  const { failedMs, measuredMs } = sumStrip(stretches);
  const wait = (ms: number) => formatWait(asInstant(now - ms), now);
  if (measuredMs === 0) return `${name}: not measured in the last 24 hours.`;
  const failed = failedMs === 0 ? 'never failed' : `failed for ${wait(failedMs)}`;
  return `${name}: ${failed} in the last 24 hours, of which ${wait(measuredMs)} were measured.`;
};

/** The last 24 hours of one part, from our own looks. */
export const Strip = ({ name, stretches, now }: Props) => {
  const from = now - dayMs;
  const place = (at: number) => ((at - from) / dayMs) * width;
  return (
    <svg
      className="hf-watch__strip"
      viewBox={`0 0 ${width} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={summary(name, stretches, now)}
    >
      <line className="hf-watch__base" x1="0" x2={width} y1="19.5" y2="19.5" />
      {[6, 12, 18].map((hour) => (
        <line key={hour} className="hf-watch__base" x1={hour * 60} x2={hour * 60} y1="0" y2="20" />
      ))}
      {stretches.map((stretch) => (
        <rect
          key={stretch.fromAt}
          className={`hf-watch__${stretch.health}`}
          x={place(stretch.fromAt)}
          width={Math.max(leastWidth, place(stretch.untilAt) - place(stretch.fromAt))}
          {...shapes[stretch.health]}
        >
          <title>{titleOf(stretch, now)}</title>
        </rect>
      ))}
    </svg>
  );
};
