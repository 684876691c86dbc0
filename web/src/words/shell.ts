// What stands around every page.
export const en = {
    line: 'Line',
    orders: 'Orders',
    sign_out: 'Sign out',
    training: 'TRAINING: nothing here was ever built',
    language: 'Language',
    skip: 'Skip to content',
    no_answer: 'The daemon does not answer. This page asks again by itself.',
    loading: 'Loading',
    not_found: 'There is no such thing. Look for it under Quality, Trace.',
    forbidden: 'Your role may not see this. Sign in as somebody who may.',
};

export const ja: Record<keyof typeof en, string> = {
    line: 'ライン',
    orders: '製造指図',
    sign_out: 'サインアウト',
    training: '訓練用：ここに実際の製品はありません',
    language: '言語',
    skip: '本文へ移動',
    no_answer: 'サーバーが応答しません。自動的に再接続します。',
    loading: '読み込み中',
    not_found: '見つかりません。「品質」の「トレース」で検索してください。',
    forbidden: 'この権限では表示できません。権限のある人がサインインしてください。',
};
