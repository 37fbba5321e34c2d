/** Registers every element; does nothing where there is no document. The provider comes first: the others look for it. */
export {};
