/** Words that sentences begin with and names do not, of the languages that Plangate speaks and that have capitals. */
const openers = new Set([
  ..."A An The This That These There It Its They No None Nothing Nobody Not Each Every Everything All Only".split(" "),
  ..."One Some At In What Where Whether How Either Over Larger Open Code Commit Work Stage Task Iteration".split(" "),
  ..."Dependencies Runtime Evidence Criteria Standards Changes Skipped Waived Approved Recorded Unattributed Filled Logged: Open:".split(
    " ",
  ),
  ..."O Os As Um Uma Nenhum Nenhuma Nada Ninguém Não Há Falta Faltam Este Esta Estes Estas Isto Cada Todo".split(" "),
  ..."Toda Todos Todas Tudo Só Somente Algum Alguma Em Na Ainda Sem Resta Restam Fora Foi Maior Apenas Acima".split(
    " ",
  ),
  ..."Consta São Está Itens Critério Critérios Registrado Pulado Dispensado Marcado Aprovado Preenchido".split(" "),
  ..."Já Apontamento Cobertura Comandos Entradas Erro Falha Linhas Partes Revisores Títulos Palavras: Marcadas:".split(
    " ",
  ),
  ..."Comandos: Entradas: Itens: Iterações: Linhas: Partes: Reexecuções: Reexecuções Títulos: Tempo Tarefas Arquivos: Acompanhadas:".split(
    " ",
  ),
]);

/** A sentence as it goes on behind a colon or a dash: it begins small, unless with what may be a name. */
export function goesOn(sentence: string): string {
  const [first = ""] = sentence.split(" ", 1);
  return openers.has(first) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}
