type ScriptUrlPolicy = { readonly createScriptURL: (url: string) => string };
type TrustedTypes = { readonly createPolicy: (name: string, rules: ScriptUrlPolicy) => ScriptUrlPolicy };

const workers = ['engine.js', 'reader.js'] as const;
const isWorker = (url: string): boolean => workers.some((name) => name === url);

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }; // not in the platform's types
const policy = trustedTypes?.createPolicy('holdfast', {
  createScriptURL: (url) => (isWorker(url) ? url : ''),
});

/** A Worker, its script named as Chromium's trusted types want it: the policy lets these pass, and no others. */
export const newWorker = (name: 'engine' | 'reader'): Worker => {
  const url = `${name}.js`;
  return new Worker(policy?.createScriptURL(url) ?? url, {
    name,
    type: name === 'engine' ? 'module' : 'classic',
  });
};
