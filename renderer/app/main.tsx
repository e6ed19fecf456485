import { createRoot } from 'react-dom/client';
import { App } from './app';
import { Boundary } from './boundary';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <Boundary>
      <App />
    </Boundary>,
  );
