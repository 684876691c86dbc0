// A chart of individual values. What draws it is loaded where one is shown, and nowhere else.
import { useEffect, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import type { AlignedData, Options, Series } from 'uplot';
import { OLD_PAGE } from '../api';
import type { Characteristic } from '../statistics';
import { Notice } from './notice';

const HEIGHT = 320;

export interface Labels {
    value: string;
    mean: string;
    control: string;
    limit: string;
    alarm: string;
    samples: string;
}

// A level over the whole chart; nothing where there is none.
const level = (samples: number, value: number | undefined): (number | null)[] => Array(samples).fill(value ?? null);

function optionsOf(labels: Labels, width: number, colour: (name: string) => string): Options {
    const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--edge'), width: 1 }, ticks: { stroke: colour('--edge') } };
    const line = (label: string, stroke: string, dash: number[]): Series => ({
        label,
        stroke,
        width: 1.5,
        dash,
        points: { show: false },
    });
    return {
        width,
        height: HEIGHT,
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { show: false } },
        scales: { x: { time: false } },
        axes: [{ ...axis, label: labels.samples }, { ...axis, size: 64 }],
        series: [
            {},
            { label: labels.value, stroke: colour('--done'), width: 1, points: { show: true, size: 5, fill: colour('--done') } },
            {
                label: labels.alarm,
                stroke: colour('--bad'),
                width: 0,
                points: { show: true, size: 11, width: 2, fill: colour('--card') },
            },
            line(labels.mean, colour('--quiet'), []),
            line(labels.control, colour('--warn'), [6, 4]),
            line(labels.control, colour('--warn'), [6, 4]),
            line(labels.limit, colour('--bad'), [2, 3]),
            line(labels.limit, colour('--bad'), [2, 3]),
        ],
    };
}

function dataOf(chart: Characteristic): AlignedData {
    const { samples } = chart;
    const values = samples.map((sample) => sample.value);
    const alarming = new Set(chart.alarms.map((alarm) => alarm.measurement));
    const over = (value: number | undefined) => level(samples.length, value);
    return [
        samples.map((_, index) => index + 1),
        values,
        samples.map((sample) => (alarming.has(sample.measurement) ? sample.value : null)),
        over(chart.mean),
        over(chart.lower_control),
        over(chart.upper_control),
        over(chart.lower),
        over(chart.upper),
    ];
}

export function ControlChart({ chart, labels }: { chart: Characteristic; labels: Labels }) {
    const place = useRef<HTMLDivElement>(null);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
        const box = place.current;
        if (!box) return;
        const style = getComputedStyle(box);
        let drawn: uPlot | undefined;
        let gone = false;
        const watch = new ResizeObserver(() => drawn?.setSize({ width: box.clientWidth, height: HEIGHT }));
        void import('uplot').then(
            ({ default: Plot }) => {
                if (gone) return;
                drawn = new Plot(optionsOf(labels, box.clientWidth, (name) => style.getPropertyValue(name)), dataOf(chart), box);
                watch.observe(box);
            },
            () => setFailed(true),
        );
        return () => {
            gone = true;
            watch.disconnect();
            drawn?.destroy();
        };
    }, [chart, labels.value]);
    return failed ? <Notice problem={OLD_PAGE} /> : <div class="plot" ref={place} aria-hidden="true" />;
}
