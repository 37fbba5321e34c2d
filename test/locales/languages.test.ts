import { expect } from 'chai';
import type { DataIssue } from '../../src/core/errors.js';
import { de } from '../../src/locales/de.js';
import { en } from '../../src/locales/en.js';
import { createFormatter } from '../../src/locales/format.js';
import type { Formatter } from '../../src/locales/format.js';
import type { Messages } from '../../src/locales/messages.js';
import { plain } from '../../src/locales/say.js';
import type { Said } from '../../src/locales/say.js';
import { COUNTS, facts } from './facts.js';

interface Language {
  readonly messages: Messages;
  readonly format: Formatter;
}

/** A new language is held to all of this by its line here. */
const languages: Readonly<Record<string, Language>> = {
  en: { messages: en, format: createFormatter('en') },
  de: { messages: de, format: createFormatter('de') },
};

type Tree = { readonly [name: string]: unknown };
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const treeOf = (value: unknown): Tree => (isTree(value) ? value : {});

/** Something said: where it stands, from which facts, in words. */
interface Sentence {
  readonly path: string;
  readonly given: unknown;
  readonly text: string;
}

/** Everything that a section says, given its facts. */
function sentencesOf(words: unknown, given: unknown, format: Formatter, path: string): readonly Sentence[] {
  if (typeof words === 'string') return [{ path, given: undefined, text: words }];
  if (typeof words === 'function') {
    const speak = words as (one: unknown, format: Formatter) => string | Said;
    return (given as readonly unknown[]).map((one) => {
      const said = speak(one, format);
      return { path, given: one, text: typeof said === 'string' ? said : plain(said) };
    });
  }
  return Object.entries(treeOf(words)).flatMap(([name, part]) =>
    sentencesOf(part, treeOf(given)[name], format, `${path}.${name}`),
  );
}

/** Parameters of every kind, beside none at all: an issue may lack some. */
const params: DataIssue['params'] = {
  value: '§value',
  column: '§column',
  field: 'closedAt',
  columns: ['§Phase', '§Betrag'],
  fields: ['amount', 'createdAt'],
  currencies: ['§EUR', '§USD'],
  ids: ['§a', '§b'],
  id: '§id',
  expected: 5,
  found: 4,
  order: 'dmy',
  mark: ',',
  name: '§name',
  path: '§deals[3]',
  reason: '§reason',
  status: 503,
  url: 'https://example.com/deals.csv',
  stage: '§Angebot',
  kind: 'won',
  pipeline: '§Bestand',
  owner: '§u7',
  key: '§__proto__',
  code: '§new-code',
};

function problemSentences({ messages: { problems }, format }: Language): readonly Sentence[] {
  const { issues, problems: why, leftOut, unknown, where, needs, empty, emptyFiltered } = problems;
  const given: readonly DataIssue['params'][] = [
    params,
    { ...params, field: 'stage', reason: 'cut-off', kind: 'open' },
    { ...params, field: 'Umsatz', reason: 'unexpected', found: '§}', kind: 'lost' },
  ];
  const worded = Object.entries({ ...issues, ...why }).flatMap(([code, sentence]) =>
    given.flatMap((one) => {
      // `kind` is the file's there, elsewhere the stage's.
      const facts = code === 'input-not-text' ? { ...one, kind: 'pdf' } : one;
      const { happened, todo } = sentence(facts, format);
      return [
        { path: `problems.${code}`, given: one, text: happened },
        ...(todo === undefined ? [] : [{ path: `problems.${code}.todo`, given: one, text: todo }]),
      ];
    }),
  );
  const states = Object.values({ ...needs, empty, emptyFiltered }).flatMap(({ title, reason }) => [
    title,
    reason,
  ]);
  const counted = COUNTS.flatMap((n) => [
    ...Object.values(leftOut).map((sentence) => sentence({ n }, format)),
    problems.issuesFound({ count: n }, format),
    problems.notesFound({ count: n }, format),
    problems.moreIssues({ count: n }, format),
    problems.times({ count: n }, format),
  ]);
  const { happened } = unknown({ code: '§new-code' });
  const places = [
    where({ line: 1214, column: 'Entered' }, format),
    where({ line: 3, column: '24' }, format),
    where({ dealId: 'd1' }, format),
  ];
  const stale = problems.staleNote({ at: '18. Nov.', reason: '§reason' });
  return [
    ...worded,
    ...[...states, ...counted, happened, ...places, stale].map((text) => ({
      path: 'problems',
      given: undefined,
      text,
    })),
  ];
}

