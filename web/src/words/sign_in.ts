export const en = {
    sign_in: 'Sign in',
    your_token: 'Your token',
    token_hint:
        'An administrator makes it: racklined token, or rackline token make. It stays in this browser until it ends.',
    token_wrong: 'No such token is known, or it was revoked.',
};

export const ja: Record<keyof typeof en, string> = {
    sign_in: 'サインイン',
    your_token: 'トークン',
    token_hint: '管理者が racklined token または rackline token make で作成します。ブラウザを閉じるまで保持されます。',
    token_wrong: 'このトークンは登録されていないか、取り消されています。',
};
