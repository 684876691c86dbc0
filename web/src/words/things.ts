// What is spoken of on several pages.
export const en = {
    order: 'Order',
    units: 'Units',
    station: 'Station',
    operation: 'Operation',
    position: 'Position',
    part: 'Part',
    serial: 'Serial',
    lot: 'Lot',
    supplier: 'Supplier',
    country: 'Country',
    state: 'State',
    search: 'Search',
    nothing_found: 'Nothing matches.',
    minutes: 'min',
};

export const ja: Record<keyof typeof en, string> = {
    order: '製造指図',
    units: 'ユニット',
    station: 'ステーション',
    operation: '工程',
    position: '位置',
    part: '部品',
    serial: 'シリアル',
    lot: 'ロット',
    supplier: '仕入先',
    country: '原産国',
    state: '状態',
    search: '検索',
    nothing_found: '該当なし。',
    minutes: '分',
};
