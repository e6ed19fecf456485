import { afterEach, describe, expect, it } from 'vitest';
import type { LineChoice } from '../../renderer/domain/prescriptions/commands';
import { readScriptLog } from '../../renderer/usecases/prescriptions/script-log';
import { CommandBench } from '../support/command-bench';

let bench: CommandBench | undefined;
afterEach(() => bench?.close());

describe('what is in the bag, on record', () => {
  it('[PRX-23] stands in the log by name, with who said that the rest is in it', async () => {
    bench = await CommandBench.open();
    const key = await bench.script(1);
    const state = await bench.world.deps.store.loadPrescription(key);
    const [item, ...others] = state?.prescription.items ?? [];
    if (!item) throw new Error('no item');
    const { itemId } = item;
    const whole = others.map((other): LineChoice => ({ kind: 'full', itemId: other.itemId }));
    await bench.as('technician');
    await bench.do(
      {
        kind: 'AssemblePrescription',
        key,
        choices: [{ kind: 'part', itemId, quantity: 1 }, ...whole],
      },
      { kind: 'AccuracyCheckPrescription', key },
    );
    const kept = await bench.world.deps.store.loadPrescription(key);
    expect(kept?.bag?.lines).toEqual([{ itemId, quantity: 1 }]);
    expect(await bench.execute({ kind: 'SupplyInFull', key })).toMatchObject({ code: 'MoreThanInBag' });
    await bench.do({
      kind: 'SupplyItems',
      key,
      choices: [{ kind: 'full', itemId, restIsIn: true }, ...whole],
    });
    const log = (await readScriptLog(bench.world.deps, key)).map(({ sentence }) => sentence);
    expect(log).toContain(`Assembled. In the bag: 1 of ${item.medication.display}.`);
    const count = others.length + 1;
    expect(log).toContain(
      `Handed out: ${count} of ${count} items. The rest was said to be in the bag by then.`,
    );
  });

  it('[PRX-26] another product stands in the log in its own unit, in the bag and once it has left', async () => {
    bench = await CommandBench.open();
    const key = await bench.script(1);
    const state = await bench.world.deps.store.loadPrescription(key);
    const [item, ...others] = state?.prescription.items ?? [];
    if (!item) throw new Error('no item');
    const { itemId, quantity, medication } = item;
    const choices: readonly LineChoice[] = [
      {
        kind: 'full',
        itemId,
        products: [
          {
            medication: { code: '39732311000001104', display: 'A suspension' },
            quantity: 100,
            unit: { unit: 'ml', code: '258773002' },
          },
        ],
      },
      ...others.map((other): LineChoice => ({ kind: 'full', itemId: other.itemId })),
    ];
    await bench.do(
      { kind: 'AssemblePrescription', key, choices },
      { kind: 'AccuracyCheckPrescription', key },
      { kind: 'SupplyItems', key, choices },
    );
    const log = (await readScriptLog(bench.world.deps, key)).map(({ sentence }) => sentence).join(' ');
    expect(log).toContain(`In the bag: ${quantity.value} of ${medication.display} (100 ml A suspension).`);
    expect(log).toContain(`items. Another product: 100 ml A suspension for ${medication.display}.`);
  });

  it('[PRX-24] what left in part stands in the log with how much that was', async () => {
    bench = await CommandBench.open();
    const key = await bench.script(1);
    const state = await bench.world.deps.store.loadPrescription(key);
    const [item, ...others] = state?.prescription.items ?? [];
    if (!item) throw new Error('no item');
    const { itemId, quantity, medication } = item;
    const whole = others.map((other): LineChoice => ({ kind: 'full', itemId: other.itemId }));
    await bench.do(
      { kind: 'AssemblePrescription', key },
      { kind: 'AccuracyCheckPrescription', key },
      { kind: 'SupplyItems', key, choices: [{ kind: 'part', itemId, quantity: 1 }, ...whole] },
    );
    const log = (await readScriptLog(bench.world.deps, key)).map(({ sentence }) => sentence);
    expect(log.join(' ')).toContain(
      `items. In part: 1 of ${quantity.value} ${quantity.unit} of ${medication.display}.`,
    );
  });
});
