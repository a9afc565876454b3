/** Operations and deliveries of the documents that no test touches, each with the reason. Kept true by the suite itself. */
export const untestedOperations: Readonly<Record<string, string>> = {};
