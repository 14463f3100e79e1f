/** Documents between parts of the hub are printed by a planner or written by us: a mutation begins with its word. */
export const isMutation = (document: string): boolean => /^\s*mutation\b/.test(document);
