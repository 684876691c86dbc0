// One of several, each by its name and as it is shown; empty: how it is shown that none is chosen, where none may be.
interface Props {
    label: string;
    names: [name: string, shown?: string][];
    value: string | undefined;
    onChoose: (name: string) => void;
    empty?: string;
    required?: boolean | undefined;
    disabled?: boolean;
}

export function Choice({ label, names, value = '', onChoose, empty, ...kept }: Props) {
    return (
        <label>
            <span>{label}</span>{' '}
            <select {...kept} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
                {empty !== undefined && <option value="">{empty}</option>}
                {names.map(([name, shown = name]) => (
                    <option key={name} value={name}>
                        {shown}
                    </option>
                ))}
            </select>
        </label>
    );
}
