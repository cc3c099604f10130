-- Styles (engenharias) of a company after a code. Thousands of rows.
SELECT e.codEngenharia, e.descricao
  FROM tcp.Engenharia e
 WHERE e.codEmpresa = :company
   AND e.codEngenharia > :after    --scope
   AND e.codEngenharia IN (:keys)  --by-key
 ORDER BY e.codEngenharia
