/** What is told once the sandbox runs. */
export interface Running {
  readonly url: string;
  readonly dashboardUrl: string;
  readonly keys: { readonly test: string; readonly live: string };
  readonly merchantId: string;
  readonly controlUrl?: string;
  readonly stateFile?: string;
  /** A state file that was there already has data of its own. */
  readonly seed?: 'planted' | 'not read';
  /** As they are written. */
  readonly faults: readonly string[];
}

/** A call that works at once, to copy and paste. */
function curlLine({ url, keys }: Running): string {
  return `curl -s ${url}/v1/products -H 'Authorization: Bearer ${keys.test}'`;
}

/** For a person. */
export function readyLines(running: Running): readonly string[] {
  const { url, dashboardUrl, keys, controlUrl, stateFile, seed, faults } = running;
  return [
    'The embedded Flint API is running. No money moves in it, and nothing leaves this machine.',
    '',
    `  API        ${url}`,
    `  Dashboard  ${dashboardUrl}`,
    ...(controlUrl === undefined ? [] : [`  Control    ${controlUrl}`]),
    `  Test key   ${keys.test}`,
    `  Live key   ${keys.live}`,
    `  State      ${stateFile ?? 'in memory; it ends with this program'}`,
    ...(seed === 'not read' ? ['  Seed       not read, since the state file has data already'] : []),
    ...faults.map((fault, index) => `  ${index === 0 ? 'Faults' : '      '}     ${fault}`),
    '',
    'Your integration talks to it with these in its environment:',
    '',
    `  export FLINT_BASE_URL=${url}`,
    `  export FLINT_API_KEY=${keys.test}`,
    '',
    'Try it:',
    '',
    `  ${curlLine(running)}`,
    '',
    'Ctrl-C ends it.',
  ];
}

/** For a program. */
export function readyEvent(running: Running) {
  return { type: 'ready' as const, ...running, curl: curlLine(running) };
}

export function endedLine(stateFile: string | undefined): string {
  return stateFile === undefined ? 'The sandbox has ended.' : `The sandbox has ended. Its state is in ${stateFile}.`;
}
