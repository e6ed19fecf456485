// Loaded by the runtime before the program: its window waits until Playwright, which calls `__playwright_run`, is
// connected. A page that is born while Playwright looks for the pages there are is now and then never finished with.
const { app } = require('electron');

const ready = app.whenReady();
const connected = new Promise((done) => (globalThis.__playwright_run = () => done()));
app.whenReady = () => connected.then(() => ready);
