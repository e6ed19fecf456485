import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import { decideClose, decideIncident, decideOpenIncident } from '../../renderer/domain/incidents/decide';
import { detectIncident, measureIncident } from '../../renderer/domain/incidents/detect';
import type { IncidentEvent } from '../../renderer/domain/incidents/events';
import { evolveIncident } from '../../renderer/domain/incidents/evolve';
import type { Incident } from '../../renderer/domain/incidents/model';
import { reportOf } from '../../renderer/domain/incidents/report';
import { formatDateTime, type Instant } from '../../renderer/domain/kernel/instant';
import { evolvePart, lastFailureOf, type PartHistory } from '../../renderer/domain/watch/history';
import type { PartName } from '../../renderer/domain/watch/model';
import { beginWatch, takeReadings } from '../../renderer/domain/watch/watch';
import { aSite, anActor, uuids } from '../support/builders';
import { aBacklog, nothingLeft } from '../support/incidents';
import { fails, minute, rules, works } from '../support/watching';

const parts = ['network', 'broker', 'printer'] as const satisfies readonly PartName[];
type Part = (typeof parts)[number];

/** What happens in a life: time with its looks, a part that fails or works again, a restart, and what people do. */
type Deed =
  | { readonly kind: 'time'; readonly minutes: number }
  | { readonly kind: 'turn'; readonly part: Part }
  | { readonly kind: 'restart' }
  | { readonly kind: 'left'; readonly waiting: number; readonly refused: number; readonly inRegister: number }
  | { readonly kind: 'open'; readonly parts: readonly Part[]; readonly ago: number }
  | { readonly kind: 'do'; readonly command: IncidentCommand };

const ago = fc.integer({ min: 0, max: 20 });
const explain: IncidentCommand = { kind: 'Explain', impact: '', rootCause: 'A full disk', prevention: '' };
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('time'), minutes: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('turn'), part: fc.constantFrom(...parts) }) },
  { weight: 2, arbitrary: fc.constant<Deed>({ kind: 'restart' }) },
  fc.record({
    kind: fc.constant('left'),
    waiting: fc.integer({ min: 0, max: 1 }),
    refused: fc.integer({ min: 0, max: 1 }),
    inRegister: fc.integer({ min: 0, max: 1 }),
  }),
  fc.record({ kind: fc.constant('open'), parts: fc.subarray([...parts]), ago }),
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('do'),
      command: fc.oneof(
        fc.constant<IncidentCommand>({ kind: 'Close' }),
        fc.constant<IncidentCommand>({ kind: 'MarkFixed', text: 'x' }),
        fc.constant<IncidentCommand>(explain),
        fc.constant<IncidentCommand>({ kind: 'Note', text: 'x' }),
        fc.constant<IncidentCommand>({ kind: 'LogWorkaround', text: 'x', scripts: 2 }),
        fc.constant<IncidentCommand>({ kind: 'Tell', audience: 'icb', text: 'x' }),
        fc.constant<IncidentCommand>({ kind: 'SetExpected', count: 0, source: 'x' }),
        ago.map((n): IncidentCommand => ({ kind: 'LogPromise', clearBy: minute(n * 20), saidBy: 'x' })),
      ),
    }),
  },
);

/** One program over its whole life: watch, journal of incidents, and the truth that both are held against. */
class Life {
  readonly incidents = new Map<string, Incident>();
  readonly entered: (IncidentEvent & { readonly at: Instant })[] = [];
  /** Which failure of a part stands in which incident; a failure is a run of bad looks. */
  readonly owners = new Map<string, string>();
  readonly runs: Record<Part, number> = { network: 0, broker: 0, printer: 0 };
  /** As the last look had it, with the number of bad looks in a row. */
  readonly seenFailing = new Map<Part, number>();
  readonly #fails = new Set<Part>();
  readonly #newId = uuids('c');
  readonly #user = anActor('manager');
  readonly #history = new Map<PartName, PartHistory>();
  #minute = 0;
  #watch = beginWatch(minute(0));
  #left = { waiting: 0, refused: 0, inRegister: 0 };

