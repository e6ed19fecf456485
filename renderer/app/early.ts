// Runs before the program's own script: the browser opens its database while the script is still being read.
void indexedDB.databases();
