import { href, type Place } from '../router';
import { useMay } from '../session';
import { KINDS } from '../setup';
import { useWords, type Word } from '../words';
import { Own } from './setup_own';
import { Products } from './setup_products';
import { Things } from './setup_things';
import { Tokens } from './setup_tokens';

// A section by the second word of the address; those that an administrator alone may see are shown to nobody else.
export function SetupPage({ rest }: { rest: Place }) {
    const { say } = useWords();
    const { administer } = useMay();
    const kinds = KINDS.filter((kind) => kind.role !== 'administer' || administer);
    const sections: { name: string; word: Word }[] = [
        { name: 'products', word: 'products' },
        ...kinds.map(({ name }) => ({ name, word: name as Word })),
        ...(administer ? [{ name: 'tokens', word: 'tokens' as Word }] : []),
        { name: 'own', word: 'own_account' },
    ];
    const here = sections.find((section) => section.name === rest[0]) ?? sections[0]!;
    const kind = kinds.find((each) => each.name === here.name);
    return (
        <>
            <div class="titled">
                <h1>{say('setup')}</h1>
                <nav class="sections" aria-label={say('setup')}>
                    {sections.map((section) => (
                        <a key={section.name} href={href('setup', section.name)} aria-current={section === here ? 'page' : undefined}>
                            {say(section.word)}
                        </a>
                    ))}
                </nav>
            </div>
            {kind && <Things key={kind.name} kind={kind} chosen={rest[1]} />}
            {here.name === 'products' && <Products rest={rest.slice(1)} />}
            {here.name === 'tokens' && <Tokens />}
            {here.name === 'own' && <Own />}
        </>
    );
}
