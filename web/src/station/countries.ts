// ISO 3166-1: the number by which GS1 names a country, and its two letters. Those in which parts of a rack are made.
const LETTERS: Record<string, string> = {
    '036': 'AU', '040': 'AT', '056': 'BE', '076': 'BR', '100': 'BG', '124': 'CA', '156': 'CN', '158': 'TW', '188': 'CR',
    '203': 'CZ', '208': 'DK', '246': 'FI', '250': 'FR', '276': 'DE', '344': 'HK', '348': 'HU', '356': 'IN', '360': 'ID',
    '372': 'IE', '376': 'IL', '380': 'IT', '392': 'JP', '410': 'KR', '458': 'MY', '484': 'MX', '528': 'NL', '578': 'NO',
    '608': 'PH', '616': 'PL', '620': 'PT', '642': 'RO', '702': 'SG', '703': 'SK', '704': 'VN', '705': 'SI', '724': 'ES',
    '752': 'SE', '756': 'CH', '764': 'TH', '792': 'TR', '804': 'UA', '826': 'GB', '840': 'US',
};

// Two capital letters, or nothing: what is not understood is not claimed.
export function countryLetters(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    if (/^[A-Za-z]{2}$/.test(text)) return text.toUpperCase();
    return LETTERS[text];
}
