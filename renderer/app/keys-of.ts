import type { ProfileKind } from '../domain/settings/model';
import { hasBroker, type Place } from './places';

/** Undefined: everywhere. */
type Only = 'with a broker' | ProfileKind | undefined;
type Key = readonly [key: string, does: string, only?: Only];
export type Keys = readonly Key[];

/** A screen with keys of its own. */
export type Screen =
  | Exclude<Place['kind'], 'registers'>
  | 'patient'
  | 'scanner'
  | 'sign-in'
  | 'first-person'
  | Extract<Place, { kind: 'registers' }>['at']['kind'];

export const screenOf = (place: Place): Screen => {
  if (place.kind === 'registers') return place.at.kind;
  if (place.kind === 'patients') return place.of ? 'patient' : 'patients';
  return place.kind === 'settings' ? (place.at ?? 'settings') : place.kind;
};

const theseKeys: Key = ['F1, ?', 'these keys'];

const everywhere: Keys = [
  ['F2', 'Today'],
  ['F3', 'Patients; on a script, its patient'],
  ['F4', 'PWAD: scripts that hang with another dispenser'],
  ['F5', 'Claims', 'with a broker'],
  ['F6', 'Messages', 'with a broker'],
  ['F7', 'Outage'],
  ['F8', 'Settings'],
  ['F9', 'Registers'],
  ['E', 'supply without the script'],
  ['G', 'the GP re-sends a script'],
  ['Ctrl+K, /', 'search, or scan'],
  ['D', 'download now', 'with a broker'],
  ['Ctrl+O', 'open a recovery pack, a list or a picture of barcodes'],
  ['Ctrl+B', 'a scanner to practise with', 'training'],
  ['Ctrl+L', 'lock'],
  ['Esc', 'one step back'],
  ['Backspace', 'back to what was just left and is not saved'],
  theseKeys,
];

const form: Keys = [
  ['Ctrl+Enter', 'enter what was filled in'],
  ['Tab, Shift+Tab', 'to the next field, or back'],
  ['↑ ↓, Enter', 'choose among those who are found'],
];

