/** What is said while a deal is found, opened, moved two stages on through a gate, and moved back: word for word. */
export const transcripts = {
  en: [
    'Beta renewal, picked up. New, 2 of 3. Arrows move, Space drops, Escape cancels',
    'Offer, 2 of 3, allowed, asks for Budget holder',
    'Talk, 1 of 1, allowed, asks for Budget holder and Legal has seen it',
    'Beta renewal moved from New to Talk, 1 of 1. New 2 deals, Talk 1.',
    'Undone.',
  ],
  de: [
    'Beta renewal, aufgenommen. New, 2 von 3. Pfeiltasten verschieben, Leertaste legt ab, Escape bricht ab',
    'Offer, 2 von 3, erlaubt, verlangt werden: Budget holder',
    'Talk, 1 von 1, erlaubt, verlangt werden: Budget holder und Legal has seen it',
    'Beta renewal von New nach Talk, 1 von 1 verschoben. New: 2 Deals, Talk: 1.',
    'Rückgängig gemacht.',
  ],
} as const;
