// What time it is in the plant, by what the daemon said last: a browser's own clock may be wrong, and a training plant's
// runs faster. What is scanned says by it when that was. Pure.

export interface Told {
    plant: number; // ms, as the daemon said
    world: number; // ms, by the browser's clock at that moment
    rate: number;
}

export const told = (answer: { now: string; clock_rate: number }, world: number): Told => ({ plant: Date.parse(answer.now), world, rate: answer.clock_rate });

export const plantTime = (last: Told | undefined, world: number): string =>
    new Date(last ? last.plant + (world - last.world) * last.rate : world).toISOString();
