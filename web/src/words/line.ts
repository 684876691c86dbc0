export const en = {
    stations: 'Stations',
    idle: 'free',
    work_in_process: 'Work by operation',
    no_stations: 'No station is defined.',
    no_stations_hint: 'A planner defines them: rackline station define.',
    no_orders: 'No order is on the floor.',
    no_orders_hint: 'A planner releases one: rackline order plan, rackline order release.',
};

export const ja: Record<keyof typeof en, string> = {
    stations: 'ステーション',
    idle: '空き',
    work_in_process: '工程別の仕掛り',
    no_stations: 'ステーションが登録されていません。',
    no_stations_hint: '計画担当が rackline station define で登録します。',
    no_orders: '現場に製造指図がありません。',
    no_orders_hint: '計画担当が rackline order plan と rackline order release で発行します。',
};
