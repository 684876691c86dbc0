import { render } from 'preact';
import { App } from './app';
import { firstLanguage, loadWords } from './words';

const RETRY_MS = 1000;
const root = document.getElementById('app')!;

// Without words there is nothing to show: they are asked for until they come.
async function begin(): Promise<void> {
    try {
        await loadWords(firstLanguage());
        render(<App />, root);
    } catch {
        setTimeout(() => void begin(), RETRY_MS);
    }
}

void begin();
