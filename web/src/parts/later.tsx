import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

// A part whose script is loaded when it is first shown.
export function later<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
    let loading: Promise<{ default: ComponentType<Props> }> | undefined;
    return function Later(props: Props) {
        const [Part, setPart] = useState<{ part: ComponentType<Props> }>();
        useEffect(() => {
            loading ??= load();
            void loading.then((module) => setPart({ part: module.default }));
        }, []);
        return Part ? <Part.part {...props} /> : null;
    };
}
