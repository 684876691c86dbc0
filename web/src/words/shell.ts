// What stands around every page.
export const en = {
    line: 'Line',
    orders: 'Orders',
    sign_out: 'Sign out',
    training: 'TRAINING: nothing here was ever built',
    language: 'Language',
    skip: 'Skip to content',
    loading: 'Loading',
    nowhere: 'There is no such page.',
    to_line: 'To the line',
    formless: 'This came of what you sent. What it was about has changed meanwhile.',
    overtaken: 'What your form was about has changed meanwhile, and the form is gone. How it stands now is below.',
    had_written: 'You had written',
};

export const ja: Record<keyof typeof en, string> = {
    line: 'ライン',
    orders: '製造指図',
    sign_out: 'サインアウト',
    training: '訓練用：ここに実際の製品はありません',
    language: '言語',
    skip: '本文へ移動',
    loading: '読み込み中',
    nowhere: 'このページはありません。',
    to_line: 'ラインへ',
    formless: '送信した内容への回答です。その間に対象の状態が変わりました。',
    overtaken: '入力中に対象の状態が変わったため、フォームはなくなりました。現在の状態は下に表示しています。',
    had_written: '入力していた内容',
};
