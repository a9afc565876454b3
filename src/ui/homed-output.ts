const enter = '\u001B[?1049h';
const home = '\u001B[H';

/**
 * The same terminal, with the cursor in its first row whenever the alternate screen is entered. A terminal leaves the cursor where the
 * prompt stood, Ink draws from there, and a screen would begin anywhere.
 */
export function homedOutput(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (chunk: string | Uint8Array, ...rest: never[]): boolean =>
    stdout.write(typeof chunk === 'string' ? chunk.replace(enter, enter + home) : chunk, ...rest);
  return new Proxy(stdout, {
    get: (terminal, name) => {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(terminal, name, terminal);
      return typeof value === 'function' ? value.bind(terminal) : value;
    },
  });
}
