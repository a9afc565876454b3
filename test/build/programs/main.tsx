import { startHeavy } from './heavy-on-demand.ts';

// A program of the wizard's make: a first screen, and the heavy parts after it.
const { renderToString, Text } = await import('./first-screen.ts');
const text = renderToString(<Text>first screen</Text>);
const native: string[] = Object(process).moduleLoadList;
const undici = native.some((name) => name.includes('undici'));
process.stdout.write(`${text}\nundici loaded: ${undici}\n`);
if (process.argv.includes('--heavy')) process.stdout.write(`${await startHeavy()}\n`);