const here: Readonly<Record<Screen, Keys>> = {
  'sign-in': [
    ['1 to 9', 'choose who you are'],
    ['Enter', 'sign in, once the PIN is typed'],
    ['S', 'sign in with smartcard', 'live'],
    theseKeys,
  ],
  'first-person': [
    ['Tab, Shift+Tab', 'to the next field, or back'],
    ['↑ ↓', 'choose the role'],
    ['Enter', 'add the person and go on'],
    theseKeys,
  ],
  today: [
    ['↑ ↓', 'move in the list', 'with a broker'],
    ['← →', 'change the tab', 'with a broker'],
    ['Page Up, Page Down, Home, End', 'move further', 'with a broker'],
    ['Enter', 'open', 'with a broker'],
    ['Space', 'open the next script for your role, by need', 'with a broker'],
    ['O', 'sort by need, or by waiting time', 'with a broker'],
  ],
  prescription: [
    ['C', 'pass the clinical check'],
    ['A', 'assembled'],
    ['1 to 9', 'what is in the bag of that item, or what is handed out of it; Enter leaves its fields'],
    ['V', 'pass the accuracy check'],
    ['H', 'hand out and notify EPS'],
    ['R', 'return to the Spine'],
    ['X', 'record as not dispensed'],
    ['M', 'correct the last notification, or its time before it is sent'],
    ['I', 'say that scripts which differ are of one person'],
    ['N', 'ask for the next issue'],
    ['K', 'ask whether a script released offline is ours'],
    ['S', 'settle what the Spine does not confirm'],
    ['W', 'withdraw the last notification'],
    ['O', 'put on hold, or lift the hold'],
    ['U', 'undo the last step, or the release from a pack'],
    ['Y', 'say that it was handed out after the backup that was put back'],
    ['Z', 'end what EPS has closed with something owed'],
    ['P', 'print labels'],
    ['B', 'print a bag label'],
    ['T', 'print a dispensing token'],
    ['L', 'log'],
  ],
  patients: [
    ['↑ ↓', 'move in the list'],
    ['Enter', 'open the patient'],
  ],
  patient: [
    ['↑ ↓', 'move in their scripts'],
    ['Enter', 'open the script'],
    ['A', 'record allergies'],
    ['N', 'write a note'],
    ['I', 'say that scripts which differ are of one person'],
    ['P', 'print the medication record'],
    ['E', 'supply without the script, for this patient'],
  ],
  desk: [
    ['Enter', 'take the id that was typed'],
    ['U', 'undo the last scan'],
    ['O', 'open the script that was scanned last'],
    ['Q', 'ask the Spine for the script that was scanned last', 'with a broker'],
    ['L', 'release the next issue of a repeat before it is due', 'with a broker'],
    ['← →', 'change the group'],
    ['↑ ↓', 'move in the rows; Esc goes back to the box'],
    ['/', 'find a row; ← → then narrow it to a group'],
    ['P', 'result sheet'],
    ['K', 'scan with the camera'],
    ['A', 'ask the Spine for the row', 'with a broker'],
    ['S', 'ask the Spine for the whole group', 'with a broker'],
    ['X', 'take the request of the row back', 'with a broker'],
    ['T', 'take back all requests that have not left', 'with a broker'],
    ['R', 'record what became of it'],
    ['M', 'show more rows'],
    ['D, E, G', 'as everywhere, once ↓ has left the box', 'with a broker'],
    ['E, G', 'as everywhere, once ↓ has left the box', 'companion'],
  ],
  claims: [
    ['↑ ↓', 'from row to row; Enter opens the script'],
    ['K', 'send the claims that are complete'],
    ['Esc', 'close what was said of the last ones'],
  ],
  messages: [
    ['↑ ↓', 'from row to row; Enter opens the script'],
    ['Esc', 'close the last answer'],
  ],
  outage: [
    ['N', 'write into the timeline'],
    ['P', 'log a promise'],
    ['W', 'log a work-around'],
    ['T', 'log who was told'],
    ['S', 'supply without the script'],
    ['E', 'export the report'],
    ['L', 'print what waits, by need', 'with a broker'],
    ['I', 'open an incident'],
    ['Esc', 'back from an incident that is closed'],
  ],
  list: [
    ['↑ ↓', 'move in the lists'],
    ['Enter', 'open'],
    ['K', 'what is closed, or what is open'],
    ['P', 'prints that are about no script'],
  ],
  prints: [['← →', 'the day before, the day after']],
  'new-supply': [...form, ['Ctrl+D', 'take the prescriber of the patient’s script']],
  'new-reissue': form,
  supply: [
    ['P', 'print the record'],
    ['L', 'print its labels'],
    ['C', 'correct the entry'],
    ['Y', 'the script that is proposed is its script: notify EPS'],
    ['N', 'it is another supply'],
    ['R', 'of a supply on paper, return the script that is proposed'],
    ['S', 'open the script of which EPS was told'],
    ['X', 'no script will come'],
    ['O', 'wait for its script again'],
    ['Ctrl+Enter', 'name the script that was chosen'],
  ],
  refusal: [
    ['P', 'print the record'],
    ['C', 'correct it'],
  ],
  pair: [
    ['1, 2', 'which of the two stays'],
    ['B', 'both go on: two supplies'],
    ['Y, N', 'yes or no to what is proposed'],
    ['O', 'no, it is of the other registration'],
    ['A', 'ask for the return again'],
    ['X', 'call it off, or close it'],
    ['W', 'close it without the other script'],
    ['U', 'open it again'],
  ],
  settings: [
    ['J', 'jump to a section: ← → and Enter'],
    ['B', 'scanner'],
    ['S', 'sign in with smartcard', 'live'],
  ],
  scanner: [
    ['B', 'the test area'],
    ['P', 'print the set-up codes'],
    ['K', 'scan with the camera'],
    ['U', 'use a HID scanner'],
  ],
  drill: [
    ['P', 'stop the clock, or set it going'],
    ['N', 'go on to what comes next'],
  ],
};

const works =
  (kind: ProfileKind) =>
  ([, , only]: Key): boolean =>
    only === undefined || (only === 'with a broker' ? hasBroker(kind) : only === kind);

/** The keys of a screen, and those of every screen that mean nothing else on it. */
export const keysOf = (
  screen: Screen,
  kind: ProfileKind,
): { readonly own: Keys; readonly everywhere: Keys } => {
  const own = here[screen].filter(works(kind));
  const taken = new Set(own.map(([key]) => key));
  // In the box of the desk and in a name letters are text.
  const isText = (key: string): boolean =>
    (screen === 'desk' || screen === 'patients') && /^[DEG]$/.test(key);
  return {
    own,
    everywhere: everywhere.filter((one) => works(kind)(one) && !taken.has(one[0]) && !isText(one[0])),
  };
};
