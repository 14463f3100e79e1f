import qrcode from 'qrcode-generator';
import type { Window } from './rules.js';
import type { MovementPermitPaper } from './types.js';

/** Kazakhstan has one time. */
const CLOCK = new Intl.DateTimeFormat('ru-KZ', {
  ...{ timeZone: 'Asia/Almaty', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
});

/** As it is printed: day, month, year and hour, by the clock of the place. */
const printed = (at: Date): string => `${CLOCK.format(at).replace(', ', ' ')} (UTC+5)`;

const ROWS = {
  number: 'Нөмірі · Номер · Number',
  purpose: 'Мақсаты · Цель · Purpose',
  visit: 'Медициналық қабылдау · Медицинский приём · Medical visit',
  bearer: 'Кімге · Кому · For',
  bearers: 'Иесі және бір ілесуші · Предъявитель и один сопровождающий · The bearer and one companion',
  from: 'Басталуы · С · From',
  until: 'Дейін · До · Until',
  area: 'Шығу аймағы · Район отправления · Starting area',
  issuer: 'Берген · Выдал · Issued by',
  office: 'Рұқсат беру қызметі · Служба пропусков · Permit office',
} as const;

const REPEATED =
  'Осы мерзімде қайта-қайта жарамды. · Действует многократно в течение срока. · Valid repeatedly within this time.';
const CHECKED =
  'Тексеру: кодты ашып, иесінің құжатының соңғы төрт цифрын теріңіз. Желісіз — осы жазба бойынша. · ' +
  'Проверка: откройте код и введите последние четыре цифры документа предъявителя. Без сети — по этой записи. · ' +
  'To check: open the code and type the last four digits of the bearer’s document. Without a network, by what is written here.';

const STYLE = `body{font:12pt/1.4 sans-serif;max-width:17cm;margin:1cm auto;color:#000;background:#fff}h1{font-size:16pt}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3em 1em}dt{color:#444}dd{margin:0;font-weight:bold}svg{width:5cm;height:5cm}p{font-size:10pt}`;

export interface Printed extends Window {
  readonly number: string;
  readonly startArea: string;
}

/**
 * The paper, the same for everybody who goes to a doctor, in three languages at once: whoever looks at it chooses none. All that is put into it is
 * digits, codes and dates.
 */
export function paperOf({ number, startArea, from, until }: Printed, address: string): MovementPermitPaper {
  const code = qrcode(0, 'M');
  code.addData(address);
  code.make();
  const qr = code.createSvgTag({ cellSize: 4, margin: 16, scalable: true });
  const rows = [
    [ROWS.number, number.replace(/^(...)(...)/, '$1 $2 ')],
    [ROWS.purpose, ROWS.visit],
    [ROWS.bearer, ROWS.bearers],
    [ROWS.from, printed(from)],
    [ROWS.until, printed(until)],
    [ROWS.area, startArea],
    [ROWS.issuer, ROWS.office],
  ] as const;
  const lines = rows.map(([term, value]) => ({ term, value }));
  const terms = lines.map(({ term, value }) => `<dt>${term}</dt><dd>${value}</dd>`);
  const title = 'Рұқсат · Пропуск · Permit';
  const html = `<!doctype html>
<html lang="kk"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><dl>${terms.join('\n')}</dl><p>${REPEATED}</p>${qr}<p>${CHECKED}</p></body></html>
`;
  return { address, qr, title, lines, notes: [REPEATED, CHECKED], html };
}
