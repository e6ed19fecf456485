import { scriptsOfFile } from '../../electron/training/prescribe';
import { afterRelease, releaseAnswer } from '../../electron/training/release';
import { findReleased } from '../../renderer/domain/fhir/find-released';
import { writeNotification } from '../../renderer/domain/fhir/write-notification';
import { asMessageId } from '../../renderer/domain/kernel/ids';
import type { Prescription, SuppliedLine } from '../../renderer/domain/prescriptions/model';
import { readAnswer } from '../../renderer/usecases/read-answer';
import { anActor, aSite, now, uuids } from '../support/builders';
import { fuzzOnce, makeCorpus } from '../support/fuzz-fhir';
import { seeds } from '../support/seeds';
import { printResult, printTable, quantile } from './report';

const argument = (name: string, otherwise: number): number =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const fuzzRuns = argument('fuzz', 200_000);
const firstSeed = argument('seed', 1_000_000);
const rounds = argument('rounds', 200);

/** Before anything is measured: the program reads thousands in a session, so compiled code is what counts. */
const warmUpMs = 6_000;

/**
 * A work beside its peer, in turns, so that a busy machine slows both; of each the fastest quarter counts, for
 * interruptions hit what takes longer more often.
 */
const beside = (peer: () => unknown, work: () => unknown): readonly [number, number] => {
  const times = [peer, work].map((): number[] => []);
  for (const from = performance.now(); performance.now() - from < warmUpMs;) work();
  for (let round = 0; round < rounds; round += 1)
    [peer, work].forEach((one, i) => {
      const from = performance.now();
      one();
      times[i]?.push(performance.now() - from);
    });
  const [first = 0, second = 0] = times.map((of) => quantile(of, 0.25));
  return [first, second];
};

const holder = { ods: aSite.ods, name: aSite.name, phone: '', lines: [], postcode: '' };

/** An answer with 25 scripts, as the Spine sends it, and what the program reads from it. */
const aRelease = () => {
  const scripts = scriptsOfFile(seeds, { ods: aSite.ods, now })
    .filter((script) => script.status === '0001' && !script.badSignature)
    .slice(0, 25)
    .map((script) => afterRelease(script, holder));
  const text = JSON.stringify(releaseAnswer(scripts, now).body);
  const answer = readAnswer({ kind: 'answered', status: 200, headers: {}, bodyText: text }, 1);
  if (answer.kind !== 'arrivals' || answer.arrivals.length !== 25)
    throw new Error('25 scripts were to be read');
  const read = answer.arrivals.flatMap((one) => (one.kind === 'script' ? [one] : []));
  return { text, json: JSON.parse(text) as unknown, read };
};

const linesOf = (prescription: Prescription, newId: () => string): readonly SuppliedLine[] =>
  prescription.items.map((item) => ({
    itemId: item.itemId,
    status: '0001',
    products: [{ dispenseItemId: newId(), medication: item.medication, quantity: item.quantity }],
  }));

/** The notifications of all scripts in full, as texts. */
const writeAll = ({ json, read }: ReturnType<typeof aRelease>): readonly string[] => {
  const newId = uuids('9');
  return read.map(({ prescription, source }) => {
    const supply = {
      messageId: asMessageId(newId()),
      handedOverAt: now,
      lines: linesOf(prescription, newId),
      prescriptionStatus: '0006',
      by: 'Priya Shah',
    } as const;
    const released = findReleased(json, source.path, prescription);
    return JSON.stringify(
      writeNotification({ prescription, supply, released, actor: anActor(), site: aSite, newId }),
    );
  });
};

const speeds = () => {
  const release = aRelease();
  const { text } = release;
  const messages = writeAll(release);
  const parsed = messages.map((message) => JSON.parse(message) as unknown);
  const [parse, read] = beside(
    () => JSON.parse(text) as unknown,
    () => readAnswer({ kind: 'answered', status: 200, headers: {}, bodyText: text }, 1),
  );
  const [stringify, write] = beside(
    () => parsed.map((message) => JSON.stringify(message)),
    () => writeAll(release),
  );
  const megabytes = text.length / 1e6;
  const written = messages.reduce((sum, message) => sum + message.length, 0) / 1e6;
  const row = (what: string, ms: number, mb: number, peer: number) =>
    [what, ms, (ms * 1000) / 25, mb / (ms / 1000), ms / peer] as const;
  printTable([
    ['what', 'ms', 'µs a script', 'MB/s', 'times its peer'],
    row('JSON.parse of a release of 25', parse, megabytes, parse),
    row('reading it', read, megabytes, parse),
    row('JSON.stringify of 25 notifications', stringify, written, stringify),
    row('writing them', write, written, stringify),
  ]);
  return { readRatio: read / parse, writeRatio: write / stringify };
};

const fuzz = () => {
  const corpus = makeCorpus();
  const failures: string[] = [];
  const from = performance.now();
  for (let seed = firstSeed; seed < firstSeed + fuzzRuns; seed += 1) {
    const wrong = fuzzOnce(seed, corpus);
    if (wrong !== undefined) failures.push(`seed ${seed}: ${wrong}`);
  }
  const seconds = (performance.now() - from) / 1000;
  for (const failure of failures.slice(0, 50)) process.stdout.write(`${failure}\n`);
  process.stdout.write(
    `${fuzzRuns} mutated answers in ${Math.round(seconds)} s, seeds ${firstSeed} to ${firstSeed + fuzzRuns - 1}\n`,
  );
  return { fuzzed: fuzzRuns, fuzzFailures: failures.length };
};

const ratios = speeds();
printResult({ ...ratios, limit: 3, ...fuzz() });
