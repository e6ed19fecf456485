/** Where the project stands: benches are told, tests run in it. */
export const projectRoot = process.env.HOLDFAST_ROOT ?? process.cwd();
