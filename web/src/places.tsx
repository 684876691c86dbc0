import type { JSX } from 'preact';
import { LinePage } from './pages/line';
import { OrderPage } from './pages/order';
import { OrdersPage } from './pages/orders';
import { QualityPage } from './pages/quality';
import { SetupPage } from './pages/setup';
import { StationPage } from './pages/station';
import { UnitPage } from './pages/unit';
import { Empty } from './parts/notice';
import type { Place } from './router';
import { useWords, type Word } from './words';

// A page by the first word of its address. One with a tab stands in the header; the words after the first are the page's
// own.
export interface Row {
    name: string;
    tab?: Word;
    page: (rest: Place) => JSX.Element;
}

export const PLACES: Row[] = [
    { name: 'line', tab: 'line', page: () => <LinePage /> },
    { name: 'orders', tab: 'orders', page: ([order]) => (order === undefined ? <OrdersPage /> : <OrderPage order={order} />) },
    { name: 'quality', tab: 'quality', page: (rest) => <QualityPage rest={rest} /> },
    { name: 'station', tab: 'station', page: () => <StationPage /> },
    { name: 'setup', tab: 'setup', page: (rest) => <SetupPage rest={rest} /> },
    { name: 'units', page: ([serial, part]) => (serial === undefined ? <Nowhere /> : <UnitPage serial={serial} partNumber={part} />) },
];
const NOWHERE: Row = { name: '', page: () => <Nowhere /> };

function Nowhere() {
    const { say } = useWords();
    return (
        <Empty>
            {say('nowhere')} <a href="#/line">{say('to_line')}</a>
        </Empty>
    );
}

// Where no page is named, the line is.
export const rowAt = ([name = 'line']: Place): Row => PLACES.find((row) => row.name === name) ?? NOWHERE;
