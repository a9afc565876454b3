export { findCopy, type NewIds, sendCopy } from './apply.ts';
export type { Categories, CategoryBody } from './categories.ts';
export type { Difference } from './comparison.ts';
export type { Copy, CopyKind, VariantCopy } from './copies.ts';
export { type CopyFault, CopyProblem } from './copy-problem.ts';
export {
  type ConfigurationKind,
  type ConfigurationObject,
  type Inventory,
  readInventory,
  type UnreadKind,
} from './inventory.ts';
export { Pacer } from './pacer.ts';
export { type AlreadyThere, type ByHand, type CopyPlan, planCopies } from './plan.ts';
