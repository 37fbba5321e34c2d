import type { Formatter } from '../format.js';
import type { Params, ProblemMessages, Words } from '../messages/problems.js';
import { possibleValues } from '../settings.js';

const text = (params: Params, key: string): string => {
  const value = params[key];
  return value === undefined ? '' : typeof value === 'object' ? value.join(', ') : String(value);
};
const listed = (params: Params, key: string, format: Formatter): string => {
  const value = params[key];
  return Array.isArray(value) ? format.list(value as readonly string[]) : text(params, key);
};
const words = (happened: string, todo?: string): Words => ({ happened, todo });
/** Long cells are cut: the line says where the whole of it is. */
const quoted = (params: Params, key: string): string => {
  const value = text(params, key);
  return `„${value.length > 60 ? `${value.slice(0, 59)}…` : value}“`;
};

/** With their article: as what something is missing for (accusative), and as what a deal lacks ("kein …"). */
const FIELDS: Readonly<Record<string, readonly [forWhat: string, none: string]>> = {
  id: ['die ID', 'keine ID'],
  name: ['den Namen', 'keinen Namen'],
  stage: ['die Phase', 'keine Phase'],
  amount: ['den Betrag', 'keinen Betrag'],
  currency: ['die Währung', 'keine Währung'],
  probability: ['die Wahrscheinlichkeit', 'keine Wahrscheinlichkeit'],
  owner: ['die zuständige Person', 'keine zuständige Person'],
  pipeline: ['die Pipeline', 'keine Pipeline'],
  createdAt: ['das Erstelldatum', 'kein Erstelldatum'],
  updatedAt: ['das Datum der letzten Änderung', 'kein Datum der letzten Änderung'],
  closedAt: ['das Abschlussdatum', 'kein Abschlussdatum'],
  expectedCloseAt: ['das erwartete Abschlussdatum', 'kein erwartetes Abschlussdatum'],
  enteredAt: ['das Eintrittsdatum der Phase', 'kein Eintrittsdatum der Phase'],
  lastActivityAt: ['das Datum der letzten Aktivität', 'kein Datum der letzten Aktivität'],
  nextActivityAt: ['das Datum der nächsten Aktivität', 'kein Datum der nächsten Aktivität'],
};
const fieldWords = (params: Params): readonly [string, string] | undefined => {
  const name = text(params, 'field');
  return Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
};
/** A field of the model with its article; others by their own name. */
const field = (params: Params): string => fieldWords(params)?.[0] ?? `das Feld ${quoted(params, 'field')}`;
const noField = (params: Params): string => fieldWords(params)?.[1] ?? `kein Feld ${quoted(params, 'field')}`;

/** A few of a long list: the mapping's report has them all. */
const some = (params: Params, key: string): string => {
  const value = params[key];
  const names = Array.isArray(value) ? (value as readonly string[]) : [];
  const short = names.slice(0, 5).map((name) => (name.length > 24 ? `${name.slice(0, 23)}…` : name));
  return names.length === 0 ? 'einige Spalten' : [...short, ...(names.length > 5 ? ['…'] : [])].join(', ');
};
/** How `fields` would name the columns that are missing. */
const pattern = (params: Params): string => {
  const fields = params['fields'];
  const names = Array.isArray(fields) ? (fields as readonly string[]) : [];
  return names.map((name) => `${name}=…`).join('; ') || '…';
};
/** Kinds of file are named by their endings. */
const kindOfFile = (params: Params): string => {
  const kind = text(params, 'kind');
  return kind === 'binary' || kind === '' ? '' : `, sondern vermutlich ${kind.toUpperCase()}`;
};
/** As in English: a browser's own words for no answer are of no help, and in no language of the page. */
const unanswered = (params: Params): string => {
  if (text(params, 'status')) return `: Der Server antwortete ${text(params, 'status')}`;
  if (text(params, 'url')) return ': Es kam keine Antwort';
  return text(params, 'reason') && `: ${text(params, 'reason')}`;
};
const jsonFault = (params: Params): string => {
  const reason = text(params, 'reason');
  if (reason === 'cut-off') return ': Sie brechen mittendrin ab';
  return reason === 'unexpected'
    ? `: ${quoted(params, 'found')} ist dort fehl am Platz`
    : reason && `: ${reason}`;
};
const ORDERS: Readonly<Record<string, string>> = {
  dmy: 'Tag, Monat, Jahr',
  mdy: 'Monat, Tag, Jahr',
  ymd: 'Jahr, Monat, Tag',
};
const KINDS: Readonly<Record<string, string>> = { won: 'gewonnen', lost: 'verloren', open: 'offen' };
const wordOr = (list: Readonly<Record<string, string>>, key: string): string =>
  (Object.hasOwn(list, key) && list[key]) || key;

