export type Sound = 'accepted' | 'attention' | 'refused';

type Note = { readonly hertz: number; readonly fromS: number; readonly forS: number };

/** Three that nobody mistakes for each other: one short and high, two level, two falling and rough. */
const notes: Readonly<Record<Sound, { readonly wave: OscillatorType; readonly notes: readonly Note[] }>> = {
  accepted: { wave: 'sine', notes: [{ hertz: 1320, fromS: 0, forS: 0.09 }] },
  attention: {
    wave: 'triangle',
    notes: [
      { hertz: 660, fromS: 0, forS: 0.1 },
      { hertz: 660, fromS: 0.16, forS: 0.1 },
    ],
  },
  refused: {
    wave: 'square',
    notes: [
      { hertz: 294, fromS: 0, forS: 0.14 },
      { hertz: 196, fromS: 0.16, forS: 0.24 },
    ],
  },
};

let context: AudioContext | undefined;

/** Sounds at once. A computer that has nothing to sound with stays silent. */
export const sound = (which: Sound): void => {
  try {
    context ??= new AudioContext();
    const { currentTime, destination } = context;
    for (const { hertz, fromS, forS } of notes[which].notes) {
      const oscillator = new OscillatorNode(context, { type: notes[which].wave, frequency: hertz });
      const gain = new GainNode(context, { gain: 0.12 });
      oscillator.connect(gain).connect(destination);
      oscillator.start(currentTime + fromS);
      oscillator.stop(currentTime + fromS + forS);
    }
  } catch {
    context = undefined;
  }
};
