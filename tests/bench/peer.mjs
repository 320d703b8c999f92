// SPDX-License-Identifier: GPL-2.0-or-later
// Runs a redaction library from npm as `discretion check --jsonl` is run: JSON Lines in, JSON Lines out.
//
// usage: node peer.mjs redact-pii|openredaction FOLDER [--spans]
//
// FOLDER is where npm installed the libraries. Each line {"id", "text"} is answered by {"id", "redacted"},
// what the library makes of the text; with --spans by {"id", "findings"} instead, where it found something,
// in code points as verdict.py reads them. Every library runs with its own defaults.
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';

const [name, folder, option] = process.argv.slice(2);
const require = createRequire(path.resolve(folder, 'package.json'));
const MARK = '\u0001'; // stands in for each find, where a library does not say where it found it

// Where the marks of @marked stand in @text, which is the same but for them.
function marks(text, marked) {
	const kept = marked.split(MARK);
	const spans = [];
	let at = kept[0].length;
	for (let i = 1; i < kept.length; i++) {
		const end = i === kept.length - 1 ? text.length - kept[i].length : text.indexOf(kept[i], at + 1);
		if (end < at)
			break;
		spans.push([at, end]);
		at = end + kept[i].length;
	}
	return spans;
}

const peers = {
	'redact-pii': () => {
		const { SyncRedactor } = require('redact-pii');
		const redactor = new SyncRedactor();
		const marker = new SyncRedactor({ globalReplaceWith: MARK });
		return {
			redact: (text) => redactor.redact(text),
			spans: (text) => marks(text, marker.redact(text)),
		};
	},
	'openredaction': () => {
		const { OpenRedaction } = require('openredaction');
		const redactor = new OpenRedaction();
		return {
			redact: async (text) => (await redactor.detect(text)).redacted,
			spans: async (text) => (await redactor.detect(text)).detections.map((found) => found.position),
		};
	},
};

function codePoints(text, [start, end]) {
	const before = [...text.slice(0, start)].length;
	return { start: before, end: before + [...text.slice(start, end)].length, type: 'OTHER' };
}

if (!(name in peers)) {
	console.error('usage: node peer.mjs redact-pii|openredaction FOLDER [--spans]');
	process.exit(2);
}
const peer = peers[name]();
for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
	const { id, text } = JSON.parse(line);
	const answer = option === '--spans'
		? { id, findings: (await peer.spans(text)).map((span) => codePoints(text, span)) }
		: { id, redacted: await peer.redact(text) };
	process.stdout.write(`${JSON.stringify(answer)}\n`);
}
