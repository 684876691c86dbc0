export const en = {
    sign_in: 'Sign in',
    session_ended: 'The session has ended. Sign in again, and go on where you were.',
    your_account: 'Name',
    your_password: 'Password',
    or_a_token: 'or with a token',
    your_token: 'Your token',
    token_hint:
        'An administrator makes it: racklined token, or rackline token make. It stays in this browser until it ends.',
};

export const ja: Record<keyof typeof en, string> = {
    sign_in: 'サインイン',
    session_ended: 'セッションが終了しました。もう一度サインインすると、続きから作業できます。',
    your_account: 'アカウント名',
    your_password: 'パスワード',
    or_a_token: 'またはトークンで',
    your_token: 'トークン',
    token_hint: '管理者が racklined token または rackline token make で作成します。ブラウザを閉じるまで保持されます。',
};
