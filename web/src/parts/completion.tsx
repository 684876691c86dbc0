import type { Forecast } from '../api';
import { spanOf, toneOfForecast } from '../order';
import { useWords } from '../words';
import { Mark } from './mark';

// The dates of a forecast in words, and the mark of one that does not keep its due date.
export function Dates({ forecast }: { forecast: Pick<Forecast, 'p50' | 'p90' | 'due'> }) {
    const { say, time } = useWords();
    const { p50, p90 } = forecast;
    if (!p50) return <span class="warn term">▲ {say('no_date')}</span>;
    const tone = toneOfForecast(forecast);
    return (
        <>
            <span class="term">
                {time(p50)} <span class="quiet">{say('at_50')}</span>
            </span>{' '}
            <span class="term">
                {p90 ? time(p90) : say('no_date')} <span class="quiet">{say('at_90')}</span>
            </span>{' '}
            {tone !== 'calm' && <Mark state={tone === 'bad' ? 'late' : 'at_risk'} />}
        </>
    );
}

// From now to the last of the dates: the band from 50 % to 90 %, and the due date as a line through it.
export function Completion({ now, forecast }: { now: string; forecast: Forecast }) {
    const { say, time } = useWords();
    const span = spanOf(now, forecast);
    const tone = toneOfForecast(forecast);
    const { late_probability: late } = forecast;
    const told = [
        ...(forecast.p50 ? [`${say('forecast')} ${time(forecast.p50)} ${say('at_50')}`] : []),
        ...(forecast.p90 ? [`${time(forecast.p90)} ${say('at_90')}`] : []),
        ...(forecast.due ? [`${say('due')} ${time(forecast.due)}`] : []),
    ];
    const mark = (x: number | undefined, name: string, word: string) =>
        x !== undefined && (
            <>
                <line class={name} x1={`${x}%`} x2={`${x}%`} y1="14" y2="46" />
                <text class={name} x={`${x}%`} y={name === 'due' ? 11 : 58} text-anchor={x < 12 ? 'start' : x > 88 ? 'end' : 'middle'}>
                    {word}
                </text>
            </>
        );
    return (
        <figure class={`completion ${tone}`}>
            {span && (
                <svg height="60" role="img" aria-label={told.join(', ')}>
                    <line class="axis" x1="0" x2="100%" y1="30" y2="30" />
                    {span.p50 !== undefined && (
                        <rect x={`${span.p50}%`} y="20" height="20" width={`${Math.max((span.p90 ?? 100) - span.p50, 0.5)}%`} rx="3" />
                    )}
                    {mark(span.now, 'now', say('now'))}
                    {mark(span.due, 'due', say('due'))}
                </svg>
            )}
            <figcaption>
                <Dates forecast={forecast} />{' '}
                {late !== undefined && (
                    <span class="quiet term">
                        {say('late_probability')} {Math.round(late * 100)} %
                    </span>
                )}{' '}
                {forecast.stopped > 0 && (
                    <span class="warn term">
                        ▲ {forecast.stopped} {say('without_date')}
                    </span>
                )}{' '}
                {forecast.bottleneck && (
                    <span class="quiet term">
                        {say('bottleneck')}: {forecast.bottleneck}
                    </span>
                )}
            </figcaption>
        </figure>
    );
}
