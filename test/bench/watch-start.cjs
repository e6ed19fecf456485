// Loaded by the runtime before an app, ours or a blank one: says when the wanted words are on the screen, and ends it.
const { env, stdout } = require('node:process');
const { app } = require('electron');

const words = JSON.stringify(env.WAIT_FOR);
/** Settles once the words are in the page and a frame has been painted after that. */
const look = `new Promise((done) => {
  const look = () =>
    document.body?.innerText.includes(${words})
      ? requestAnimationFrame(() => setTimeout(() => done(Date.now()), 0))
      : setTimeout(look, 5);
  look();
})`;

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    contents
      .executeJavaScript(look)
      .then((at) => {
        stdout.write(`seen ${at}\n`);
        app.quit();
      })
      .catch(() => undefined); // the page is gone, and with it the wish
  });
});
