import { href } from '../router';
import { useWords, type Word } from '../words';

export interface Section {
    name: string; // in the address, after that of the page
    word: Word;
}

// A page's name, and the way to each of its sections.
export function Titled({ page, sections, here }: { page: Word; sections: Section[]; here: Section }) {
    const { say } = useWords();
    return (
        <div class="titled">
            <h1>{say(page)}</h1>
            <nav class="sections" aria-label={say(page)}>
                {sections.map((section) => (
                    <a key={section.name} href={href(page, section.name)} aria-current={section === here ? 'page' : undefined}>
                        {say(section.word)}
                    </a>
                ))}
            </nav>
        </div>
    );
}
