export const en = {
    sign_in: 'Sign in',
    session_ended: 'The session has ended. Sign in again, and go on where you were.',
    your_account: 'Name',
    your_password: 'Password',
    or_a_token: 'or with a token',
    password_wrong: 'This name and this password do not belong together.',
    too_often: 'Too many attempts failed. Wait a little, then try again.',
    tls_needed: 'A browser stays signed in over https, or on the machine that Rackline runs on. Open this page with https.',
    your_token: 'Your token',
    token_hint:
        'An administrator makes it: racklined token, or rackline token make. It stays in this browser until it ends.',
    token_wrong: 'No such token is known, or it was revoked.',
};

export const ja: Record<keyof typeof en, string> = {
    sign_in: 'サインイン',
    session_ended: 'セッションが終了しました。もう一度サインインすると、続きから作業できます。',
    your_account: 'アカウント名',
    your_password: 'パスワード',
    or_a_token: 'またはトークンで',
    password_wrong: 'アカウント名とパスワードが一致しません。',
    too_often: '失敗が続いたため、しばらく受け付けません。少し待ってからやり直してください。',
    tls_needed: 'サインインを保つには https が必要です（Rackline が動くマシン上を除く）。https で開いてください。',
    your_token: 'トークン',
    token_hint: '管理者が racklined token または rackline token make で作成します。ブラウザを閉じるまで保持されます。',
    token_wrong: 'このトークンは登録されていないか、取り消されています。',
};
