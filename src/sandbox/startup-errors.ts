/** The port asked for is taken by another program. */
export class PortInUse extends Error {
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is already in use by another program. Stop that program, or choose another port.`);
    this.name = 'PortInUse';
    this.port = port;
  }
}

/** The state file exists but cannot be used. It is left as it is. */
export class StateFileDamaged extends Error {
  readonly file: string;

  constructor(file: string, reason: string) {
    super(
      `The sandbox's state file ${file} cannot be used: ${reason}. It was left untouched. Move it away to start afresh.`,
    );
    this.name = 'StateFileDamaged';
    this.file = file;
  }
}