  get now(): Instant {
    return minute(this.#minute);
  }
  get open(): Incident | undefined {
    const open = [...this.incidents.values()].filter(({ closedAt }) => closedAt === undefined);
    expect(open.length).toBeLessThan(2);
    return open[0];
  }
  get backlog() {
    const { waiting, refused } = this.#left;
    const { out, in: scripts } = aBacklog(waiting);
    return {
      at: this.now,
      out: { ...out, stuck: refused },
      in: { ...scripts, expected: this.open?.expected },
    };
  }

  #enter(events: readonly IncidentEvent[], by = 'Holdfast'): void {
    for (const event of events) {
      const before = this.incidents.get(event.id);
      const at = this.now;
      const after = evolveIncident(before, { ...event, at, by, seq: this.entered.length });
      if (!after) throw new Error('an event of no incident');
      this.entered.push({ ...event, at });
      this.incidents.set(event.id, after);
      // [INC-3] The lines before stay as they were.
      expect(after.timeline.slice(0, before?.timeline.length ?? 0)).toEqual(before?.timeline ?? []);
      if (before?.closedAt !== undefined) throw new Error(`a closed incident was changed by ${event.type}`);
      this.#own(event);
    }
  }

  /** [INC-1] A failure that our own looks enter belongs to one incident. */
  #own(event: IncidentEvent): void {
    const failed =
      event.type === 'incident.opened' && event.openedBy === 'watch'
        ? event.parts
        : event.type === 'incident.part-joined' || event.type === 'incident.failed-again'
          ? [event.part]
          : [];
    for (const part of parts.filter((one) => failed.includes(one))) {
      const run = `${part} ${this.runs[part]}`;
      expect(this.owners.get(run) ?? event.id, `${run} stands in two incidents`).toBe(event.id);
      this.owners.set(run, event.id);
    }
  }

  #look(): void {
    this.#minute += 1;
    for (const part of parts) {
      const bad = this.#fails.has(part);
      if (bad && !this.seenFailing.has(part)) this.runs[part] += 1;
      if (bad) this.seenFailing.set(part, (this.seenFailing.get(part) ?? 0) + 1);
      else this.seenFailing.delete(part);
    }
    const readings = parts.map((part) => (this.#fails.has(part) ? fails(part) : works(part)));
    const { watch, events } = takeReadings(this.#watch, readings, this.now, rules);
    this.#watch = watch;
    for (const event of events)
      for (const part of parts) {
        const next = evolvePart(this.#history.get(part), part, { ...event, at: this.now });
        if (next) this.#history.set(part, next);
      }
    this.#enter(
      detectIncident(this.open, { watch, companion: false, now: this.now, rules, newId: this.#newId }),
    );
    if (this.open) this.#enter(measureIncident(this.open, this.backlog, this.now));
  }

  #do(command: IncidentCommand): void {
    const { open: incident, now } = this;
    if (!incident) return;
    const context = { now, newId: this.#newId, user: this.#user, watch: this.#watch, companion: false };
    const { waiting, refused, inRegister } = this.#left;
    const registers = inRegister > 0 ? [{ what: 'entries', from: [now] }] : [];
    const remaining = nothingLeft({ backlog: this.backlog, messagesRefused: refused, registers });
    const decision =
      command.kind === 'Close'
        ? decideClose(incident, context, remaining)
        : decideIncident(incident, command, context);
    if (decision.kind === 'refused') return;
    if (command.kind === 'Close') {
      // [INC-8] By the truth, and not by the program's own list of what is left.
      expect({ waiting, refused, inRegister }).toEqual({ waiting: 0, refused: 0, inRegister: 0 });
      expect(incident.explanation.rootCause).not.toBe('');
      expect(incident.parts.filter((part) => this.seenFailing.has(part as Part))).toEqual([]); // only these are looked at
    }
    this.#enter(decision.events, this.#user.name);
  }

  live(deed: Deed): void {
    switch (deed.kind) {
      case 'time':
        for (let n = 0; n < deed.minutes; n += 1) this.#look();
        return;
      case 'turn':
        if (!this.#fails.delete(deed.part)) this.#fails.add(deed.part);
        return;
      case 'restart': {
        const known = [...this.#history.values()].flatMap((part) => lastFailureOf(part) ?? []);
        this.#watch = beginWatch(this.now, known);
        // [WAT-3] One bad look alone makes no history, so nothing is known of it any more.
        for (const [part, looks] of this.seenFailing) if (looks < 2) this.seenFailing.delete(part);
        return;
      }
      case 'left':
        this.#left = deed;
        return;
      case 'open': {
        const context = { now: this.now, newId: this.#newId, user: this.#user };
        const beganAt = minute(this.#minute - deed.ago);
        const command = { title: 'x', parts: deed.parts, severity: 2, beganAt } as const;
        const decision = decideOpenIncident(this.open, command, context);
        expect(decision.kind).toBe(this.open ? 'refused' : 'decided');
        if (decision.kind === 'decided') this.#enter(decision.events, this.#user.name);
        return;
      }
      case 'do':
        this.#do(deed.command);
    }
  }
}

describe('whatever happens, in whatever order', () => {
  it('[INC-1] [INC-3] [INC-8] one failure has one incident, none closes with anything open, and each line stands in its order', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 10, maxLength: 60 }), (deeds) => {
        const life = new Life();
        for (const one of deeds) life.live(one);
        for (const incident of life.incidents.values()) {
          const own = life.entered.filter(({ id }) => id === incident.id);
          const opening = incident.openedBy === 'watch' ? 1 : 0;
          expect(incident.timeline).toHaveLength(own.length + opening);
          const at = incident.timeline.map(({ enteredAt }) => enteredAt);
          expect(at).toEqual([...at].sort((a, b) => a - b));
          expect(incident.timeline.filter(({ happenedAt, enteredAt }) => happenedAt > enteredAt)).toEqual([]);
          const count = (type: IncidentEvent['type']) => own.filter((event) => event.type === type).length;
          expect(incident.promises).toHaveLength(count('incident.promise-logged'));
          const ended = incident.promises.filter(({ end }) => end.kind !== 'open');
          expect(ended).toHaveLength(count('incident.promise-slipped') + count('incident.promise-kept'));
          expect(count('incident.closed')).toBe(incident.closedAt === undefined ? 0 : 1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[INC-9] the report counts what was entered', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 10, maxLength: 40 }), (deeds) => {
        const life = new Life();
        for (const one of deeds) life.live(one);
        for (const incident of life.incidents.values()) {
          const report = reportOf(incident, {
            site: aSite,
            terminal: 'T1',
            training: true,
            companion: false,
            withoutScript: 0,
            reissues: 0,
            desk: [],
            open: [],
            madeAt: life.now,
            madeBy: 'x',
            backlog: life.backlog,
            estimate: { kind: 'clear' },
            rates: undefined,
            affected: undefined,
            suppliedTo: undefined,
          });
          const lines = report.sections.flatMap((section) => section.lines);
          const own = life.entered.filter(({ id }) => id === incident.id);
          const count = (...types: readonly IncidentEvent['type'][]) =>
            own.filter(({ type }) => types.includes(type)).length;
          const labelled = (label: string) => lines.filter(([one]) => one === label);
          expect(labelled('Promise')).toHaveLength(count('incident.promise-logged'));
          const slipped = labelled('Promise').filter(([, text]) => text.includes('; slipped'));
          expect(slipped).toHaveLength(count('incident.promise-slipped'));
          expect(labelled('Messages waiting')[0]?.[1].split(',')[0]).toBe(String(life.backlog.out.waiting));
          const resolving = report.sections.find(({ heading }) => heading === 'Resolution activities');
          expect(resolving?.lines).toHaveLength(
            count(
              'incident.workaround-logged',
              'incident.told',
              'incident.fixed',
              'incident.failed-again',
              'incident.backlog-cleared',
              'incident.closed',
              'incident.promise-logged',
            ),
          );
          const last = own
            .filter(({ type }) => type === 'incident.fixed' || type === 'incident.failed-again')
            .at(-1);
          const ended = report.notice.find(([label]) => label === 'Ended')?.[1] ?? '';
          if (last?.type === 'incident.fixed') expect(ended).toBe(formatDateTime(last.happenedAt));
          else expect(ended).toMatch(/^Not yet/);
        }
      }),
      { numRuns: 200 },
    );
  });
});
