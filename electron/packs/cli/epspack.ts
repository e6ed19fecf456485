import * as z from 'zod';
import { readArguments, Wrong } from './arguments';
import { inspect, keygen, openWhole, type Say } from './commands';
import { make } from './make';

const usage = `Recovery packs for pharmacies (docs/epspack.md)

  epspack keygen  --out FOLDER --name NAME [--for pharmacy]
  epspack make    --to PHARMACY.public.json --key SUPPLIER.private.json --ods CODE --supplier NAME
                  --sequence N --out FILE.epspack [--entries FILE] [--bundles FOLDER]
                  [--days 14 | --expires TIME] [--issued TIME] [--incident REF] [--instructions TEXT] [--id UUID]
  epspack inspect FILE.epspack
  epspack open    FILE.epspack --key PHARMACY.private.json --signer SUPPLIER.public.json [--entries] [--json]
`;

const say: Say = (line) => void process.stdout.write(`${line}\n`);

const run = async (argv: readonly string[]): Promise<void> => {
  const args = readArguments(argv);
  switch (args.command) {
    case 'keygen':
      return keygen(args, say);
    case 'make':
      return make(args, say);
    case 'inspect':
      return inspect(args, say);
    case 'open':
      return openWhole(args, say);
    default:
      throw new Wrong(usage);
  }
};

const sentenceOf = (failure: unknown): string => {
  if (failure instanceof z.ZodError) return z.prettifyError(failure);
  return failure instanceof Error ? failure.message : String(failure);
};

run(process.argv.slice(2)).catch((failure: unknown) => {
  process.stderr.write(`${sentenceOf(failure)}\n`);
  process.exitCode = 1;
});
