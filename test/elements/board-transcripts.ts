/**
 * A deal is found, opened, moved two stages on through a gate, and moved back, word for word: what is said, and what the
 * accessibility tree calls what has the focus at each step.
 */
export const transcripts = {
  en: {
    said: [
      'Beta renewal, picked up. New, 2 of 3. Arrows move, Space drops, Escape cancels',
      'Offer, 2 of 3, allowed, asks for Budget holder',
      'Talk, 1 of 1, allowed, asks for Budget holder and Legal has seen it',
      'Beta renewal moved from New to Talk, 1 of 1. New 2 deals, Talk 1.',
      'Undone.',
    ],
    focus: [
      'listitem: Beta renewal, Ana Gomez, €300, 13 days overdue',
      'listitem: Beta renewal, Ana Gomez, €300, 13 days overdue, Moving. Escape cancels',
      'textbox: Budget holder, required true',
      'checkbox: Legal has seen it, checked true',
      'listitem: Beta renewal, Ana Gomez, €300, 13 days overdue',
      'listitem: Beta renewal, Ana Gomez, €300, 13 days overdue',
    ],
  },
  de: {
    said: [
      'Beta renewal, aufgenommen. New, 2 von 3. Pfeiltasten verschieben, Leertaste legt ab, Escape bricht ab',
      'Offer, 2 von 3, erlaubt, verlangt werden: Budget holder',
      'Talk, 1 von 1, erlaubt, verlangt werden: Budget holder und Legal has seen it',
      'Beta renewal von New nach Talk, 1 von 1 verschoben. New: 2 Deals, Talk: 1.',
      'Rückgängig gemacht.',
    ],
    focus: [
      'listitem: Beta renewal, Ana Gomez, 300 €, seit 13 Tagen überfällig',
      'listitem: Beta renewal, Ana Gomez, 300 €, seit 13 Tagen überfällig, Wird verschoben. Escape bricht ab',
      'textbox: Budget holder, required true',
      'checkbox: Legal has seen it, checked true',
      'listitem: Beta renewal, Ana Gomez, 300 €, seit 13 Tagen überfällig',
      'listitem: Beta renewal, Ana Gomez, 300 €, seit 13 Tagen überfällig',
    ],
  },
} as const;
