import { useEffect } from 'react';
import { heard, silence, woke, type Heard } from '../domain/scanning/recognise';
import type { Scan } from '../domain/scanning/scan';
import type { ScannerWays } from '../domain/scanning/scanner';
import { isModifier, joinsRow, type Keystroke } from '../domain/scanning/stroke';
import { useLatest } from '../ui';
import { fieldOf, giveBack, heldIn, keystrokeOf, type Held } from './keystroke';

/** A page that shows what a scanner sends hears its keys itself. */
const isBench = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-scan-bench]') !== null;

/** A timer that fires this late says nothing about the keys: they may wait behind it. */
const lateMs = 20;

const sameKey = ({ key, code, ctrlKey, altKey, shiftKey, metaKey }: KeyboardEvent): KeyboardEvent =>
  new KeyboardEvent('keydown', {
    key,
    code,
    ctrlKey,
    altKey,
    shiftKey,
    metaKey,
    bubbles: true,
    cancelable: true,
  });

type Listener = { readonly hear: (event: KeyboardEvent) => void; readonly end: () => void };

type Wedge = {
  readonly ways: () => ScannerWays;
  readonly signedIn: () => boolean;
  readonly onScan: (scan: Scan) => void;
};

type Given = { readonly events: WeakMap<object, KeyboardEvent>; readonly returned: WeakSet<Event> };

/** A key given back may open a field; the characters after it belong there. Says whether the focus moved. */
const replay = (keys: readonly Keystroke[], { events, returned }: Given): boolean => {
  let moved = false;
  for (const key of keys) {
    const before = events.get(key);
    if (!before) continue;
    if (moved && key.token.length === 1 && fieldOf(document.activeElement)) {
      // Deprecated, and the one way to type into a field as a person does.
      document.execCommand('insertText', false, key.token);
      continue;
    }
    const focused = document.activeElement;
    const event = sameKey(before);
    returned.add(event);
    const { target } = before;
    (target instanceof Node && target.isConnected ? target : document.body).dispatchEvent(event);
    moved ||= document.activeElement !== focused;
  }
  return moved;
};

/** What was given back has moved the focus: the key that was heard belongs there. */
const redirect = (event: KeyboardEvent, { returned }: Given): void => {
  const again = sameKey(event);
  returned.add(again);
  event.stopImmediatePropagation();
  document.activeElement?.dispatchEvent(again);
  if (again.defaultPrevented) event.preventDefault();
};

/** Takes what a scan wrote out of the fields it wrote into. */
const restore = (row: readonly (Held | undefined)[]): void => {
  const seen = new Set<unknown>();
  for (const held of row) {
    if (!held || seen.has(held.field)) continue;
    seen.add(held.field);
    giveBack(held);
  }
};

/** The key that was heard begins a row, and is held back for it. */
const isFirstHeld = ({ now, state }: Heard): boolean => now === 'stop' && state.strokes.length === 1;

/** The page's part of recognising a scan: it holds keys back, gives them back, and takes a scan out of a field. */
const listener = ({ ways, signedIn, onScan }: Wedge): Listener => {
  let state = silence;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the field held before each key of the row that runs. */
  let row: (Held | undefined)[] = [];
  const given: Given = { events: new WeakMap(), returned: new WeakSet() };

  const act = (result: Heard): boolean => {
    clearTimeout(timer);
    state = result.state;
    if (result.scan) restore(row.slice(result.scan.strays));
    const moved = replay(result.replay, given);
    for (const scan of result.scan?.scans ?? []) onScan(scan);
    if (result.wakeAt !== undefined) wakeLater(result.wakeAt);
    return moved;
  };
  const wakeLater = (dueAt: number): void => {
    timer = setTimeout(
      () => {
        const now = performance.now();
        if (now - dueAt > lateMs) wakeLater(now);
        else act(woke(state, now, ways()));
      },
      Math.max(0, dueAt - performance.now()) + 1,
    );
  };
  /** The stroke is kept under a copy; what is replayed is looked up by it. A key that only went through is none. */
  const keep = ({ state: { strokes } }: Heard, key: Keystroke, event: KeyboardEvent): void => {
    const last = strokes.at(-1);
    if (last && joinsRow(key, strokes)) given.events.set(last, event);
  };
  const hear = (event: KeyboardEvent): void => {
    if (given.returned.has(event) || isBench(event.target)) return;
    const key: Keystroke = { ...keystrokeOf(event), signingIn: !signedIn() };
    let result = heard(state, key, ways());
    // No stroke of the row: it must not take the place of the one before it.
    if (isModifier(key)) return void act(result);
    const held = heldIn(event.target);
    keep(result, key, event);
    if (result.scan && result.state.strokes.length === 0) row = [...row, held];
    const moved = act(result);
    if (moved && isFirstHeld(result) && fieldOf(document.activeElement)) {
      // What was given back has opened a field: there this key is a character, and waits for nothing.
      result = heard({ ...state, strokes: [] }, { ...key, where: 'field' }, ways());
      keep(result, key, event);
      act(result);
    }
    if (result.now === 'stop') {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (moved) redirect(event, given);
    const { strokes } = result.state;
    // A row that begins now begins with what the field holds after another scan was taken out of it.
    const field = moved ? document.activeElement : event.target;
    if (strokes.length === 0) row = [];
    else if (joinsRow(key, strokes)) row = strokes.length === 1 ? [heldIn(field)] : [...row, held];
  };
  return { hear, end: () => clearTimeout(timer) };
};

/** [SCN-2] Listens to every key before anybody else does; mounted once. */
export const useScanner = (ways: ScannerWays, signedIn: boolean, onScan: (scan: Scan) => void): void => {
  const latest = useLatest({ ways, signedIn, onScan });
  useEffect(() => {
    const { hear, end } = listener({
      ways: () => latest.current.ways,
      signedIn: () => latest.current.signedIn,
      onScan: (scan) => latest.current.onScan(scan),
    });
    window.addEventListener('keydown', hear, { capture: true });
    return () => {
      window.removeEventListener('keydown', hear, { capture: true });
      end();
    };
  }, [latest]);
};
