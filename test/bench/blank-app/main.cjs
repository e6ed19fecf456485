const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768 });
  void window.loadURL('data:text/html,<title>blank</title><h1>blank</h1>');
});
