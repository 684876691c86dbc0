// A length of time in its two largest units, as a person would say it.
const UNITS = [
    { minutes: 1440, en: 'd', ja: '日' },
    { minutes: 60, en: 'h', ja: '時間' },
    { minutes: 1, en: 'min', ja: '分' },
];

export function duration(minutes: number, language: 'en' | 'ja'): string {
    let left = Math.max(0, Math.round(minutes));
    const first = Math.max(0, UNITS.findIndex((unit) => left >= unit.minutes));
    const parts = (left === 0 ? UNITS.slice(-1) : UNITS.slice(first, first + 2)).flatMap((unit) => {
        const count = Math.floor(left / unit.minutes);
        left -= count * unit.minutes;
        if (!count && minutes >= 1) return [];
        return [language === 'ja' ? `${count}${unit.ja}` : `${count} ${unit.en}`];
    });
    return parts.join(language === 'ja' ? '' : ' ');
}
