// Bundles the pages and writes them as a C file of `const struct asset ASSETS[]` (daemon/racklined/asset.h): compressed,
// under names that change with what is in them. What draws charts is a file of its own, which nobody loads who sees none;
// so are the words of each language, as data. build.mjs OUTPUT
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { minify } from 'terser';

const SCRIPTS_MAX = 60 * 1024; // bytes of all of them together, compressed; and of what a page needs to begin, its words too
const source = join(dirname(fileURLToPath(import.meta.url)), 'src');

// Children as arguments instead of a member, which is the shorter way to say a tree: 800 bytes of all of them.
const withH = async ({ path }) => ({ loader: 'tsx', contents: `import { Fragment, h } from 'preact';${await readFile(path, 'utf8')}` });

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);

// terser names things so that they compress better than esbuild's: 2 KB less; and 300 bytes less than uPlot as its makers
// shortened it. Nobody asks a function how many arguments it takes, or makes things with one that has no `this`: 100 bytes.
const COMPRESS = { passes: 5, keep_fargs: false, unsafe_arrows: true };
const shortened = async (text) => Buffer.from((await minify(text, { module: true, ecma: 2020, compress: COMPRESS })).code);

const plot = await shortened(await readFile(join(source, '../node_modules/uplot/dist/uPlot.esm.js'), 'utf8'));
const plotName = `uplot-${digest(plot)}.js`;
const parts = {
    name: 'parts',
    setup: ({ onLoad, onResolve }) => {
        onLoad({ filter: /\.tsx$/ }, withH);
        onResolve({ filter: /^uplot$/ }, () => ({ path: `./${plotName}`, external: true }));
    },
};

const bundle = await build({
    entryPoints: { app: join(source, 'main.tsx'), style: join(source, 'style.css') },
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    target: ['es2022'],
    jsx: 'transform',
    jsxFactory: 'h',
    jsxFragment: 'Fragment',
    tsconfigRaw: {},
    plugins: [parts],
    legalComments: 'none',
    charset: 'utf8', // Japanese as it is: escaped it is twice as long
    logLevel: 'error',
});

const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

const assets = [];
for (const file of bundle.outputFiles) {
    const [, stem, suffix] = /(\w+)\.(js|css)$/.exec(file.path);
    const bytes = suffix === 'js' ? await shortened(file.text) : file.contents;
    assets.push({ stem, name: `${stem}-${digest(bytes)}.${suffix}`, type: TYPES[suffix], bytes });
}
assets.push({ stem: 'uplot', name: plotName, type: TYPES.js, bytes: plot });

const { outputFiles: [all] } = await build({ entryPoints: [join(source, 'all_words.ts')], bundle: true, write: false, format: 'esm' });
const words = await import(`data:text/javascript;base64,${Buffer.from(all.contents).toString('base64')}`);
for (const language of ['en', 'ja']) {
    const bytes = Buffer.from(JSON.stringify(words[language]));
    const stem = `words_${language}`;
    assets.push({ stem, name: `${stem}-${digest(bytes)}.json`, type: 'application/json', bytes });
}
let page = await readFile(join(source, 'index.html'), 'utf8');
for (const { stem, name } of assets) page = page.replace(`{${stem}}`, `/assets/${name}`);
assets.unshift({ name: '', type: 'text/html; charset=utf-8', bytes: Buffer.from(page) });

const array = (bytes) => [...bytes].map((byte) => byte.toString()).join(',').replace(/(.{100,115},)/g, '$1\n');
const part = `${process.argv[2]}.part`;
const compressed = [];
for (const asset of assets) {
    await writeFile(part, asset.bytes);
    compressed.push({ ...asset, zip: execFileSync('zopfli', ['-c', part]) });
}
await rm(part);
const sizeOf = (...stems) => compressed.filter(({ stem }) => stems.includes(stem)).reduce((sum, { zip }) => sum + zip.length, 0);
for (const stems of [['app', 'uplot'], ['app', 'words_en'], ['app', 'words_ja']]) {
    const size = sizeOf(...stems);
    if (size > SCRIPTS_MAX) throw new Error(`${stems.join(' and ')} are ${size} bytes compressed, and may be ${SCRIPTS_MAX}`);
}
const text = [
    '/* Made by web/build.mjs. */\n#include "racklined/asset.h"\n',
    ...compressed.map((asset, i) => `static const unsigned char BYTES_${i}[] = {\n${array(asset.zip)}};\n`),
    'const struct asset ASSETS[] = {',
    ...compressed.map(
        (asset, i) =>
            `    {"${asset.name}", "${asset.type}", "\\"${digest(asset.bytes)}\\"", BYTES_${i}, sizeof BYTES_${i}, ` +
            `${asset.name ? 'true' : 'false'}},`,
    ),
    '};',
    'const size_t ASSET_COUNT = sizeof ASSETS / sizeof *ASSETS;',
    '',
].join('\n');
await writeFile(process.argv[2], text);
