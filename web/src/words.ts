// Everything that a page says, in both languages: a word that lacks one does not compile. Each page has its own file of
// words; none may define what another does.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { duration } from './duration';
import * as shell from './words/shell';
import * as states from './words/states';
import * as things from './words/things';
import * as line from './words/line';
import * as orders from './words/orders';
import * as unit from './words/unit';
import * as quality from './words/quality';
import * as sign_in from './words/sign_in';

export type Language = 'en' | 'ja';

const en = {
    ...shell.en,
    ...states.en,
    ...things.en,
    ...line.en,
    ...orders.en,
    ...unit.en,
    ...quality.en,
    ...sign_in.en,
};

export type Word = keyof typeof en;

const ja: Record<Word, string> = {
    ...shell.ja,
    ...states.ja,
    ...things.ja,
    ...line.ja,
    ...orders.ja,
    ...unit.ja,
    ...quality.ja,
    ...sign_in.ja,
};

export const WORDS: Record<Language, Record<Word, string>> = { en, ja };

const KEPT = 'rackline-language';

export function firstLanguage(): Language {
    const kept = localStorage.getItem(KEPT) ?? navigator.language;
    return kept.startsWith('ja') ? 'ja' : 'en';
}

export function keepLanguage(language: Language): void {
    localStorage.setItem(KEPT, language);
    document.documentElement.lang = language;
}

export const Spoken = createContext<Language>('en');

export interface Speech {
    say: (word: Word) => string;
    // A word of the daemon's: a state, a disposition. One that is new to the page is shown as it came.
    state: (word: string | undefined) => string;
    time: (text: string | undefined) => string;
    // How long something takes, from minutes; and how long ago a time is.
    duration: (minutes: number) => string;
    age: (from: string, now: string) => string;
}

export function useWords(): Speech {
    const language = useContext(Spoken);
    const words = WORDS[language];
    return {
        say: (word) => words[word],
        duration: (minutes) => duration(minutes, language),
        age: (from, now) => duration((Date.parse(now) - Date.parse(from)) / 60000, language),
        state: (word) => (word === undefined ? '' : (words[word as Word] ?? word)),
        time: (text) =>
            text === undefined
                ? ''
                : new Date(text).toLocaleString(language === 'ja' ? 'ja-JP' : 'en-GB', {
                      month: 'short',
                      day: 'numeric',
                      hour: '2-digit',
                      minute: '2-digit',
                  }),
    };
}
