#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Score a checker's verdicts on a chat corpus: what is held, what is let through, what still leaks.

usage: verdict.py CORPUS.jsonl PRED.jsonl [--by lang|setting|code|type] [--direct|--together] [--without TAG,…] [--only TAG,…] [--errors N] [--json FILE]
       verdict.py --self-test

CORPUS: corpus/README.md. PRED: CONTRACT.md's output (a line with only {"id","spans"} is read as findings).
hold recall    of the messages to hold, the share held (verdict hold or block)
false alarms   of the messages to pass, the share held (a hint does not count)
right code     of the messages rightly held, the share for which one of the expected codes is named
leak           of the characters of direct identifiers in messages to hold (all span types but QUASI and NAME_STAFF,
               spaces left out) the share that no finding covers
over-redaction of the characters outside every marked span in messages to hold, the share that findings cover
               (TERM and combination parts left out)
stop           of the conversations with a stop, the share stopped exactly there (and within one message early)
--direct       leave out conversations and the holds that only a combination justifies (CONF alone, with no span of a direct identifier)
--together     keep just those, and all messages to pass
--without/--only   leave out / keep only messages that bear one of the tags; `conv` stands for every message of a conversation
"""
import json, sys
from collections import defaultdict

LOOSE = {'QUASI', 'NAME_STAFF'}

def rows(path):
    return [json.loads(l) for l in open(path, encoding='utf-8') if l.strip()]

def held(p):
    if 'verdict' in p: return p['verdict'] in ('hold', 'block')
    return bool(p.get('findings') or p.get('spans'))

def spans(p): return p.get('findings', p.get('spans', []))

def score(gold, pred):
    pred = {p.get('id'): p for p in pred}
    n = defaultdict(int); per = {k: defaultdict(lambda: defaultdict(int)) for k in ('lang', 'setting', 'code', 'type')}
    errors = []; convs = defaultdict(list)
    for g in gold:
        p = pred.get(g['id'], {}); h = held(p)
        n['missing'] += g['id'] not in pred
        keys = [('lang', g.get('lang')), ('setting', g.get('setting'))] + [('code', c) for c in g['codes']]
        if g.get('conv'): convs[g['conv']].append((g, h))
        if g['expect'] == 'hold':
            n['hold'] += 1; n['held'] += h
            for k, v in keys: per[k][v]['hold'] += 1; per[k][v]['held'] += h
            if h:
                said = set(p.get('codes', [])); n['coded'] += bool(said & set(g['codes']))
            else: errors.append(('MISS', g))
            cover = [False] * len(g['text'])
            for s in spans(p):
                if s.get('type') in ('TERM', 'QUASI'): continue
                for i in range(max(0, s['start']), min(len(cover), s['end'])): cover[i] = True
            inside = [False] * len(g['text'])
            for s in g['spans']:
                chars = [i for i in range(s['start'], s['end']) if not g['text'][i].isspace()]
                for i in range(s['start'], s['end']): inside[i] = True
                if s['type'] in LOOSE: continue
                left = sum(not cover[i] for i in chars)
                n['chars'] += len(chars); n['left'] += left
                per['type'][s['type']]['hold'] += 1; per['type'][s['type']]['held'] += left * 2 < len(chars)
            n['clean'] += sum(not a and not c.isspace() for a, c in zip(inside, g['text']))
            n['over'] += sum(b and not a and not c.isspace() for a, b, c in zip(inside, cover, g['text']))
        else:
            n['pass'] += 1; n['alarm'] += h
            for k, v in keys: per[k][v]['pass'] += 1; per[k][v]['alarm'] += h
            if h: errors.append(('ALARM', g))
    for c in convs.values():
        want = next((i for i, (g, _) in enumerate(c) if g['expect'] == 'hold'), None)
        got = next((i for i, (_, h) in enumerate(c) if h), None)
        if want is None: n['controls'] += 1; n['controls_ok'] += got is None
        else: n['stops'] += 1; n['stop_exact'] += got == want; n['stop_near'] += got is not None and want - 1 <= got <= want
    return n, per, errors

def pct(a, b): return '   –' if not b else '%5.1f' % (100 * a / b)

def figures(n):
    f = {'hold_recall': n['held'] / max(1, n['hold']), 'false_alarms': n['alarm'] / max(1, n['pass']),
         'right_code': n['coded'] / max(1, n['held']), 'leak': n['left'] / max(1, n['chars']), 'over': n['over'] / max(1, n['clean']),
         'stop_exact': n['stop_exact'] / max(1, n['stops']), 'stop_near': n['stop_near'] / max(1, n['stops']), 'missing': n['missing']}
    return f

def main(a):
    if a[:1] == ['--self-test']: return self_test()
    files = []; by = []; nerr = 0; out = None; without = set(); only = set(); part = None
    while a:
        x = a.pop(0)
        if x == '--by': by.append(a.pop(0))
        elif x == '--errors': nerr = int(a.pop(0))
        elif x == '--json': out = a.pop(0)
        elif x in ('--direct', '--together'): part = x
        elif x == '--without': without = set(a.pop(0).split(','))
        elif x == '--only': only = set(a.pop(0).split(','))
        else: files.append(x)
    if len(files) != 2: print(__doc__); return 2
    def tags(g): return set(g.get('tags') or []) | ({'conv'} if g.get('conv') else set())
    def together(g): return bool(g.get('conv')) or g['expect'] == 'hold' and g['codes'] == ['CONF'] and all(s['type'] in LOOSE for s in g['spans'])
    def kept(g): return not part or (not together(g) if part == '--direct' else together(g) or g['expect'] == 'pass')
    gold = [g for g in rows(files[0]) if kept(g)]
    gold = [g for g in gold if not tags(g) & without and (not only or tags(g) & only)]
    n, per, errors = score(gold, rows(files[1])); f = figures(n)
    print('hold recall %s %%  false alarms %s %%  right code %s %%  leak %s %%  over-redaction %s %%  stop %d (near %d) of %d  controls %d of %d%s' % (
        pct(n['held'], n['hold']), pct(n['alarm'], n['pass']), pct(n['coded'], n['held']), pct(n['left'], n['chars']), pct(n['over'], n['clean']),
        n['stop_exact'], n['stop_near'], n['stops'], n['controls_ok'], n['controls'], '  MISSING %d' % n['missing'] if n['missing'] else ''))
    for k in by:
        for v, d in sorted(per[k].items(), key=lambda x: str(x[0])):
            print('  %-12s held %s %% of %3d   false alarms %s %% of %3d' % (v, pct(d['held'], d['hold']), d['hold'], pct(d['alarm'], d['pass']), d['pass']))
    for kind, g in errors[:nerr]: print('  %-5s %s %s %s' % (kind, g['id'], ' '.join(g['codes']), g['text'][:160].replace('\n', ' / ')))
    if out: json.dump(f, open(out, 'w'))
    return 0

def self_test():
    g = [{'id': 'a', 'expect': 'hold', 'codes': ['CONF'], 'text': 'Ann Lee is in', 'spans': [{'start': 0, 'end': 7, 'type': 'NAME'}]},
         {'id': 'b', 'expect': 'pass', 'codes': [], 'text': 'lunch', 'spans': []},
         {'id': 'c', 'expect': 'pass', 'codes': [], 'text': 'x', 'spans': [], 'conv': 'k'},
         {'id': 'd', 'expect': 'hold', 'codes': ['CONF'], 'text': 'y', 'spans': [], 'conv': 'k'}]
    n, _, e = score(g, [{'id': 'a', 'verdict': 'hold', 'codes': ['CONF'], 'findings': [{'start': 0, 'end': 3, 'type': 'NAME'}]},
                        {'id': 'b', 'verdict': 'hint'}, {'id': 'c', 'verdict': 'pass'}, {'id': 'd', 'verdict': 'block', 'codes': ['RESPECT']}])
    f = figures(n)
    assert (f['hold_recall'], f['false_alarms'], f['leak'], f['stop_exact'], f['right_code']) == (1, 0, 0.5, 1, 0.5), f
    n, _, e = score(g, [{'id': 'b', 'spans': [{'start': 0, 'end': 5}]}]); f = figures(n)
    assert (f['hold_recall'], f['false_alarms'], f['missing'], len(e)) == (0, 0.5, 3, 3), f
    print('1 passed, 0 failed'); return 0

if __name__ == '__main__': sys.exit(main(sys.argv[1:]))
