import type { faulty } from './faulty.ts';

export const orders = ({ sandbox }: Awaited<ReturnType<typeof faulty>>) => sandbox.ledger().test.orders.length;
