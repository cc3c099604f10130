-- Styles (engenharias) by their codes.
SELECT e.codEngenharia, e.descricao
  FROM tcp.Engenharia e
 WHERE e.codEmpresa = :company AND e.codEngenharia IN (:keys)
 ORDER BY e.codEngenharia
