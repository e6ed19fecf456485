import { Button, Dialog } from '../ui';
import type { Place } from './places';

type Keys = readonly (readonly [key: string, does: string, only?: 'with a broker'])[];

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
  ['Ctrl+B', 'in training, a scanner to practise with'],
  ['Ctrl+L', 'lock'],
  ['Esc', 'one step back'],
];

const here: Readonly<Record<Place['kind'], Keys>> = {
  today: [
    ['↑ ↓', 'move in the list'],
    ['← →', 'change the tab'],
    ['Page Up, Page Down, Home, End', 'move further'],
    ['Enter', 'open'],
    ['Space', 'open the next script for your role, by need'],
    ['O', 'sort by need, or by waiting time'],
  ],
  prescription: [
    ['C', 'pass the clinical check'],
    ['A', 'assembled'],
    ['V', 'pass the accuracy check'],
    ['H', 'hand out and notify EPS'],
    ['R', 'return to the Spine'],
    ['M', 'correct the last notification'],
    ['I', 'say that scripts which differ are of one person'],
    ['N', 'ask for the next issue'],
    ['K', 'ask whether a script released offline is ours'],
    ['S', 'settle what the Spine does not confirm'],
    ['W', 'withdraw the last notification'],
    ['O', 'put on hold, or lift the hold'],
    ['U', 'undo the last step, or the release from a pack'],
    ['P', 'print labels'],
    ['B', 'print a bag label'],
    ['T', 'print a dispensing token'],
    ['L', 'log'],
  ],
  patients: [
    ['↑ ↓', 'move in the list'],
    ['Enter', 'open the patient, or the script'],
    ['A', 'record allergies'],
    ['N', 'write a note'],
    ['I', 'say that scripts which differ are of one person'],
    ['P', 'print the medication record'],
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
  ],
  claims: [
    ['↑ ↓', 'from row to row; Enter opens the script'],
    ['K', 'send the claims that are complete'],
  ],
  messages: [['↑ ↓', 'from row to row; Enter opens the script']],
  outage: [
    ['N', 'write into the timeline'],
    ['P', 'log a promise'],
    ['W', 'log a work-around'],
    ['S', 'supply without the script'],
    ['E', 'export the report'],
    ['L', 'print what waits, by need'],
    ['I', 'open an incident'],
  ],
  registers: [
    ['↑ ↓', 'move in the lists'],
    ['Enter', 'open'],
    ['K', 'what is closed'],
    ['P', 'prints that are about no script; of a record, print it'],
    ['L', 'of a supply without the script, print its labels'],
    ['C', 'correct the record'],
    ['1, 2', 'of two scripts, which one stays'],
    ['B', 'both go on: two supplies'],
    ['Y, N', 'yes or no to what is proposed'],
    ['R', 'of a supply on paper, return the script that is proposed'],
    ['A', 'return a script of a pair once more'],
    ['X', 'call it off, or close it'],
    ['O', 'wait again for the script of a supply that was closed'],
    ['Ctrl+Enter', 'enter what was filled in'],
  ],
  settings: [
    ['B', 'scanner; there, the test area'],
    ['P', 'on the scanner’s page, print the set-up codes'],
    ['K', 'on the scanner’s page, scan with the camera'],
  ],
  drill: [
    ['P', 'stop the clock, or set it going'],
    ['N', 'go on to what comes next'],
  ],
};

const Table = ({ name, keys }: { readonly name: string; readonly keys: Keys }) => (
  <section aria-label={name}>
    <h3>{name}</h3>
    <table className="hf-log hf-keys">
      <tbody>
        {keys.map(([key, does]) => (
          <tr key={key}>
            <th scope="row">
              <kbd>{key}</kbd>
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

type Props = {
  readonly place: Place['kind'];
  readonly broker: boolean;
  readonly onClose: () => void;
};

/** The keys of this screen, beside those that work on every one. */
export const KeysDialog = ({ place, broker, onClose }: Props) => {
  const working = (keys: Keys): Keys => keys.filter(([, , only]) => broker || only !== 'with a broker');
  const own = working(here[place]);
  return (
    <Dialog title="Keys" wide={own.length > 0} onClose={onClose}>
      <div className={own.length > 0 ? 'hf-two' : ''}>
        {own.length > 0 ? <Table name="On this screen" keys={own} /> : null}
        <Table name="Everywhere" keys={working(everywhere)} />
      </div>
      <div className="hf-actions">
        <Button onPress={onClose} hint="Esc">
          Close
        </Button>
      </div>
    </Dialog>
  );
};