function allSentences(language: Language): readonly Sentence[] {
  const said = Object.entries(facts).flatMap(([section, given]) =>
    sentencesOf(treeOf(language.messages)[section], given, language.format, section),
  );
  return [...said, ...problemSentences(language)];
}

/** Texts of facts that have to be in what is said of them. */
const expected = (given: unknown): readonly string[] =>
  typeof given === 'string'
    ? given.startsWith('§')
      ? [given]
      : []
    : Object.values(isTree(given) || Array.isArray(given) ? given : {}).flatMap(expected);

const keysOf = (value: unknown, path = ''): readonly string[] =>
  isTree(value) ? Object.entries(value).flatMap(([name, part]) => keysOf(part, `${path}.${name}`)) : [path];

describe('locales: every message of every language', () => {
  it('says the same things', () => {
    for (const { messages } of Object.values(languages)) expect(keysOf(messages)).to.have.members(keysOf(en));
  });

  for (const [tag, language] of Object.entries(languages)) {
    const sentences = allSentences(language);

    it(`${tag}: is a text, whatever the facts are`, () => {
      expect(sentences.length).to.be.greaterThan(900);
      for (const { path, text, given } of sentences) {
        const why = `${path} ${JSON.stringify(given)}: ${text}`;
        expect(text, why).to.match(/\S/);
        expect(text, why).not.to.match(/undefined|NaN|\[object|Infinity|\bnull\b(?! gewonnen)|\$\{/);
        expect(text, why).not.to.match(/ {2}|\s[.,;](?!data)|\.\.|,,|\(\)|^\s|\s$/);
      }
    });

    it(`${tag}: says what is wrong also where the particulars are missing`, () => {
      const { issues, problems } = language.messages.problems;
      for (const sentence of Object.values({ ...issues, ...problems })) {
        const { happened, todo = '' } = sentence({}, language.format);
        expect(`${happened}. ${todo}`).not.to.match(/undefined|NaN|\[object/);
        expect(happened).to.match(/^\S/);
      }
    });

    it(`${tag}: uses the facts it is given`, () => {
      for (const { path, text, given } of sentences) {
        if (path.startsWith('problems')) continue;
        for (const fact of expected(given)) expect(text, `${path} ${JSON.stringify(given)}`).to.include(fact);
      }
    });

    it(`${tag}: counts with the forms of its language`, () => {
      const { board, heatmap, funnel } = language.messages;
      const { format } = language;
      for (const speak of [
        (n: number) => board.deals({ n }, format),
        (n: number) => board.overdue({ days: n, spoken: true }, format),
        (n: number) => heatmap.onlyVisits({ visits: n }, format),
        (n: number) => funnel.mark({ stage: 'A', deals: n }, format),
      ]) {
        const shapes = COUNTS.map((n) => speak(n).replace(format.number(n), '#'));
        // 0, 2 and many share a form in these languages; 1 has its own.
        expect(new Set(shapes).size, shapes.join(' · ')).to.equal(2);
        expect(shapes[0]).to.equal(shapes[2]);
        expect(shapes[1]).not.to.equal(shapes[2]);
        COUNTS.forEach((n) => expect(speak(n)).to.include(format.number(n)));
      }
    });
  }

  it('uses of a problem’s parameters what English uses', () => {
    const english = new Map(
      problemSentences({ messages: en, format: createFormatter('en') }).map((one) => [
        one.path + JSON.stringify(one.given),
        one.text,
      ]),
    );
    for (const language of Object.values(languages)) {
      for (const { path, given, text } of problemSentences(language)) {
        const said = english.get(path + JSON.stringify(given)) ?? '';
        for (const fact of expected(given))
          expect(text.includes(fact), `${path}: ${fact}`).to.equal(said.includes(fact));
      }
    }
  });
});

describe('locales: German', () => {
  const language = { messages: de, format: createFormatter('de') };

  /** Words that no German sentence has; names of attributes, files and codes are not words. */
  const ENGLISH =
    /(?<!\p{L})(?:the|of|and|or|with|without|won|lost|stages?|owners?|goals?|open|average|days?|weeks?|months?|quarter|weighted|overdue|visits?|nobody|everyone|unassigned|show|hide|sort|rank|not|to|from|by|is|are|has|have|this|that|still|here|sources?|amounts?|currency|currencies|rates?|needs?|history|each|other|than|above|below|closed|created|expected|loading|again|retry|table|updated|unknown|column|line|row|date|file|page|set|use|give|name it|too few|more|all|none)(?!\p{L})/iu;
  const isCode =
    /"[^"]*…?"|\b(?:fields|stages|data|src|locale|date-order|time-zone|provider|pipeline-provider|pipeline-elements|element)\b(?:=|\.data)?|\.data|:data\.prop|https:\S+|§[\w\-[\]]+/g;

  it('has no English left', () => {
    for (const { path, text } of allSentences(language)) {
      const words = text.replace(isCode, '');
      expect(ENGLISH.exec(words)?.[0], `${path}: ${text}`).to.equal(undefined);
    }
  });

  it('quotes and spaces as German does', () => {
    for (const { path, text } of allSentences(language)) {
      const words = text.replace(/="[^"]*"|'/g, '');
      expect(words, path).not.to.match(/"|“[^“„]*”/);
      expect((words.match(/„/g) ?? []).length, `${path}: ${text}`).to.equal((words.match(/“/g) ?? []).length);
      // A percentage has a space that does not break.
      expect(words.replace(/§\S+ %/g, ''), path).not.to.match(/\d ?%(?!-)/);
    }
  });

  it('addresses nobody, but for the one row that is the reader’s', () => {
    for (const { path, text, given } of allSentences(language)) {
      if (path === 'leaderboard.you' || (given as { isMe?: boolean } | undefined)?.isMe) continue;
      // "Sie" after a colon, a semicolon or a full stop is what was spoken of: the deals, the amounts.
      expect(money(text), path).not.to.match(/\b(?:du|dein\w*|dir|dich|Ihnen)\b|[^:.] (?:Sie|Ihr\w*)\b/);
    }
  });
});

const money = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const read = (said: string | Said): string => money(typeof said === 'string' ? said : plain(said));

describe('locales: German sentences, as a sales manager would write them', () => {
  const format = createFormatter('de');
  const { funnel, board, heatmap, leaderboard, forecast, problems, frame } = de;

  it('funnel', () => {
    const weakest = { from: 'Angebot verschickt', to: 'Vertragsverhandlung', share: 0.49, lost: '88' };
    const told = { by: 'count', total: '403', deals: 403, won: '52', wonDeals: 52, share: 52 / 403 } as const;
    expect(read(funnel.takeaway({ ...told, weakest, needsHistory: false }, format))).to.equal(
      'Von 403 Deals wurden 52 gewonnen (13 %). Schwächster Schritt: Angebot verschickt zu Vertragsverhandlung, 49 % gingen weiter, 88 nicht.',
    );
    const soFar = { lost: '86', lostDeals: 86, here: '9', hereDeals: 9 };
    const end = (more: typeof soFar, by: 'count' | 'amount' = 'count') =>
      read(
        funnel.takeaway({ ...told, by, weakest: { ...weakest, soFar: more }, needsHistory: false }, format),
      ).split('handlung, ')[1];
    expect(end(soFar)).to.equal('49 % gingen bisher weiter, 86 gingen verloren, 9 sind noch dort.');
    expect(end({ lost: '1', lostDeals: 1, here: '1', hereDeals: 1 })).to.equal(
      '49 % gingen bisher weiter, 1 ging verloren, 1 ist noch dort.',
    );
    expect(end({ ...soFar, lost: '6.000 €', here: '1.000 €' }, 'amount')).to.equal(
      '49 % gingen bisher weiter, 6.000 € gingen verloren, 1.000 € sind noch dort.',
    );
    const one = { ...told, total: '1', deals: 1, won: '1', wonDeals: 1, share: 1, needsHistory: true };
    expect(read(funnel.takeaway(one, format))).to.equal(
      'Von 1 Deal wurde 1 gewonnen (100 %). Für den schwächsten Schritt fehlt der Phasenverlauf.',
    );
    const none = { ...told, won: '0', wonDeals: 0, share: 0, needsHistory: false };
    expect(read(funnel.takeaway(none, format))).to.equal('Von 403 Deals wurde keiner gewonnen (0 %).');
    const amount = {
      ...told,
      by: 'amount',
      total: '9,1 Mio. €',
      won: '1,3 Mio. €',
      needsHistory: false,
    } as const;
    expect(read(funnel.takeaway(amount, format))).to.equal(
      'Von 9,1 Mio. € wurden 1,3 Mio. € gewonnen (13 %).',
    );
    expect(
      funnel.subtitle(
        {
          counting: 'reached',
          by: 'count',
          period: { from: '1. Dez. 2025', to: '30. Nov. 2026' },
          pipeline: 'Neugeschäft',
          asOf: '18. Nov. 2026',
        },
        format,
      ),
    ).to.equal(
      'Deals mit Erstelldatum 1. Dez. 2025 bis 30. Nov. 2026, einmal je erreichter Phase gezählt. Neugeschäft, Stichtag 18. Nov. 2026',
    );
    const now = { by: 'count', total: '43', deals: 43, most: { stage: 'Angebot', value: '12' } } as const;
    expect(read(funnel.takeawayCurrent(now, format))).to.equal(
      '43 Deals sind derzeit in diesen Phasen, die meisten in Angebot: 12.',
    );
    expect(read(funnel.mark({ stage: 'Qualifiziert', deals: 734, ofPrevious: 0.77 }, format))).to.equal(
      'Qualifiziert: 734 Deals, 77 % der vorigen Phase',
    );
  });

  it('board', () => {
    const largest = { stage: 'Bedarfsanalyse', sum: '457.000 €', share: 0.3 };
    expect(read(board.takeaway({ open: 47, hasAmounts: true, largest, idle: 14 }, format))).to.equal(
      'Am meisten liegt in Bedarfsanalyse: 457.000 €, 30 % des offenen Betrags. 14 Deals liegen länger in ihrer Phase als vorgesehen.',
    );
    expect(read(board.takeaway({ open: 1, hasAmounts: false, idle: 1 }, format))).to.equal(
      '1 offener Deal ohne Betrag. 1 Deal liegt länger in seiner Phase als vorgesehen.',
    );
    expect(board.overdue({ days: 14, spoken: false }, format)).to.equal('seit 14 T. fällig');
    expect(board.overdue({ days: 1, spoken: true }, format)).to.equal('seit 1 Tag überfällig');
    expect(board.overdue({ days: 14, spoken: true }, format)).to.equal('seit 14 Tagen überfällig');
    const move = { deal: 'Kessler Optik', from: 'Angebot', to: 'Verhandlung' };
    expect(board.saidMoved({ ...move, fromCount: 1, toCount: 8 }, format)).to.equal(
      'Kessler Optik von Angebot nach Verhandlung verschoben. Angebot: 1 Deal, Verhandlung: 8.',
    );
    expect(board.saidRefused({ ...move, reason: board.refusals['stage-stale'] })).to.equal(
      'Kessler Optik bleibt in Angebot: der Deal wurde inzwischen verschoben.',
    );
  });

  it('heatmap', () => {
    const slowest = { stage: 'Vertragsverhandlung', days: 25, seen: null };
    const there = { group: 'Miriam Keller', days: 33, above: 8 };
    const elsewhere = { group: 'Jonas Brandt', stage: 'Bedarfsanalyse', days: 25, above: 11 };
    const told = { statistic: 'median', by: 'owner', slowest } as const;
    expect(read(heatmap.takeaway({ ...told, there, elsewhere }, format))).to.equal(
      'Am längsten dauert Vertragsverhandlung: im Median 25 Tage. Miriam Keller braucht dort 33 (8 mehr als das Team), Jonas Brandt 25 in Bedarfsanalyse (11 mehr).',
    );
    const again = { ...elsewhere, group: 'Miriam Keller' };
    expect(read(heatmap.takeaway({ ...told, there, elsewhere: again }, format))).to.equal(
      'Am längsten dauert Vertragsverhandlung: im Median 25 Tage. Miriam Keller braucht dort 33 (8 mehr als das Team) und 25 in Bedarfsanalyse (11 mehr).',
    );
    expect(read(heatmap.takeaway({ ...told, elsewhere }, format))).to.equal(
      'Am längsten dauert Vertragsverhandlung: im Median 25 Tage. Jonas Brandt braucht 25 in Bedarfsanalyse (11 mehr als das Team).',
    );
    expect(
      read(heatmap.takeaway({ ...told, slowest: { ...slowest, days: null, seen: 40 } }, format)),
    ).to.equal(
      'Am längsten dauert Vertragsverhandlung: Nach 40 Tagen ist weniger als die Hälfte der Aufenthalte beendet.',
    );
    expect(read(heatmap.takeaway({ ...told, statistic: 'p90' }, format))).to.equal(
      'Am längsten dauert Vertragsverhandlung: 90 % der Aufenthalte enden binnen 25 Tagen.',
    );
    expect(heatmap.compared({ days: -10, with: 'median' }, format)).to.equal('10 unter dem Median');
    // Not the leaderboard's "Zyklus", which is a mean: two figures of one name would contradict each other.
    expect(heatmap.daysToWon).to.equal('Tage bis gewonnen');
    expect(heatmap.wonMark({ group: 'Jonas Brandt', value: 99.5, deals: 12 }, format)).to.equal(
      'Jonas Brandt, Tage bis gewonnen: im Median 99,5 Tage, 12 gewonnene Deals',
    );
    expect(heatmap.compared({ days: 3, with: 'target' }, format)).to.equal('3 über der Vorgabe');
  });

  it('leaderboard', () => {
    const told = {
      by: 'owner',
      sort: 'won',
      leaders: ['Katharina Vogt'],
      value: '213.500 €',
      goals: { reached: 1, of: 5 },
      median: '67.500 €',
      few: { count: 1, name: 'Oliver Hughes' },
    } as const;
    expect(read(leaderboard.takeaway(told, format))).to.equal(
      'Katharina Vogt führt mit 213.500 €. 1 von 5 Personen hat das Ziel erreicht; der Median liegt bei 67.500 €. Für einen Rang hat Oliver Hughes zu wenige Deals abgeschlossen.',
    );
    const cycle = { ...told, sort: 'cycle', value: '25 T.', goals: undefined, median: undefined } as const;
    expect(read(leaderboard.takeaway({ ...cycle, few: { count: 0, name: '' } }, format))).to.equal(
      'Katharina Vogt führt mit dem kürzesten Zyklus: 25 T.',
    );
    expect(leaderboard.nobody({ by: 'owner', why: 'few', minClosed: 1 }, format)).to.equal(
      'Niemand hat einen Rang: Dafür braucht es mindestens 1 abgeschlossenen Deal.',
    );
    expect(leaderboard.change({ change: 1 }, format)).to.equal('1 Rang höher');
    expect(leaderboard.change({ change: -2 }, format)).to.equal('2 Ränge tiefer');
  });

  it('forecast', () => {
    const told = {
      phase: 'current',
      period: 'Q4 2026',
      asOf: '18. Nov.',
      won: '283.000 €',
      open: 22,
      weighted: '165.000 €',
      ofGoal: { share: '55 %', goal: '510.000 €' },
      goal: '510.000 €',
      gap: { amount: '62.000 €', isShort: true },
    } as const;
    expect(read(forecast.takeaway(told))).to.equal(
      'Q4 2026: 283.000 € bis 18. Nov. gewonnen, 55 % des Ziels von 510.000 €. Offene Deals zählen gewichtet 165.000 €; bis zum Ziel fehlen damit 62.000 €.',
    );
    expect(read(forecast.takeaway({ ...told, phase: 'past' }))).to.equal(
      'Q4 2026: 283.000 € gewonnen, 55 % des Ziels von 510.000 €.',
    );
    const ahead = { ...told, phase: 'future', gap: { amount: '55.800 €', isShort: false } } as const;
    expect(read(forecast.takeaway(ahead))).to.equal(
      'Q4 2026: Offene Deals zählen gewichtet 165.000 €; damit liegt die Summe 55.800 € über dem Ziel von 510.000 €.',
    );
    expect(
      read(forecast.notes.overdue({ n: 1, interval: 'November 2026', weighted: '9 €' }, format)),
    ).to.equal(
      'Bei 1 offenem Deal ist das erwartete Abschlussdatum verstrichen; er zählt zum Zeitraum November 2026: gewichtet 9 €.',
    );
  });

  it('problems, with their place', () => {
    expect(problems.where({ line: 1214, column: 'Entered' }, format)).to.equal(
      'Zeile 1214, Spalte „Entered“',
    );
    expect(problems.where({ line: 3, column: '24' }, format)).to.equal('Zeile 3, Spalte 24');
    expect(problems.issues['date-missing']({ field: 'createdAt' }, format).happened).to.equal(
      'Dieser Deal hat kein Erstelldatum',
    );
    expect(problems.issues['column-missing']({ field: 'stage' }, format).happened).to.equal(
      'Es gibt keine Spalte für die Phase',
    );
    expect(problems.issues['column-missing']({ field: '__proto__' }, format).happened).to.equal(
      'Es gibt keine Spalte für das Feld „__proto__“',
    );
    expect(problems.times({ count: 1 }, format)).to.equal('Einmal gefunden, dies ist die erste Stelle.');
    expect(problems.times({ count: 3 }, format)).to.equal('3-mal gefunden, dies ist die erste Stelle.');
    expect(frame.mixedCurrencies({ currencies: ['EUR', 'USD'] }, format)).to.equal(
      'Die Beträge sind in EUR und USD angegeben, und Wechselkurse fehlen: Sie werden nicht addiert.',
    );
  });
});
