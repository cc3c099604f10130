-- Collections of a company. Hundreds of rows, in one page.
SELECT c.codColecao, c.nome
  FROM tcp.Colecoes c
 WHERE c.codEmpresa = :company
   AND c.codColecao IN (:keys)  --by-key
 ORDER BY c.codColecao
