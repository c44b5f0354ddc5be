import { missingRefs } from '../judge/combination-table.ts';
import { indexSignals } from '../judge/signal-directory.ts';
import type { Authored, Problem } from './authored.ts';
import { KINDS } from './signal-format.ts';

/** References to signals that do not exist, and ids that are taken twice: mistakes no single file shows. */
export function checkRefs({ groups, rules }: Authored): Problem[] {
  const problems: Problem[] = [];
  const known = [
    ...groups.flatMap(({ group }) =>
      Object.keys(group.signals).map((id) => ({
        id: `${group.id}/${id}`,
        owner: group.id,
        kind: KINDS.indexOf(group.signals[id]!.kind ?? group.kind),
      })),
    ),
    ...rules.flatMap(({ rule }) =>
      Object.keys(rule.signals).map((id) => ({
        id: `${rule.id}/${id}`,
        owner: rule.id,
        kind: KINDS.indexOf(rule.signals[id]!.kind ?? 'service'),
      })),
    ),
  ];
  const directory = indexSignals(known);
  const owners = new Map<string, string>();
  for (const { file, id } of [
    ...groups.map(({ file, group }) => ({ file, id: group.id })),
    ...rules.map(({ file, rule }) => ({ file, id: rule.id })),
  ]) {
    const other = owners.get(id);
    if (other === undefined) owners.set(id, file);
    else problems.push({ file, path: 'id', message: `${id} is already the id of ${other}.` });
  }
  for (const { file, rule } of rules) {
    for (const id of Object.keys(rule.signals)) {
      if (owners.has(id))
        problems.push({
          file,
          path: `signals.${id}`,
          message: `${id} is the id of ${owners.get(id)}: choose another name, a reference would be ambiguous.`,
        });
    }
    rule.combinations.forEach((combination, at) => {
      for (const ref of missingRefs(rule.id, combination, directory)) {
        problems.push({ file, path: `combinations.${at}`, message: `There is no signal ${ref}.` });
      }
    });
  }
  return problems;
}
