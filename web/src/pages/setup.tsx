import { type Section, Titled } from '../parts/titled';
import type { Place } from '../router';
import { useMay } from '../session';
import { KINDS } from '../setup';
import type { Word } from '../words';
import { Own } from './setup_own';
import { Products } from './setup_products';
import { Things } from './setup_things';
import { Tokens } from './setup_tokens';

// A section by the second word of the address; those that an administrator alone may see are shown to nobody else.
export function SetupPage({ rest }: { rest: Place }) {
    const { administer } = useMay();
    const kinds = KINDS.filter((kind) => kind.role !== 'administer' || administer);
    const sections: Section[] = [
        { name: 'products', word: 'products' },
        ...kinds.map(({ name }) => ({ name, word: name as Word })),
        ...(administer ? [{ name: 'tokens', word: 'tokens' as Word }] : []),
        { name: 'own', word: 'own_account' },
    ];
    const here = sections.find((section) => section.name === rest[0]) ?? sections[0]!;
    const kind = kinds.find((each) => each.name === here.name);
    return (
        <>
            <Titled page="setup" sections={sections} here={here} />
            {kind && <Things key={kind.name} kind={kind} chosen={rest[1]} />}
            {here.name === 'products' && <Products rest={rest.slice(1)} />}
            {here.name === 'tokens' && <Tokens />}
            {here.name === 'own' && <Own />}
        </>
    );
}
