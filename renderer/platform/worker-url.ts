type ScriptUrlPolicy = { readonly createScriptURL: (url: string) => string };
type TrustedTypes = { readonly createPolicy: (name: string, rules: ScriptUrlPolicy) => ScriptUrlPolicy };

const workers = ['engine.js', 'reader.js'] as const;
const isWorker = (url: string): boolean => workers.some((name) => name === url);

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }; // not in the platform's types
const policy = trustedTypes?.createPolicy('holdfast', {
  createScriptURL: (url) => (isWorker(url) ? url : ''),
});

/** A Worker's script as Chromium's trusted types want it: the policy lets these names pass, and no others. */
export const workerUrl = (name: (typeof workers)[number]): string => policy?.createScriptURL(name) ?? name;
