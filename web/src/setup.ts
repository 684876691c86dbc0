// What is set up, a row a kind: how it is asked for, what a list shows of it, and what its form asks.
import type { Member } from './quality';
import type { Word } from './words';

export type Value = string | number | boolean | undefined | Row[];
export interface Row {
    [member: string]: Value;
}
export interface Thing extends Row {
    journal_position?: number;
}

export interface Field {
    member: Word | Member; // whose word is its label
    type: 'text' | 'code' | 'integer' | 'number' | 'date' | 'time' | 'flag' | 'choice' | 'rows';
    required?: boolean;
    hint?: Word;
    choices?: string[];
    of?: Field[]; // of rows
}

export interface Kind {
    name: 'stations' | 'operators' | 'tools' | 'accounts'; // of the resource, in the address, and its word
    key: 'station' | 'operator' | 'tool' | 'account'; // member that names one
    role: 'plan' | 'administer';
    columns: Word[]; // members, whose words are theirs
    fields: Field[]; // what PUT takes, but for the key
}

const ROLES = ['viewer', 'operator', 'quality', 'planner', 'admin'];

export const KINDS: Kind[] = [
    {
        name: 'stations', key: 'station', role: 'plan',
        columns: ['name', 'type', 'bays', 'state'],
        fields: [
            { member: 'name', type: 'text', required: true },
            { member: 'type', type: 'text', required: true, hint: 'station_type_hint' },
            { member: 'capacity', type: 'integer' },
            { member: 'power_w', type: 'integer' },
            { member: 'coolant_lpm', type: 'number' },
            { member: 'bays', type: 'rows', of: [
                { member: 'bay', type: 'code', required: true },
                { member: 'power_w', type: 'integer' },
                { member: 'coolant_lpm', type: 'number' },
            ] },
        ],
    },
    {
        name: 'operators', key: 'operator', role: 'plan',
        columns: ['name', 'badge', 'skills', 'pin_set', 'left'],
        fields: [
            { member: 'name', type: 'text' },
            { member: 'badge', type: 'code', hint: 'badge_hint' },
            { member: 'skills', type: 'rows', of: [
                { member: 'skill', type: 'text', required: true },
                { member: 'expires', type: 'date' },
            ] },
            { member: 'left', type: 'flag' },
        ],
    },
    {
        name: 'tools', key: 'tool', role: 'plan',
        columns: ['name', 'type', 'calibration_due', 'withdrawn'],
        fields: [
            { member: 'name', type: 'text' },
            { member: 'type', type: 'text', required: true, hint: 'tool_type_hint' },
            { member: 'calibration_due', type: 'date' },
            { member: 'withdrawn', type: 'flag' },
        ],
    },
    {
        name: 'accounts', key: 'account', role: 'administer',
        columns: ['name', 'role', 'password', 'disabled'],
        fields: [
            { member: 'name', type: 'text' },
            { member: 'role', type: 'choice', choices: ROLES, required: true },
            { member: 'disabled', type: 'flag' },
        ],
    },
];

const DAY = 'YYYY-MM-DD'.length; // what somebody typed; a time that was there stays as it is

// What a form keeps of a thing: the members that PUT takes, as a form has them.
export function draftOf(fields: Field[], thing: Row): Row {
    return Object.fromEntries(
        fields.map(({ member, type, of }) => {
            const value = thing[member];
            if (type === 'rows') return [member, ((value as Row[]) ?? []).map((row) => draftOf(of!, row))];
            if (type === 'flag') return [member, value === true];
            return [member, value === undefined ? '' : String(value)];
        }),
    );
}

// And the other way: what is empty is left out.
export function bodyOf(fields: Field[], draft: Row): Row {
    const body: Row = {};
    for (const { member, type, of } of fields) {
        const value = draft[member];
        if (type === 'rows') body[member] = (value as Row[]).map((row) => bodyOf(of!, row));
        else if (type === 'flag') body[member] = value === true;
        else if (typeof value === 'string' && value.trim() !== '') {
            const text = value.trim();
            body[member] =
                type === 'integer' || type === 'number' ? Number(text)
                : type === 'date' && text.length === DAY ? `${text}T00:00:00Z`
                : type === 'time' ? (new Date(text).toJSON() ?? text) // the browser's, sent as UTC
                : text;
        }
    }
    return body;
}
