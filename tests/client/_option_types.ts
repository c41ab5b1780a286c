/** The names of all options and statuses, as the types of the public API have them. */

import ts from "typescript";
import { root } from "../_files.ts";
import { readSource, walk } from "../_source.ts";

/** What the types say. */
export interface OptionTypes {
  /** The fields of every exported type of options, inherited ones included, by the name of the type. */
  options: Map<string, string[]>;
  /** The values of every exported type that is one of several texts, by the name of the type. */
  choices: Map<string, string[]>;
  /** The `type` of every status. */
  statuses: string[];
}

/** Reads what `mod.ts` exports. */
export function readOptionTypes(): OptionTypes {
  const path = `${root}mod.ts`;
  // Names are all that is wanted: libraries have none of them.
  const program = ts.createProgram([path], {
    noLib: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    strict: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(path)!)!;
  const found: OptionTypes = { options: new Map(), choices: new Map(), statuses: [] };
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (!(symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))) continue;
    const { name } = exported;
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    // A second name for an interface has no options of its own.
    if (type.isClassOrInterface() && type.symbol !== symbol) continue;
    const members = type.isUnion() ? type.types : [type];
    if (/Opt(ion)?s$/.test(name)) {
      found.options.set(name, checker.getPropertiesOfType(type).map((property) => property.name));
    } else if (members.every((member) => member.isStringLiteral()) && members.length > 1) {
      found.choices.set(name, members.map(({ value }) => value));
    } else if (name === "Status") {
      found.statuses = members.map((member) => statusType(checker, member));
    }
  }
  return found;
}

function statusType(checker: ts.TypeChecker, member: ts.Type): string {
  const type = checker.getTypeOfSymbol(member.getProperty("type")!);
  if (!type.isStringLiteral()) throw new Error("a status without a type of its own");
  return type.value;
}

/**
 * The tests of a file, by their names, with all that each one's own code names: fields of the objects that it writes
 * down or takes apart, and texts. A name with parts that are put in has them as they are written.
 */
export async function readTests(path: string): Promise<Map<string, Set<string>>> {
  const { tree } = await readSource(path);
  const tests = new Map<string, Set<string>>();
  for (const statement of tree.statements) {
    walk(statement, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
      const [name, ...rest] = node.arguments;
      // A function that registers tests takes the name first, and the body somewhere behind it.
      if (name === undefined || !rest.some(ts.isFunctionLike)) return;
      if (ts.isStringLiteralLike(name)) tests.set(name.text, namesIn(rest));
      else if (ts.isTemplateExpression(name)) tests.set(name.getText().slice(1, -1), namesIn(rest));
    });
  }
  return tests;
}

function namesIn(nodes: readonly ts.Node[]): Set<string> {
  const names = new Set<string>();
  for (const top of nodes) {
    walk(top, (node) => {
      if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) names.add(node.name.text);
      else if (ts.isShorthandPropertyAssignment(node)) names.add(node.name.text);
      else if (ts.isBindingElement(node)) names.add((node.propertyName ?? node.name).getText());
      else if (ts.isStringLiteralLike(node)) names.add(node.text);
    });
  }
  return names;
}
