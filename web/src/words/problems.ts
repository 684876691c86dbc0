// Why a request was refused, by the fault's code (lib/base/fault.h), where a page has more to say than the daemon.
export const en = {
    'fault signed-in': 'Without an answer nobody is signed out: you are signed in still. Try again when the network is back.',
    'fault no-answer': 'The daemon does not answer. This page asks again by itself.',
    'fault not-found': 'There is no such thing. Look for it under Quality, Trace.',
    'fault forbidden': 'Your role may not do this. Sign in as somebody who may.',
    'fault unauthenticated': 'You are not signed in.',
    'fault old-page': 'A piece of this page did not come. Where Rackline was upgraded meanwhile, load the page again.',
    load_again: 'Load it again',
};

export const ja: Record<keyof typeof en, string> = {
    'fault signed-in': '応答がないためサインアウトできません。まだサインインしたままです。ネットワークが戻ってからやり直してください。',
    'fault no-answer': 'サーバーが応答しません。自動的に再接続します。',
    'fault not-found': '見つかりません。「品質」の「トレース」で検索してください。',
    'fault forbidden': 'この権限ではできません。権限のある人がサインインしてください。',
    'fault unauthenticated': 'サインインしていません。',
    'fault old-page': '画面の一部を読み込めませんでした。Rackline が更新された場合は、画面を再読み込みしてください。',
    load_again: '再読み込み',
};
