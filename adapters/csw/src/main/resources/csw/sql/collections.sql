-- Collections of a company. Hundreds of rows, in one page.
SELECT c.codColecao, c.nome
  FROM tcp.Colecoes c
 WHERE c.codEmpresa = :company
 ORDER BY c.codColecao
