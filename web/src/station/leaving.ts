// How the unit on the bench leaves: with whom, and under which number.
import type { Acts, Shipment } from './acts';

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
