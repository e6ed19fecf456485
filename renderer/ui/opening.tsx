import { useEffect, useState } from 'react';

/** A start that is over by then needs no word for it, and drawing one would hold it up. */
const sayAfterMs = 400;

/** Said where a start takes longer than usual. */
export const Opening = () => {
  const [said, setSaid] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(true), sayAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!said) return null;
  return (
    <div className="hf-panel hf-narrow">
      <p role="status">Opening…</p>
    </div>
  );
};
