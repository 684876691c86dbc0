// Who is signed in, for what a page lets them do. The daemon asks again; a page only spares them a refusal.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from './api';

export const Signed = createContext<Session | undefined>(undefined);

// What lib/domain/role.h says.
const MAY = {
    judge: ['quality', 'admin'],
    lead: ['planner', 'quality', 'admin'],
    plan: ['planner', 'admin'],
    administer: ['admin'],
};

export function useMay(): Record<keyof typeof MAY, boolean> & { name: string; account: boolean } {
    const session = useContext(Signed);
    const may = (what: keyof typeof MAY) => session !== undefined && MAY[what].includes(session.role);
    return { judge: may('judge'), lead: may('lead'), plan: may('plan'), administer: may('administer'), name: session?.token ?? '', account: session?.account === true };
}
