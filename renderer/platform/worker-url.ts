type ScriptUrlPolicy = { readonly createScriptURL: (url: string) => string };
type TrustedTypes = { readonly createPolicy: (name: string, rules: ScriptUrlPolicy) => ScriptUrlPolicy };

const engineFile = 'engine.js';

/** The engine's script as Chromium's trusted types want it: the policy lets this one name pass. */
export const engineUrl = (): string => {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }; // not in the platform's types
  const policy = trustedTypes?.createPolicy('holdfast', {
    createScriptURL: (url) => (url === engineFile ? url : ''),
  });
  return policy?.createScriptURL(engineFile) ?? engineFile;
};
