// Everything that the pages say, in both languages: a word that lacks one does not compile. Each page has its own file
// of words; none may define what another does. web/build.mjs makes a file of data of each language; the pages take but
// the names of the words from here.
import * as shell from './words/shell';
import * as states from './words/states';
import * as things from './words/things';
import * as line from './words/line';
import * as orders from './words/orders';
import * as unit from './words/unit';
import * as quality from './words/quality';
import * as formulas from './words/formulas';
import * as entries from './words/entries';
import * as sign_in from './words/sign_in';
import * as setup from './words/setup';
import * as station from './words/station';
import * as refusals from './words/refusals';
import * as problems from './words/problems';

export const en = {
    ...shell.en,
    ...states.en,
    ...things.en,
    ...line.en,
    ...orders.en,
    ...unit.en,
    ...quality.en,
    ...formulas.en,
    ...entries.en,
    ...sign_in.en,
    ...setup.en,
    ...station.en,
    ...refusals.en,
    ...refusals.remedies(refusals.en),
    ...problems.en,
};

export type Word = keyof typeof en;

export const ja: Record<Word, string> = {
    ...shell.ja,
    ...states.ja,
    ...things.ja,
    ...line.ja,
    ...orders.ja,
    ...unit.ja,
    ...quality.ja,
    ...formulas.ja,
    ...formulas.formulas,
    ...entries.ja,
    ...sign_in.ja,
    ...setup.ja,
    ...station.ja,
    ...refusals.ja,
    ...refusals.remedies(refusals.ja),
    ...problems.ja,
};
