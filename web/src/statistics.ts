// The shapes of what is counted. A number comes with what it was divided from, or with why there is none.
import { get, type Line } from './api';

const DAY_MS = 86400000;

// Where a window of so many days begins that ends now, by the plant's clock.
export async function beginOf(days: number, signal: AbortSignal): Promise<string> {
    const { now } = await get<Line>('/v1/line', signal);
    return new Date(Date.parse(now) - days * DAY_MS).toISOString();
}

export interface Kpi {
    value?: number;
    no_data?: string;
    numerator?: number;
    denominator?: number;
}

export interface Window {
    from: string;
    to: string;
    counted_to: string;
    time_zone?: string;
    planned_min: number;
    shifts: { name: string; from: string; to: string }[];
}

export interface Formula {
    name: string;
    formula: string;
    source?: string;
}

interface Counted {
    window: Window;
    formulas: Formula[];
}

export interface Yields extends Counted {
    rolled_throughput_yield: Kpi;
    without_data: string[];
    operations: {
        operation: string;
        name: string;
        attempts: number;
        first_pass_yield: Kpi;
        rework_ratio: Kpi;
        first_failed: string[];
        cycle_min: { count: number; median?: number; ninetieth?: number };
    }[];
}

export interface Defects extends Counted {
    defects: number;
    false_fails: number;
    defects_per_unit: Kpi;
    codes: {
        code: string;
        family?: string;
        defects: number;
        share: number;
        cumulative_share: number;
        units: string[];
    }[];
}

export interface Sample {
    serial: string;
    position?: string;
    value: number;
    recorded: string;
    measurement: number;
}

export interface Characteristic extends Counted {
    lower?: number;
    upper?: number;
    mean?: number;
    lower_control?: number;
    upper_control?: number;
    sigma_within: Kpi;
    sigma_overall: Kpi;
    cp: Kpi;
    cpk: Kpi;
    pp: Kpi;
    ppk: Kpi;
    alarms: { rule: string; above: boolean; serial: string; measurement: number }[];
    samples: Sample[];
}
