// What the pages say, in the language of who reads it. The words are data beside the scripts (web/build.mjs), so that
// nobody loads those of the other language before asking for them.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Word } from './all_words';
import { duration } from './duration';

export type { Word };
export type Language = 'en' | 'ja';

const loaded: Partial<Record<Language, Record<string, string>>> = {};

// The page names the file of each language (index.html); without a network there is no other one than what is there.
export async function loadWords(language: Language): Promise<void> {
    if (loaded[language]) return;
    const path = document.querySelector<HTMLMetaElement>(`meta[name=words-${language}]`)!.content;
    const response = await fetch(path);
    if (!response.ok) throw new Error(String(response.status));
    loaded[language] = (await response.json()) as Record<string, string>;
}

const KEPT = 'rackline-language';

export function firstLanguage(): Language {
    const kept = localStorage.getItem(KEPT) ?? navigator.language;
    return kept.startsWith('ja') ? 'ja' : 'en';
}

// From now on the page speaks it, and so does the daemon to the page.
export function keepLanguage(language: Language): void {
    localStorage.setItem(KEPT, language);
    document.documentElement.lang = language;
}

export const Spoken = createContext<Language>('en');

export interface Speech {
    say: (word: Word) => string;
    // A word of the daemon's: a state, a disposition. One that is new to the page is shown as it came.
    state: (word: string | undefined) => string;
    // What a fault means to who reads a page, by its code; undefined where the daemon's own words say it.
    fault: (code: string) => string | undefined;
    // What to do about a refusal, by its code.
    remedy: (code: string) => string | undefined;
    // What a form calls the member that a pointer leads to.
    member: (pointer: string) => string;
    // What happened, by the type of its entry; what a number of the statistics is called; and its formula, undefined where
    // the daemon's own words say it.
    entry: (type: string) => string;
    kpi: (name: string) => string;
    formula: (name: string) => string | undefined;
    time: (text: string | undefined) => string;
    day: (text: string) => string;
    // How long something takes, from minutes; and how long ago a time is.
    duration: (minutes: number) => string;
    age: (from: string, now: string) => string;
}

const formats = new Map<string, Intl.DateTimeFormat>(); // to make one takes longer than to use it a hundred times

// The year only where it is another than that of now.
export function timeOf(time: Date, language: Language, now = new Date()): string {
    const thisYear = time.getFullYear() === now.getFullYear();
    const key = `${language} ${thisYear}`;
    const format =
        formats.get(key) ??
        new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
            ...(!thisYear && { year: 'numeric' }),
            month: 'short',
            day: 'numeric',
            hour: '2-digit',
            minute: '2-digit',
        });
    formats.set(key, format);
    return format.format(time);
}

// A day that a form was given, which is the same one wherever it is read (setup.ts).
export const dayOf = (text: string, language: Language): string =>
    new Date(text).toLocaleDateString(language === 'ja' ? 'ja-JP' : 'en-GB', { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });

export function useWords(): Speech {
    const language = useContext(Spoken);
    const words = loaded[language]!;
    return {
        say: (word) => words[word]!,
        fault: (code) => words[`fault ${code}`],
        remedy: (code) => words[`remedy ${code}`],
        duration: (minutes) => duration(minutes, language),
        age: (from, now) => duration((Date.parse(now) - Date.parse(from)) / 60000, language),
        state: (word) => (word === undefined ? '' : (words[word] ?? word)),
        member: (pointer) =>
            pointer
                .split('/')
                .filter(Boolean)
                .map((name) => (/^\d+$/.test(name) ? Number(name) + 1 : (words[`of_${name}`] ?? words[name] ?? name)))
                .join(' '),
        entry: (type) => words[`entry ${type}`] ?? type,
        kpi: (name) => words[`kpi ${name}`] ?? name,
        formula: (name) => words[`formula ${name}`],
        day: (text) => dayOf(text, language),
        time: (text) => (text === undefined ? '' : timeOf(new Date(text), language)),
    };
}
