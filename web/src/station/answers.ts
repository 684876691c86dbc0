// What the daemon says to a station, as far as its screen shows it.
import type { Operation, Reason, Unit } from '../api';

// One thing that an operation still needs before it can complete.
export interface Need {
    position?: string;
    part_number?: string;
    unapproved?: boolean;
    characteristic?: string;
    samples?: number;
    check?: string;
    signature?: boolean;
}

// What was recorded in a run and fails it.
export interface Failing {
    characteristic?: string;
    check?: string;
    position?: string;
    value?: number;
    answer?: string;
}

export interface NextOperation {
    operation: string;
    name: string;
    state: string;
    may_start: boolean;
    may_complete: boolean;
    reasons: Reason[];
    needs: Need[];
    fails: Failing[];
}

export interface Next {
    serial: string;
    part_number: string;
    ship_reasons: Reason[]; // why it may not leave from here; of one that is not completed, or in another, none
    operations: NextOperation[];
}

// What is to come out of a unit before anything else.
export interface TakenOut {
    serial?: string;
    part_number: string;
    from: string; // serial number of the unit it is in
    position: string;
}

export interface DispatchItem {
    serial: string;
    part_number: string;
    order: string;
    priority: number;
    due?: string;
    late: boolean;
    operation: string;
    name: string;
    state: string;
    bay?: string;
    remaining_min?: number;
    take_out: TakenOut[]; // of what the operation filled
}

export interface Dispatch {
    station: string;
    type: string;
    state: string;
    items: DispatchItem[];
}

export interface StationFacts {
    station: string;
    name: string;
    type: string;
    state: string;
    bays?: { bay: string; power_w: number; coolant_lpm: number }[];
}

export interface Characteristic {
    name: string;
    unit_of_measure?: string;
    lower?: number;
    upper?: number;
    samples?: number;
    positions?: string;
}

export interface Check {
    name: string;
    question: string;
    answers?: string[];
    accepted?: string[];
    positions?: string;
}

export interface Line {
    positions: string;
    name: string;
    part_number: string;
    operation: string; // that fills the positions
    alternates?: { part_number: string }[];
    tracking: 'serial' | 'lot' | 'none';
    serial_pattern?: string;
    source?: 'make' | 'buy';
    revision?: string;
    quantity?: number;
    u_position?: number;
    u_height?: number;
}

export interface Step {
    operation: string;
    name: string;
    kind: string;
    station_type: string;
    after?: string[];
    required_skill?: string;
    required_tool?: string;
    sign_off?: string;
    characteristics?: Characteristic[];
    checks?: Check[];
    minimum_min?: number;
    burn_in?: { hours: number; power_w: number; coolant_lpm: number };
}

export interface Definition {
    part_number: string;
    revision: string;
    definition: { name: string; rack_units?: number; bill_of_materials: Line[]; routing: Step[] };
}

// Everything about the unit that stands at the station.
export interface OnBench {
    unit: Unit & { operations: Operation[] };
    next: Next;
    product: Definition;
    out?: TakenOut[];
}

export interface Person {
    operator: string;
    name: string;
    badge?: string; // what it says when it is scanned; absent: the code
    left?: boolean;
    pin?: boolean; // whether there is one
}

export interface Tool {
    tool: string;
    name?: string;
    type: string;
    calibration_due?: string;
    withdrawn?: boolean;
}

export interface Defect {
    defect: string;
    family: string;
    name: string;
    withdrawn?: boolean;
}

// What a station posts: the members of its type stand beside these.
export interface PostedEvent {
    id: string;
    type: string;
    at: string;
    unit?: string;
    unit_part_number?: string;
    operation?: string;
    operator?: string;
    [member: string]: unknown;
}

export type Draft = Omit<PostedEvent, 'id' | 'at'>;

export interface Outcome {
    status: number;
    entry?: { journal_position: number; result?: { verdict?: string; lower?: number; upper?: number } };
    problem?: { title: string; reasons?: Reason[] };
}
