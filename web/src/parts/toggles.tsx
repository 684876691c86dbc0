import { useWords, type Word } from '../words';

// One of several, each a button: for what a list shows.
export function Toggles<Value>({ label, options, value, onChoose }: { label: Word; options: [Value, Word][]; value: Value; onChoose: (value: Value) => void }) {
    const { say } = useWords();
    return (
        <div role="group" aria-label={say(label)}>
            {options.map(([each, word]) => (
                <button key={word} type="button" aria-pressed={each === value} onClick={() => onChoose(each)}>
                    {say(word)}
                </button>
            ))}
        </div>
    );
}
