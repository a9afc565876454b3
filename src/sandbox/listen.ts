import type { AddressInfo } from 'node:net';
import type { createAdaptorServer } from '@hono/node-server';
import { PortInUse } from './startup-errors.ts';

export interface RunningServer {
  readonly address: AddressInfo;
  /** Ends every connection, open ones too. */
  close(): Promise<void>;
}

/** Puts a server on 127.0.0.1. Port 0 takes any free one; a taken one rejects with PortInUse. */
export function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('the server has no port'));
        return;
      }
      resolve({ address, close: () => close(server) });
    });
  });
}

function close(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
