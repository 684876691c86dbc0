// How the unit on the bench leaves: with whom, and under which number.
import type { Acts, Shipment } from './acts';
import { foreignForm } from './foreign';

// What is no number of a parcel: a PIN, the number of a button, a word, a web address, signs.
const isNone = (text: string): boolean => /^(\d{1,8}|.{1,5})$/.test(text) || /web|signs/.test(foreignForm(text) ?? '');

export class Leaving {
    shipment: Shipment = { carrier: '', tracking_number: '' };
    settled = false; // who carries it

    constructor(
        private readonly acts: Acts,
        private readonly changed: () => void,
    ) {}

    address(members: Partial<Shipment>): void {
        this.shipment = { ...this.shipment, ...members };
        this.changed();
    }

    // A scanned text that is no unit. The first number stays: a label has several bar codes. codes: of orders, stations
    // and bays. undefined: it was taken.
    takes(text: string, codes: string[]): 'is_no_parcel' | 'is_tracked' | undefined {
        const { tracking_number: there } = this.shipment;
        if (isNone(text) || codes.includes(text)) return 'is_no_parcel';
        if (there && there !== text) return 'is_tracked';
        this.address({ tracking_number: text });
        this.settle();
        return undefined;
    }

    settle(): void {
        this.settled = true;
        this.changed();
    }

    ship(): void {
        this.acts.ship(this.shipment);
        this.forget();
    }

    // The next unit may leave with the same carrier, but not under the same number.
    forget(): void {
        this.settled = false;
        this.shipment = { ...this.shipment, tracking_number: '' };
    }
}
