import { render } from 'preact';
import { App } from './app';
import { firstLanguage, keepLanguage, loadWords } from './words';

const RETRY_MS = 1000;
const root = document.getElementById('app')!;

// Without words there is nothing to show: they are asked for until they come.
async function begin(): Promise<void> {
    try {
        const language = firstLanguage();
        await loadWords(language);
        keepLanguage(language);
        render(<App />, root);
    } catch {
        setTimeout(() => void begin(), RETRY_MS);
    }
}

void begin();
