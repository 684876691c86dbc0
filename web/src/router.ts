import { useLayoutEffect, useState } from 'preact/hooks';

// Where a person is: the words after #/ in the address.
export type Place = string[];

// What was typed by hand may be no escape.
const decoded = (word: string): string => {
    try {
        return decodeURIComponent(word);
    } catch {
        return word;
    }
};

const read = (): Place =>
    location.hash
        .replace(/^#\/?/, '')
        .split('/')
        .filter((word) => word !== '')
        .map(decoded);

export const joined = (words: string[]): string => words.map(encodeURIComponent).join('/');

export const href = (...words: string[]): string => `#/${joined(words)}`;

export const go = (...words: string[]): void => {
    location.hash = href(...words);
};

// Instead of the place where one is, which is not to be gone back to.
export const goInstead = (...words: string[]): void => location.replace(href(...words));

export function usePlace(): Place {
    const [place, setPlace] = useState(read);
    // From the drawing on: an effect begins later, and would miss whoever goes elsewhere at once.
    useLayoutEffect(() => {
        const moved = () => {
            setPlace(read());
            document.getElementById('main')?.focus({ preventScroll: true });
            scrollTo(0, 0);
        };
        addEventListener('hashchange', moved);
        return () => removeEventListener('hashchange', moved);
    }, []);
    return place;
}
