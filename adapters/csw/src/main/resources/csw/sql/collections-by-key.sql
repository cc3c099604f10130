-- Collections by their codes.
SELECT c.codColecao, c.nome
  FROM tcp.Colecoes c
 WHERE c.codEmpresa = :company AND c.codColecao IN (:keys)
 ORDER BY c.codColecao
