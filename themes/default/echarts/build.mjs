// Builds echarts.min.js, one classic script that sets the global `echarts`, from the packages that package-lock.json pins.
//
//   node build.mjs           writes the script, the licences of what is in it, and SHA256SUMS
//   node build.mjs --check   builds in memory, writes nothing, exits 1 when a committed file differs
//
// Either exits 2 when it cannot build.
//
// The same lock file gives the same bytes on any machine: nothing in the output depends on a path, a clock or a locale.
// Packages are installed into a temporary folder that is removed afterwards, since the theme's folder is embedded whole.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const here = import.meta.dirname;
const script = 'echarts.min.js';

// Each licence file here, and the package file it is a copy of. d3 and tslib are in the script by way of ECharts.
const licences = {
  LICENSE: 'echarts/LICENSE',
  NOTICE: 'echarts/NOTICE',
  'LICENSE-d3': 'echarts/licenses/LICENSE-d3',
  'LICENSE-tslib': 'tslib/LICENSE.txt',
  'LICENSE-zrender': 'zrender/LICENSE',
};

const banner = (version) => `/*!
 * Apache ECharts ${version}, custom build: line charts with marks and a tooltip, drawn as SVG.
 * Licensed under the Apache License, Version 2.0; see LICENSE and NOTICE.
 * Contains zrender and d3 (BSD-3-Clause) and tslib (0BSD); see the LICENSE files beside this one.
 * Not the file that the Apache Software Foundation releases: build.mjs makes it.
 */`;

// install puts the pinned packages into dir and returns their folder. No package's own script is run.
function install(dir) {
  for (const name of ['package.json', 'package-lock.json', 'entry.mjs']) copyFileSync(join(here, name), join(dir, name));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(dir, 'node_modules');
}

const readJSON = (file) => JSON.parse(readFileSync(file, 'utf8'));

// packages is the rollup plugin that finds `echarts/core` or `tslib` in modules; rollup alone follows only relative paths.
function packages(modules) {
  return {
    name: 'packages',
    resolveId(source) {
      if (source.startsWith('.') || isAbsolute(source)) return null;
      const file = source.includes('/') ? source : join(source, readJSON(join(modules, source, 'package.json')).module);
      return join(modules, file.endsWith('.js') ? file : `${file}.js`);
    },
  };
}

// bundle joins entry.mjs and what it reaches into one function. Only the entry acts on being loaded; any other module
// stays as far as something of it is used, or the bundle would hold all of ECharts.
async function bundle(dir, modules, rollup) {
  const input = join(dir, 'entry.mjs');
  const build = await rollup({
    input,
    plugins: [packages(modules)],
    treeshake: { moduleSideEffects: (id) => id === input },
    onwarn: (warning) => { throw new Error(warning.message); },
  });
  const { output } = await build.generate({ format: 'iife', name: 'echarts' });
  return output[0].code;
}

// shrink minifies. ASCII only, so that the script means the same whatever charset a host declares for it.
async function shrink(code, version, minify) {
  const { code: small } = await minify(code, {
    compress: { passes: 2, global_defs: { 'process.env.NODE_ENV': 'production' } },
    format: { ascii_only: true, comments: false, preamble: banner(version) },
  });
  return Buffer.from(`${small}\n`);
}

// outputs returns every file that this script answers for, as name → bytes.
async function outputs(dir) {
  const modules = install(dir);
  const require = createRequire(join(modules, 'any.js'));
  const { version } = readJSON(join(modules, 'echarts', 'package.json'));
  const code = await bundle(dir, modules, require('rollup').rollup);
  const built = await shrink(code, version, require('terser').minify);
  const sum = createHash('sha256').update(built).digest('hex');
  const files = { [script]: built, SHA256SUMS: Buffer.from(`${sum}  ${script}\n`) };
  for (const [name, source] of Object.entries(licences)) files[name] = readFileSync(join(modules, source));
  return files;
}

function write(files) {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(here, name), bytes);
}

// committed returns a file's bytes, or undefined when there is no such file.
function committed(name) {
  try {
    return readFileSync(join(here, name));
  } catch (err) {
    if (err.code === 'ENOENT') return undefined;
    throw err;
  }
}

// check reports each committed file that is not what a build gives.
function check(files) {
  const wrong = Object.keys(files).filter((name) => !committed(name)?.equals(files[name]));
  for (const name of wrong) console.error(`${name} ${committed(name) ? 'is not what the pinned packages build' : 'is missing'}`);
  if (wrong.length === 0) return;
  console.error('  to mend it, restore the committed file; after a change of packages or entry.mjs, run node build.mjs');
  process.exitCode = 1;
}

const args = process.argv.slice(2);
if (args.some((arg) => arg !== '--check')) {
  console.error('usage: node build.mjs [--check]');
  process.exit(2);
}
const dir = mkdtempSync(join(tmpdir(), 'echarts-'));
try {
  const files = await outputs(dir);
  if (args.includes('--check')) check(files);
  else write(files);
} catch (err) {
  console.error(`building ${script}: ${err.message}`);
  process.exitCode = 2;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