export const problems: ProblemMessages = {
  issues: {
    'input-empty': () =>
      words('Die Datei ist leer', 'Bitte neu exportieren und prüfen, ob sie Deals enthält.'),
    'input-header-only': () =>
      words(
        'Die Datei hat Spaltennamen, aber keine Zeilen',
        'Bitte ohne einen Filter exportieren, der alle Deals ausblendet.',
      ),
    'input-not-text': (p) =>
      words(
        `Das ist keine Textdatei${kindOfFile(p)}`,
        'Bitte die Deals als CSV oder JSON exportieren; Umbenennen ändert nichts am Inhalt einer Datei.',
      ),
    'input-html': () =>
      words(
        'Das ist eine Webseite, keine Daten',
        'Oft ist es eine Anmeldeseite: Bitte die Adresse in einem neuen Tab öffnen und nachsehen.',
      ),
    'input-unknown-format': () =>
      words(
        'Das ist weder CSV noch JSON',
        'Bitte die Deals als CSV oder JSON exportieren oder das Format angeben.',
      ),
    'input-too-deep': () =>
      words(
        'Die Datei ist zu tief verschachtelt oder zu groß, um sie sicher zu lesen',
        'Bitte weniger Deals oder einfache Zeilen exportieren.',
      ),
    'json-invalid': (p) =>
      words(
        `Die JSON-Daten sind nicht lesbar${jsonFault(p)}`,
        'Vielleicht sind sie abgeschnitten: Bitte neu herunterladen und das Ende prüfen.',
      ),
    'json-shape': (p) =>
      words(
        `Die JSON-Daten haben nicht die erwartete Form${text(p, 'path') && `: ${quoted(p, 'path')} sollte ${text(p, 'expected')} sein`}`,
        'Gebraucht werden Pipelines und Deals oder eine Liste von Zeilen.',
      ),
    'data-as-attribute': () =>
      words(
        'Die Daten kamen als Attribut, das nur Text fassen kann',
        'Bitte als Eigenschaft setzen: element.data = … (in einer Vorlage .data oder :data.prop).',
      ),
    'column-missing': (p, format) =>
      words(
        `Es gibt keine Spalte für ${field(p)}`,
        `Gefundene Spalten: ${listed(p, 'columns', format) || 'keine'}. Die richtige lässt sich mit fields="${text(p, 'field')}=…" angeben.`,
      ),
    'column-unmapped': (p) =>
      words(
        `Die Spalte ${quoted(p, 'column')} wurde nicht erkannt`,
        'Sie bleibt als Feld jedes Deals erhalten.',
      ),
    'columns-unused': (p) =>
      words(
        `Nicht verwendet: ${some(p, 'columns')}`,
        `Was gemeint ist, lässt sich mit fields="${pattern(p)}" angeben.`,
      ),
    'column-duplicate': (p) =>
      words(
        `Die Spalte ${quoted(p, 'column')} passt auch auf ${field(p)}, wofür es schon eine andere gibt`,
        'Die erste gilt; mit fields="…" lässt sich das ändern.',
      ),
    'field-unknown': (p) =>
      words(
        `fields nennt die Spalte ${quoted(p, 'column')}, die es nicht gibt`,
        'Bitte die Schreibweise mit der ersten Zeile der Datei vergleichen.',
      ),
    'field-turned': (p) =>
      words(
        `fields nennt die Spalte ${quoted(p, 'column')} vor dem Feld; gelesen wurde es umgekehrt`,
        `Richtig ist fields="${text(p, 'field')}=${text(p, 'column')}".`,
      ),
    'row-ragged': (p) =>
      words(
        `Diese Zeile hat ${text(p, 'found')} Zellen, die Kopfzeile ${text(p, 'expected')}`,
        'Was passt, wurde gelesen; vermutlich fehlt ein Anführungs- oder Trennzeichen.',
      ),
    'row-total': (p) =>
      words(
        `Diese Zeile ist eine Summe${text(p, 'value') && `: ${quoted(p, 'value')}`}`,
        'Sie ist kein Deal und wurde weggelassen.',
      ),
    'row-empty-id': (p) => words(`Diese Zeile hat keine ID; sie heißt jetzt ${quoted(p, 'id')}`),
    'id-duplicate': (p) =>
      words(
        `Die ID ${quoted(p, 'id')} kommt zweimal vor`,
        'Beide Deals bleiben erhalten, der spätere mit neuer ID.',
      ),
    'quote-unclosed': () =>
      words(
        'Ein Text in Anführungszeichen endet nie',
        'Alles danach wurde als eine Zelle gelesen; bitte das fehlende Zeichen ergänzen.',
      ),
    'amount-unreadable': (p) =>
      words(`Das ist kein Betrag: ${quoted(p, 'value')}`, 'Der Deal zählt, aber ohne Betrag.'),
    'date-unreadable': (p) =>
      words(`Das ist kein Datum: ${quoted(p, 'value')}`, 'Der Deal zählt, aber ohne dieses Datum.'),
    'date-missing': (p) =>
      words(
        `Dieser Deal hat ${p['field'] === undefined ? 'kein Datum' : noField(p)}`,
        'Er zählt, wo kein Zeitraum gewählt ist.',
      ),
    'date-order-guessed': (p) =>
      words(
        `Die Daten ließen sich auf zwei Arten lesen; angenommen wurde ${wordOr(ORDERS, text(p, 'order'))}`,
        'Wenn das nicht stimmt, bitte date-order setzen.',
      ),
    'decimal-guessed': (p) =>
      words(
        `Beträge wie ${quoted(p, 'value')} ließen sich auf zwei Arten lesen; „${text(p, 'mark')}“ gilt als Dezimalzeichen`,
        'Wenn das nicht stimmt, bitte locale auf die Sprache des Exports setzen.',
      ),
    'probability-unreadable': (p) =>
      words(
        `Das ist keine Wahrscheinlichkeit: ${quoted(p, 'value')}`,
        'Möglich sind 0 bis 1 oder 0 bis 100.',
      ),
    'number-unsafe': (p) =>
      words(
        `Diese Zahl ist zu groß, um sie genau zu addieren: ${quoted(p, 'value')}`,
        'Der Deal zählt ohne sie.',
      ),
    'key-forbidden': (p) => words(`Der Name ${quoted(p, 'key')} ist nicht erlaubt und wurde weggelassen`),
    'value-invalid': (p) =>
      words(
        `${quoted(p, 'value')} passt nicht als Wert für ${field(p)}`,
        'Der Deal zählt ohne diese Angabe.',
      ),
    'stage-missing': () =>
      words('Dieser Deal nennt keine Phase', 'Er erscheint unter „Keine Phase erfasst“.'),
    'stage-unmapped': (p) =>
      words(
        `Die Phase ${quoted(p, 'stage')} gehört nicht zur Pipeline`,
        'Ihre Deals stehen in einer eigenen Zeile; mit stages="…" lassen sich alle Phasen nennen.',
      ),
    'stage-order-guessed': () =>
      words(
        'Die Reihenfolge der Phasen steht nicht in den Daten; sie folgt ihrem ersten Vorkommen',
        'Festlegen lässt sie sich mit stages="Erste, Zweite, Gewonnen, Verloren".',
      ),
    'stage-duplicate': (p) =>
      words(`Die Phase ${quoted(p, 'stage')} kommt in der Pipeline zweimal vor`, 'Die erste gilt.'),
    'kind-inferred': (p) =>
      words(
        `Die Phase ${quoted(p, 'stage')} gilt wegen ihres Namens als ${wordOr(KINDS, text(p, 'kind'))}`,
        'Wenn das nicht stimmt, bitte ihre Art in den Daten angeben.',
      ),
    'kind-unknown': () =>
      words(
        'Von keiner Phase ist bekannt, ob sie gewonnen oder verloren bedeutet; alle Deals gelten als offen',
        'Bitte die Phasen mit stages="…" nennen oder ihre Art in den Daten angeben.',
      ),
    'pipeline-unknown': (p) =>
      words(
        `Eine Pipeline ${quoted(p, 'pipeline')} gibt es nicht`,
        'Bitte den Namen mit denen in den Daten vergleichen.',
      ),
    'visit-added': () =>
      words('Diesem geschlossenen Deal fehlte der letzte Schritt; er wurde aus dem Abschlussdatum ergänzt'),
    'visit-order': () =>
      words('Die Schritte dieses Deals standen nicht in zeitlicher Folge und wurden sortiert'),
    'closed-before-created': () =>
      words(
        'Dieser Deal wurde geschlossen, bevor er erstellt wurde',
        'Seine Tage bis zum Abschluss zählen nicht.',
      ),
    'closed-after-data': (p) =>
      words(
        `Dieser Deal endet am ${quoted(p, 'value')}, später als der Stand dieser Daten`,
        'Er gilt als gewonnen oder verloren, zählt aber in keinem Zeitraum.',
      ),
    'currency-unknown': (p) =>
      words(
        `${quoted(p, 'value')} ist kein Währungskürzel`,
        'Gebraucht werden drei Buchstaben wie EUR oder USD.',
      ),
    'currency-mixed': (p, format) =>
      words(
        `Die Beträge sind in ${listed(p, 'currencies', format) || 'mehreren Währungen'} angegeben, und Wechselkurse fehlen`,
        'Sie werden nicht addiert; gebraucht werden Kurse und eine Berichtswährung.',
      ),
    'time-zone-assumed': () =>
      words(
        'Die Daten nennen keine Zeitzone; angenommen wurde UTC',
        'Festlegen lässt sie sich mit time-zone, z. B. Europe/Berlin.',
      ),
    'time-zone-unknown': (p) =>
      words(`${quoted(p, 'value')} ist keine Zeitzone`, 'Gebraucht wird ein Name wie Europe/Berlin.'),
    'owner-unknown': (p) =>
      words(
        `Die zuständige Person ${quoted(p, 'owner')} steht nicht in der Liste der Personen`,
        'Statt eines Namens erscheint die ID.',
      ),
    'sum-unsafe': () =>
      words('Eine Summe ist zu groß, um genau zu sein', 'Vermutlich ist ein Betrag viel zu groß.'),
    'rates-missing': (p) =>
      words(
        `Beträge lassen sich nicht in ${quoted(p, 'currency')} zeigen: Es fehlen Wechselkurse`,
        'Jeder bleibt in seiner Währung. Die Kurse gehören in die Daten.',
      ),
    'past-unknown': (p) =>
      words(
        `Wo die Deals am ${quoted(p, 'value')} standen, steht nicht in diesen Daten`,
        'Gezeigt wird nur, was bis dahin abgeschlossen war. Es fehlen die Tage der Phasenwechsel.',
      ),
    'setting-invalid': (p) =>
      words(
        `Die Einstellung ${text(p, 'name')}=${quoted(p, 'value')} ist nicht möglich`,
        possibleValues(p)
          ? `Sie wurde übergangen. Möglich ist: ${possibleValues(p)}.`
          : 'Sie wurde übergangen; bitte mit der Dokumentation vergleichen.',
      ),
  },
  problems: {
    'load-failed': (p) =>
      words(
        `Die Daten konnten nicht geladen werden${unanswered(p)}`,
        text(p, 'site')
          ? `Die Adresse ist ${text(p, 'url')}, auf einer anderen Website als diese Seite. Lässt sie sich in diesem Browser öffnen, erlaubt ${text(p, 'site')} es fremden Seiten nicht, sie zu lesen (CORS): Dann gehört die Datei neben die Seite.`
          : text(p, 'url')
            ? `Die Adresse ist ${text(p, 'url')}. Bitte prüfen, ob sie sich in diesem Browser öffnen lässt.`
            : 'Bitte die Verbindung prüfen und es erneut versuchen.',
      ),
    'no-data': () =>
      words(
        'Es sind keine Daten angegeben',
        'Bitte an diesem Element src oder data setzen oder es in einen pipeline-provider stellen.',
      ),
    'provider-unknown': (p) =>
      words(
        `Es gibt keinen pipeline-provider mit der ID ${quoted(p, 'id')}`,
        'Bitte die ID mit der des Providers vergleichen.',
      ),
    'provider-ambiguous': (p, format) =>
      words(
        'Auf dieser Seite gibt es mehrere Provider, und keiner ist genannt',
        `Einen davon mit provider="…" nennen: ${listed(p, 'ids', format)}.`,
      ),
    'protocol-mismatch': () =>
      words(
        'Die Versionen dieses Widgets und seines Providers passen nicht zusammen',
        'Bitte auf dieser Seite nur eine Version von pipeline-elements laden.',
      ),
    'summary-lacks': () =>
      words('Eine Zahl, die hier gebraucht wird, wurde nicht berechnet', 'Bitte die Seite neu laden.'),
  },
  unknown: ({ code }) => words(`Mit den Daten stimmt etwas nicht: ${code}`),
  where({ line, column, dealId }, format) {
    const parts = [
      ...(line === undefined ? [] : [`Zeile ${format.number(line, { useGrouping: false })}`]),
      ...(column === undefined || column === ''
        ? []
        : [`Spalte ${/^\d+$/.test(String(column)) ? column : `„${column}“`}`]),
      ...(line === undefined && dealId ? [`Deal ${dealId}`] : []),
    ];
    return parts.join(', ');
  },
  leftOut: {
    'no-created-date': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal ohne Erstelldatum lässt sich diesem Zeitraum nicht zuordnen und fehlt hier.',
        other: '# Deals ohne Erstelldatum lassen sich diesem Zeitraum nicht zuordnen und fehlen hier.',
      }),
    'no-closed-date': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal ohne Abschlussdatum lässt sich diesem Zeitraum nicht zuordnen und fehlt hier.',
        other: '# Deals ohne Abschlussdatum lassen sich diesem Zeitraum nicht zuordnen und fehlen hier.',
      }),
    'no-expected-date': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal ohne erwartetes Abschlussdatum lässt sich keinem Zeitraum zuordnen und fehlt hier.',
        other: '# Deals ohne erwartetes Abschlussdatum lassen sich keinem Zeitraum zuordnen und fehlen hier.',
      }),
    'no-entry-date': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal ohne Eintrittsdatum seiner Phase fehlt hier.',
        other: '# Deals ohne Eintrittsdatum ihrer Phase fehlen hier.',
      }),
    'no-amount': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal ohne Betrag zählt mit, trägt aber kein Geld bei.',
        other: '# Deals ohne Betrag zählen mit, tragen aber kein Geld bei.',
      }),
    'no-stage': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal ohne erfasste Phase steht in einer eigenen Zeile.',
        other: '# Deals ohne erfasste Phase stehen in einer eigenen Zeile.',
      }),
    'unmapped-stage': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal in einer Phase außerhalb der Pipeline steht in einer eigenen Zeile.',
        other: '# Deals in einer Phase außerhalb der Pipeline stehen in einer eigenen Zeile.',
      }),
    'stage-at-loss-unknown': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal ging verloren, ohne dass die Phase erfasst ist: Er zählt nur in der ersten Zeile.',
        other:
          '# Deals gingen verloren, ohne dass die Phase erfasst ist: Sie zählen nur in der ersten Zeile.',
      }),
    'stage-then-unknown': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal fehlt hier: Wo er an diesem Tag stand, steht nicht in diesen Daten.',
        other: '# Deals fehlen hier: Wo sie an diesem Tag standen, steht nicht in diesen Daten.',
      }),
    'no-probability': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal ohne Wahrscheinlichkeit fehlt in gewichteten Beträgen.',
        other: '# Deals ohne Wahrscheinlichkeit fehlen in gewichteten Beträgen.',
      }),
    'mixed-currencies': ({ n }, format) =>
      format.plural(n, {
        one: '# Deal hat einen Betrag in anderer Währung, und Wechselkurse fehlen: Er wird nicht addiert.',
        other:
          '# Deals haben Beträge in mehreren Währungen, und Wechselkurse fehlen: Sie werden nicht addiert.',
      }),
  },
  empty: {
    title: 'Noch keine Deals',
    reason: 'Die Daten wurden gelesen, aber kein Deal darin zählt hier.',
  },
  emptyFiltered: {
    title: 'Keine passenden Deals',
    reason:
      'In den Daten gibt es Deals, aber Zeitraum, Stichtag und Filter lassen hier keinen übrig. Deals ohne Datum lassen sich nicht einordnen.',
  },
  needs: {
    history: {
      title: 'Phasenverlauf fehlt',
      reason: 'Diese Daten nennen nur die jetzige Phase jedes Deals. Es fehlt, wann die Deals weitergingen.',
    },
    probabilities: {
      title: 'Wahrscheinlichkeiten fehlen',
      reason:
        'Keine Phase und kein Deal nennt eine Chance auf den Gewinn. Erst damit lassen sich Beträge gewichten.',
    },
    rates: {
      title: 'Wechselkurse fehlen',
      reason: 'Die Beträge sind in mehreren Währungen angegeben und werden ohne Kurse nicht addiert.',
    },
    'closed-deals': {
      title: 'Abgeschlossene Deals fehlen',
      reason: 'Noch ist kein Deal gewonnen oder verloren, es gibt also nichts zu messen.',
    },
  },
  staleNote: ({ at, reason }) => `Das sind die Daten vom ${at}: Erneutes Laden schlug fehl. ${reason}`,
  issuesFound: ({ count }, format) =>
    format.plural(count, {
      one: '# Stelle in den Daten prüfen',
      other: '# Stellen in den Daten prüfen',
    }),
  notesFound: ({ count }, format) =>
    format.plural(count, {
      one: '# Hinweis zum Lesen der Daten',
      other: '# Hinweise zum Lesen der Daten',
    }),
  moreIssues: ({ count }, format) => format.plural(count, { one: 'und # weitere', other: 'und # weitere' }),
  times: ({ count }, format) =>
    `${format.plural(count, { one: 'Einmal', other: '#-mal' })} gefunden, dies ist die erste Stelle.`,
};
