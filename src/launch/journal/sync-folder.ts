import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes sure that the names in a folder survive a power cut. Windows cannot open a folder; its names are durable with the files. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
